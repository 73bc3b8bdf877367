package debianadmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import debianadmin.account.AbsentGroup;
import debianadmin.account.AbsentUser;
import debianadmin.account.PresentGroup;
import debianadmin.account.PresentUser;
import debianadmin.account.fact.Accounts;
import debianadmin.file.Content;
import debianadmin.file.PlacedDirectory;
import debianadmin.file.PlacedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import machine.Secret;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is found on a Debian 12 with three people: ann of the groups sudo and adm, bob whose
/// password is locked, and cem of the primary group users.
class UserTest {
  private static final String HASH =
      "$6$abcdefgh$M/eYsB4rVXAm3ZNc88J.UD9rCKAT6FB1rahiwJCHtEndQNORCub5qhjxn50qbqVVthkM.9HpEwtf0t.iV9uH0/";
  private static final String OTHER =
      "$y$j9T$k2XAnEHBqQ1Ct2aMXFKNa/$FxNWGUyeQ3labVABlWUvJbKRjZDjKZoj3Umcv0YqPVD";

  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) throws IOException {
    tree = new Tree(directory);
    for (String name : List.of("passwd", "group", "shadow", "gshadow")) {
      tree.write("/etc/" + name, Tree.golden("account/" + name + "-debian-12"));
    }
    tree.write("/etc/shells", "# /etc/shells: valid login shells\n/bin/sh\n/bin/bash\n");
    Files.createDirectories(tree.at("/bin"));
    for (String shell : List.of("/bin/sh", "/bin/bash", "/bin/unlisted")) {
      assertThat(tree.write(shell, "").toFile().setExecutable(true)).isTrue();
    }
  }

  private static Resource user(String name, User.Option... options) {
    return new PresentUser(name, User.wishes(options));
  }

  private static Resource group(String name, Group.Option... options) {
    return new PresentGroup(name, Group.wishes(options));
  }

  private static Secret hash(String text) {
    return Secret.of(text);
  }

  @Test
  void findsAUserAsWanted() {
    assertThat(
            tree.apply(
                user(
                    "ann",
                    User.system(),
                    User.uid(1001),
                    User.group("ann"),
                    User.groups("sudo", "ann"),
                    User.shell("/bin/bash"),
                    User.comment("Ann Example"),
                    User.unlocked(),
                    User.passwordHash(hash(HASH))),
                user("bob", User.locked(), User.exactGroups("adm"), User.passwordHash(hash(HASH))),
                user("cem", User.locked(), User.group("users"), User.exactGroups("users")),
                user("daemon", User.locked()),
                user("nobody", User.withoutHome())))
        .containsExactly(
            "kept: ann: is a user as wanted",
            "kept: bob: is a user as wanted",
            "kept: cem: is a user as wanted",
            "kept: daemon: is a user as wanted",
            "kept: nobody: is a user as wanted");
  }

  @Test
  void saysWhatItCreates() {
    assertThat(
            tree.preview(
                user("dan"),
                user("site", User.system(), User.group("www-data")),
                user(
                    "eva",
                    User.uid(2000),
                    User.comment("Eva"),
                    User.groups("sudo", "adm"),
                    User.shell("/bin/sh"),
                    User.passwordHash(hash(HASH)))))
        .containsExactly(
            "would: create dan (user)",
            "would: create site (system user, group www-data)",
            "would: create eva (user, uid 2000, comment Eva, shell /bin/sh, groups sudo, adm)",
            "would: set eva (password hash)");
  }

  @Test
  void namesEachDifferenceWithWhatWas() {
    assertThat(
            tree.preview(
                user(
                    "ann",
                    User.uid(2001),
                    User.group("users"),
                    User.groups("audio"),
                    User.shell("/bin/sh"),
                    User.withoutHome(),
                    User.comment("Ann"))))
        .containsExactly(
            "would: set ann (uid 2001 was 1001)",
            "would: set ann (group users was ann)",
            "would: set ann (comment Ann was Ann Example)",
            "would: set ann (home /nonexistent was /home/ann)",
            "would: set ann (shell /bin/sh was /bin/bash)",
            "would: set ann (group audio added)");
    assertThat(tree.preview(user("ann", User.exactGroups("video", "sudo"))))
        .containsExactly(
            "would: set ann (group video added)", "would: set ann (group adm removed)");
    assertThat(tree.preview(user("ann", User.exactGroups())))
        .containsExactly(
            "would: set ann (group adm removed)", "would: set ann (group sudo removed)");
  }

  @Test
  void takesAHomeAlongOnlyIfItIsTheUsersOwn() throws IOException {
    int uid = (int) Files.getAttribute(tree.root, "unix:uid");
    tree.write("/etc/passwd", "me:x:" + uid + ":100::/home/me:/bin/sh\n");
    Files.createDirectories(tree.at("/home/me"));
    assertThat(tree.preview(user("me", User.home("/srv/me"))))
        .containsExactly("would: set me (home /srv/me was /home/me, which is moved there)");
    Files.createDirectories(tree.at("/srv/me"));
    assertThat(tree.preview(user("me", User.home("/srv/me"))))
        .containsExactly("would: set me (home /srv/me was /home/me)");
    tree.write("/etc/passwd", "me:x:4711:100::/home/me:/bin/sh\n");
    assertThat(tree.preview(user("me", User.home("/srv/other"))))
        .containsExactly(
            "would: set me (home /srv/other was /home/me)",
            "would: create /srv/other (home of me, mode 0700)");
    tree.write("/etc/passwd", "me:x:4711:100::/srv/lost:/bin/sh\n");
    assertThat(tree.preview(user("me", User.home("/srv/lost")), user("me")))
        .containsExactly(
            "would: create /srv/lost (home of me, mode 0700)", "kept: me: is a user as wanted");
  }

  @Test
  void neverShowsAHash() {
    List<String> said =
        tree.preview(
            user("ann", User.passwordHash(hash(OTHER)), User.locked()),
            user("bob", User.passwordHash(hash(OTHER))),
            user("cem", User.passwordHash(hash(OTHER)), User.unlocked()),
            user("daemon", User.passwordHash(hash(OTHER)), User.locked()));
    assertThat(said)
        .containsExactly(
            "would: set ann (another password hash)",
            "would: set ann (password locked)",
            "would: set bob (another password hash)",
            "would: set cem (password hash)",
            "would: set daemon (password hash)");
  }

  @Test
  void locksAndUnlocks() {
    assertThat(tree.preview(user("ann", User.locked()), user("bob", User.unlocked())))
        .containsExactly("would: set ann (password locked)", "would: set bob (password unlocked)");
    for (Resource without : List.of(user("cem", User.unlocked()), user("dan", User.unlocked()))) {
      assertThatThrownBy(() -> tree.preview(without))
          .hasMessage("can't unlock " + without.subject() + ": there is no password to unlock");
    }
  }

  @Test
  void refusesAShellThatIsNoneHere() {
    for (String name : List.of("ann", "dan")) {
      assertThatThrownBy(() -> tree.preview(user(name, User.shell("/bin/zsh"))))
          .hasMessage(name + ": no shell /bin/zsh");
      assertThatThrownBy(() -> tree.preview(user(name, User.shell("/bin/unlisted"))))
          .hasMessage(name + ": /bin/unlisted isn't listed in /etc/shells");
      assertThat(tree.preview(user(name, User.shell("/bin/false")))).hasSize(1);
    }
    PlacedFile shells =
        new PlacedFile("/etc/shells", Content.of("/bin/unlisted\n".getBytes(UTF_8)));
    assertThat(tree.preview(shells, user("ann", User.shell("/bin/unlisted")))).hasSize(2);
  }

  @Test
  void refusesWhatIsTakenOrMissing() {
    assertThatThrownBy(() -> tree.preview(user("ann", User.uid(1002))))
        .hasMessage("ann: uid 1002 belongs to bob");
    assertThatThrownBy(() -> tree.preview(group("staff", Group.gid(4))))
        .hasMessage("staff: gid 4 belongs to adm");
    MachineException e =
        catchThrowableOfType(
            MachineException.class, () -> tree.preview(user("ann", User.groups("docker"))));
    assertThat(e).hasMessage("no group named docker");
    assertThat(e.hint()).contains("Group.present(\"docker\")");
    assertThatThrownBy(() -> tree.preview(user("ann", User.group("docker"))))
        .hasMessage("no group named docker");
    assertThatThrownBy(() -> tree.preview(group("adm", Group.members("nadja"))))
        .hasMessage("no user named nadja");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-ann", "ann bob", "ann:x", "ann\n", "1000", "../x", "a$b", ".ann"})
  void refusesWhatIsNoName(String name) {
    assertThatThrownBy(() -> user(name))
        .hasMessageStartingWith("not the name of a user: '" + name + "'");
    assertThatThrownBy(() -> group(name)).hasMessageStartingWith("not the name of a group: '");
    assertThatThrownBy(() -> User.groups(name))
        .hasMessageStartingWith("not the name of a group: '");
  }

  @Test
  void refusesOptionsThatCannotBe() {
    assertThatThrownBy(() -> user("ann", User.shell("/bin/sh"), User.shell("/bin/bash")))
        .hasMessage("ann: more than one shell");
    assertThatThrownBy(() -> user("ann", User.home("/a"), User.withoutHome()))
        .hasMessage("ann: more than one home");
    assertThatThrownBy(() -> user("ann", User.locked(), User.unlocked()))
        .hasMessage("ann: more than one wish for locked or unlocked");
    assertThatThrownBy(() -> user("ann", User.groups("adm"), User.exactGroups("sudo")))
        .hasMessage("ann: groups are either added or exact");
    assertThatThrownBy(() -> group("g", Group.members("ann"), Group.exactMembers("bob")))
        .hasMessage("g: members are either added or exact");
    assertThatThrownBy(() -> User.shell("bash")).hasMessage("not the path of a shell: 'bash'");
    assertThatThrownBy(() -> User.comment("a:b")).hasMessage("not a comment: 'a:b'");
    assertThatThrownBy(() -> User.home("/a\nroot::0:0:::")).hasMessageStartingWith("not a home: '");
    assertThatThrownBy(() -> User.uid(-1)).hasMessage("not the number of a user or group: -1");
    assertThatThrownBy(() -> Group.gid(1L << 32)).hasMessageContaining("4294967296");
  }

  @Test
  void removesUsers() throws IOException {
    assertThat(tree.preview(new AbsentUser("ann", false), new AbsentUser("dan", true)))
        .containsExactly("would: remove ann (user, uid 1001)", "kept: dan: is no user");
    Files.createDirectories(tree.at("/home/ann"));
    int uid = (int) Files.getAttribute(tree.root, "unix:uid");
    assertThatThrownBy(() -> tree.preview(new AbsentUser("ann", true)))
        .hasMessage("ann: its home /home/ann belongs to somebody else, and isn't removed");
    tree.write("/etc/passwd", "me:x:" + uid + ":100::/home/ann:/bin/sh\nroot:x:0:0::/root:/bin/sh");
    assertThat(tree.preview(new AbsentUser("me", true)))
        .containsExactly("would: remove me (user, uid " + uid + ", with /home/ann)");
    assertThat(tree.preview(new AbsentUser("me", false)))
        .containsExactly("would: remove me (user, uid " + uid + "; /home/ann stays)");
    assertThatThrownBy(() -> tree.preview(new AbsentUser("root", false)))
        .hasMessage("root can't be removed");
  }

  @Test
  void makesAndRemovesGroups() {
    assertThat(
            tree.preview(
                group("adm", Group.gid(4), Group.members("bob")),
                group("site", Group.system(), Group.gid(3000)),
                group("sudo", Group.gid(2700), Group.exactMembers("bob")),
                group("video", Group.exactMembers()),
                new AbsentGroup("audio"),
                new AbsentGroup("docker")))
        .containsExactly(
            "kept: adm: is a group as wanted",
            "would: create site (system group, gid 3000)",
            "would: set sudo (gid 2700 was 27)",
            "would: set sudo (member bob added)",
            "would: set sudo (member ann removed)",
            "kept: video: is a group as wanted",
            "would: remove audio (group, gid 29)",
            "kept: docker: is no group");
  }

  @Test
  void removesNoPrimaryGroup() {
    MachineException e =
        catchThrowableOfType(
            MachineException.class, () -> tree.preview(new AbsentGroup("nogroup")));
    assertThat(e)
        .hasMessage(
            "nogroup is the primary group of sync, _apt, nobody, sshd, and can't be removed");
    assertThat(e.hint()).contains("User.group(");
    assertThat(
            tree.preview(
                user("cem", User.group("video")),
                user("bob", User.group("users")),
                new AbsentGroup("bob")))
        .endsWith("would: remove bob (group, gid 1002)");
    assertThat(tree.preview(new AbsentUser("bob", false), new AbsentGroup("bob")))
        .containsExactly("would: remove bob (user, uid 1002)", "kept: bob: is no group");
  }

  @Test
  void countsWhatEarlierStepsOfAPreviewWouldMake() {
    assertThat(
            tree.preview(
                group("staff-x"),
                user("dan", User.group("staff-x"), User.shell("/bin/sh")),
                group("dan", Group.members("dan")),
                user("dan", User.groups("staff-x", "dan"), User.shell("/bin/sh"), User.locked()),
                user("dan", User.shell("/bin/bash"), User.passwordHash(hash(HASH))),
                user("dan", User.shell("/bin/bash"), User.passwordHash(hash(HASH))),
                user("ann", User.shell("/bin/sh"), User.groups("dan")),
                user("ann", User.shell("/bin/sh"), User.groups("dan")),
                group("dan", Group.members("ann", "dan"))))
        .containsExactly(
            "would: create staff-x (group)",
            "would: create dan (user, group staff-x, shell /bin/sh)",
            "would: create dan (group)",
            "would: set dan (member dan added)",
            "kept: dan: an earlier step would create it",
            "would: set dan (shell /bin/bash was /bin/sh)",
            "would: set dan (password hash)",
            "kept: dan: an earlier step would create it",
            "would: set ann (shell /bin/sh was /bin/bash)",
            "would: set ann (group dan added)",
            "kept: ann: is a user as wanted",
            "kept: dan: an earlier step would create it");
  }

  @Test
  void knowsWhoIsThereAfterTheStepsOfAPreview() {
    Machine machine = tree.machine(Mode.PREVIEW, new Heard());
    assertThat(Accounts.hasUser(machine, "dan")).isFalse();
    assertThat(Accounts.hasUser(machine, "ann")).isTrue();
    machine.bring(user("dan"));
    machine.bring(new AbsentUser("ann", false));
    assertThat(Accounts.hasUser(machine, "dan")).isTrue();
    assertThat(Accounts.hasGroup(machine, "dan")).isTrue();
    assertThat(Accounts.hasUser(machine, "ann")).isFalse();
    assertThat(Accounts.hasGroup(machine, "ann")).isFalse();
    machine.bring(new AbsentGroup("audio"));
    machine.bring(group("staff-x"));
    assertThat(Accounts.hasGroup(machine, "audio")).isFalse();
    assertThat(Accounts.hasGroup(machine, "staff-x")).isTrue();
    assertThatThrownBy(() -> Accounts.hasUser(machine, "a:b"))
        .hasMessage("not the name of a user: 'a:b'");
  }

  @Test
  void ownersOfFilesMayBeMadeEarlierInAPreview() {
    tree.write("/srv/there", "a");
    assertThat(
            tree.preview(
                user("troops-nobody-x"),
                new PlacedDirectory(
                    "/srv/x",
                    Place.wishes(Place.owner("troops-nobody-x"), Place.group("troops-nobody-x"))),
                new PlacedFile(
                    "/srv/there",
                    Content.of("a".getBytes(UTF_8)),
                    Place.wishes(Place.owner("troops-nobody-x")))))
        .element(1)
        .isEqualTo(
            "would: create /srv/x (mode 0755, owner troops-nobody-x, group troops-nobody-x)");
    MachineException e =
        catchThrowableOfType(
            MachineException.class,
            () ->
                tree.preview(
                    new PlacedDirectory("/srv/x", Place.wishes(Place.owner("troops-nobody-x")))));
    assertThat(e).hasMessage("no user named troops-nobody-x");
    assertThat(e.hint()).contains("User.present(\"troops-nobody-x\")");
  }

  @Test
  void changesNothingInAPreview() throws IOException {
    Map<String, String> before = tree.snapshot();
    tree.preview(user("dan"), user("ann", User.shell("/bin/sh")), new AbsentGroup("audio"));
    assertThat(tree.snapshot()).isEqualTo(before);
  }

  @Test
  void needsRootOnlyForWhatIsToBeDone() {
    Assumptions.assumeFalse(Machine.isRoot(), "root may do all");
    assertThat(tree.apply(user("ann", User.shell("/bin/bash")))).hasSize(1);
    assertThatThrownBy(() -> tree.apply(user("dan"))).hasMessage("only root may create dan (user)");
  }

  @Test
  void saysUnknownOfPasswordsThatItMayNotRead() throws IOException {
    Assumptions.assumeFalse(Machine.isRoot(), "root may read all");
    Files.setAttribute(tree.at("/etc/shadow"), "unix:mode", 0);
    assertThat(tree.preview(user("ann", User.locked())))
        .containsExactly(
            "unknown: ann: /etc/shadow can't be read; run the preview as root to know");
    assertThat(tree.apply(user("ann"))).containsExactly("kept: ann: is a user as wanted");
  }
}
