import debianadmin.*;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import machine.Secret;
import troops.*;

void main() {}

@Deployable
void update() {
    Apt.update(Duration.ofDays(1));
}

@Deployable
void repository() {
    Apt.repository("law", "file:/srv/signed", Apt.suites("law"), Apt.key(Path.of("law.asc")));
}

@Deployable
void withoutRepository() {
    Apt.withoutRepository("old");
}

@Deployable
void pin() {
    Apt.pin("law-old", "law-old", "version 1.0", 900);
}

@Deployable
void withoutPin() {
    Apt.withoutPin("old");
}

@Deployable
void preseed() {
    Apt.preseed("tzdata", "tzdata/Areas", "select", "Europe");
}

@Deployable
void preseedSecret() {
    Apt.preseed("law", "law/password", "password", Secret.of("hunter2"));
}

@Deployable
void install() {
    Apt.install("tmux", "make");
}

@Deployable
void installFromTheNewRepository() {
    Apt.install("law-signed");
}

@Deployable
void installVersion() {
    Apt.install("law-version=2.0");
}

@Deployable
void installRelease() {
    Apt.install("law-release/law");
}

@Deployable
void installOlder() {
    Apt.install(List.of("law-old=1.0"), Apt.allowDowngrade());
}

@Deployable
void installFile() {
    Apt.installFile(Path.of("law-file_1.0_all.deb"));
}

@Deployable
void remove() {
    Apt.remove("chrony");
}

@Deployable
void purge() {
    Apt.purge("law-purged");
}

@Deployable
void hold() {
    Apt.hold("law-held");
}

@Deployable
void unhold() {
    Apt.unhold("law-free");
}

@Deployable
void upgrade() {
    Apt.upgrade();
}

@Deployable
void autoremove() {
    Apt.autoremove();
}
