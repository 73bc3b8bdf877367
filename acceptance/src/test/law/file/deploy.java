import debianadmin.*;
import java.nio.file.Path;
import machine.Secret;
import troops.*;

void main() {}

@Deployable
void text() {
    Place.text("/etc/motd", "hello\n");
}

@Deployable
void secret() {
    Place.text("/etc/token", Secret.of("hunter2"), Place.owner("ubuntu"));
}

@Deployable
void checked() {
    Place.text("/etc/sudoers.d/law", "law ALL=(ALL) NOPASSWD:ALL\n", Place.mode("0440"),
            Place.check("visudo", "-cf"));
}

@Deployable
void file() {
    Place.file("/usr/local/bin/tool", Path.of("tool.sh"), Place.mode("0755"));
}

@Deployable
void directory() {
    Place.directory("/srv/www/site", Place.mode("2775"), Place.group("ubuntu"));
}

@Deployable
void link() {
    Place.link("/etc/law-release", "os-release");
}

@Deployable
void absent() {
    Place.absent("/etc/unwanted");
}
