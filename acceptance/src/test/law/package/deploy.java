import debianadmin.*;
import troops.*;

void main() {}

@Deployable
void install() {
    Apt.install("tmux", "make");
}

@Deployable
void remove() {
    Apt.remove("chrony");
}
