import debianadmin.*;
import troops.*;

void main() {}

@Deployable
void tag() {
    GitCheckout.at("/srv/app", "file:///srv/app.git", "v1.2", GitCheckout.discarding());
}

@Deployable
void branch() {
    GitCheckout.at("/home/ubuntu/site", "file:///srv/site.git", "main", GitCheckout.owner("ubuntu"));
}

@Deployable
void owned() {
    GitCheckout.at("/srv/site", "file:///srv/site.git", "main", GitCheckout.owner("ubuntu"));
}
