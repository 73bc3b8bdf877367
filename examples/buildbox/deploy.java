import debianadmin.*;
import troops.*;

// A machine that people build software on: accounts and keys, a toolchain, room to work in, and tidying up at night.

void main() {
    Troops.defineRole("build", "build-*.example.com");
}

@Deployable(roles = "build")
void people() {
    Apt.install("sudo");
    Group.present("builders");
    person("ann", "Ann", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC66f05doE8wcaWHMIHVcX27F5Gw2lhP5GAQo30ESbm/ ann@example.com");
    person("ben", "Ben", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIreqnD2CaeaeUD8vZtSgwyzJyhDumF4scA8FOxhcHKI ben@example.com");
    Sudo.rule("builders", "%builders ALL=(root) NOPASSWD: /usr/bin/apt-get update, /usr/bin/apt-get build-dep *\n");
}

void person(String name, String fullName, String key) {
    User.present(name, User.comment(fullName), User.shell("/bin/bash"), User.groups("builders"));
    AuthorizedKeys.exact(name, key);
}

@Deployable(roles = "build")
void toolchain() {
    Apt.install("gcc", "libc6-dev", "make");
    Place.directory("/srv/build", Place.group("builders"), Place.mode("2775"));
}

@Deployable(roles = "build")
void room() {
    Swap.file("/var/swap", "256M");
    Sysctl.set("vm.swappiness", "10");
}

@Deployable(roles = "build")
void tidying() {
    Unit.timer("tidy-builds", "03:00", "/usr/bin/find", "/srv/build", "-mindepth", "1", "-mtime", "+30", "-delete");
}
