import debianadmin.*;
import troops.*;

// A machine that people build software on: accounts and keys, a toolchain, room to work in, and tidying up at night.

void main() {
    Troops.defineRole("build", "build-*.example.com");
}

@Deployable(roles = "build")
void people() {
    Group.present("builders");
    User.present("ann", User.comment("Ann"), User.shell("/bin/bash"), User.groups("builders"));
    User.present("ben", User.comment("Ben"), User.shell("/bin/bash"), User.groups("builders"));
    User.authorizedKeys("ann", Troops.text("keys/ann.pub"));
    User.authorizedKeys("ben", Troops.text("keys/ben.pub"));
    Sudo.rule("builders", "%builders ALL=(root) NOPASSWD: /usr/bin/apt-get update, /usr/bin/apt-get build-dep *\n");
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
    Unit.text("tidy-build.service", """
            [Unit]
            Description=Removal of builds that nobody has touched for a month

            [Service]
            Type=oneshot
            ExecStart=find /srv/build -mindepth 1 -mtime +30 -delete
            """);
    Unit.text("tidy-build.timer", """
            [Unit]
            Description=Removal of old builds, every night

            [Timer]
            OnCalendar=03:00
            Persistent=true

            [Install]
            WantedBy=timers.target
            """);
    Unit.enable("tidy-build.timer");
    Unit.current("tidy-build.timer");
}
