import debianadmin.*;
import machine.Secret;
import troops.*;

String ann = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE4xktdjeg/9k/4x3HioAwjYcDmWxNkrOXJvt6VfxMi2 ann@laptop";
String bob = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICxcqgj21RawfS8lYU2WeHmN2KjzHxiHzNG4DkZ+UVpE bob@desk";
String old = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFSJBp+R1bdTwEg07+JjmcfP+nsaNmj1EdATPM984LEs old@example.com";

void main() {}

@Deployable
void user() {
    User.present("ann");
}

@Deployable
void systemUser() {
    User.present("site", User.system());
}

@Deployable
void uid() {
    User.present("bea", User.uid(2001));
}

@Deployable
void primaryGroup() {
    User.present("cem", User.group("users"));
}

@Deployable
void addedGroups() {
    User.present("dan", User.groups("sudo", "adm"), User.comment("Dan Example"));
}

@Deployable
void exactGroups() {
    User.present("eva", User.exactGroups("audio"));
}

@Deployable
void shell() {
    User.present("fay", User.shell("/bin/sh"));
}

@Deployable
void home() {
    User.present("gil", User.home("/srv/gil"));
}

@Deployable
void homeThatIsLost() {
    User.present("hal", User.home("/srv/people/hal"));
}

@Deployable
void withoutHome() {
    User.present("ida", User.withoutHome());
}

@Deployable
void comment() {
    User.present("jan", User.comment("Jan Example"));
}

@Deployable
void locked() {
    User.present("kai", User.locked());
}

@Deployable
void unlocked() {
    User.present("lea", User.unlocked());
}

@Deployable
void passwordHash() {
    User.present("mia", User.passwordHash(Secret.of(
            "$y$j9T$k2XAnEHBqQ1Ct2aMXFKNa/$FxNWGUyeQ3labVABlWUvJbKRjZDjKZoj3Umcv0YqPVD")));
}

@Deployable
void absentUser() {
    User.absent("ned", User.withHome());
}

@Deployable
void userWhoseHomeStays() {
    User.absent("oda");
}

@Deployable
void presentGroup() {
    Group.present("staff-law", Group.system());
}

@Deployable
void gid() {
    Group.present("number-law", Group.gid(3001));
}

@Deployable
void members() {
    Group.present("deploy", Group.system(), Group.members("ubuntu"));
}

@Deployable
void exactMembers() {
    Group.present("closed", Group.exactMembers("ubuntu"));
}

@Deployable
void absentGroup() {
    Group.absent("unwanted");
}

@Deployable
void keys() {
    AuthorizedKeys.present("pia", ann, bob);
}

@Deployable
void keyDirectory() {
    AuthorizedKeys.present("quin", ann);
}

@Deployable
void keyFile() {
    AuthorizedKeys.present("ray", ann);
}

@Deployable
void exactKeys() {
    AuthorizedKeys.exact("sam", "restrict,command=\"/usr/local/bin/backup\" " + ann);
}

@Deployable
void noKeys() {
    AuthorizedKeys.exact("tom");
}

@Deployable
void absentKey() {
    AuthorizedKeys.absent("una", old);
}

@Deployable
void rule() {
    Sudo.rule("deploy", "%deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart site");
}

@Deployable
void modeOfRule() {
    Sudo.rule("site", "site ALL=(root) NOPASSWD: /usr/bin/true");
}

@Deployable
void absentRule() {
    Sudo.absent("unwanted");
}
