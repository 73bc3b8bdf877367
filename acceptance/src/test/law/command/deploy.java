import debianadmin.*;
import java.util.List;
import troops.*;

void main() {}

@Deployable
void creates() {
    Run.command(List.of("cp", "/etc/os-release", "/srv/made"), Run.creates("/srv/made"));
}

@Deployable
void unless() {
    Run.command(List.of("usermod", "--append", "--groups", "games", "ubuntu"),
            Run.unless("sh", "-c", "id -Gn ubuntu | grep -qw games"));
}

@Deployable
void onlyIf() {
    Run.command(List.of("rm", "/srv/unwanted"), Run.onlyIf("test", "-e", "/srv/unwanted"));
}

@Deployable
void asAnotherUser() {
    Run.shell("umask 077; (id -un; pwd; echo $LEVEL) >level", Run.as("ubuntu"), Run.with("LEVEL", "7"),
            Run.unless("test", "-O", "/home/ubuntu/level"));
}
