package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Users, keys and rules of sudo on a real node: what the law of each operation doesn't show.
@ExtendWith(TestBed.class)
class AccountTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE4xktdjeg/9k/4x3HioAwjYcDmWxNkrOXJvt6VfxMi2 ann@laptop";

  @TempDir Path directory;

  private Result deploy(DebianNode node, String option, String... lines) throws IOException {
    String script = Scripts.deployable("accounts", lines);
    if (!Files.exists(node.file("/root/deploy"))) {
      Files.writeString(directory.resolve("requirements.txt"), "org.debianadmin:debian-admin\n");
      Files.writeString(directory.resolve("deploy.java"), script);
      node.deployment(directory);
    } else if (!Files.readString(node.file("/root/deploy/deploy.java")).equals(script)) {
      Files.writeString(node.file("/root/deploy/deploy.java"), script);
      node.commit();
    }
    return option.isEmpty()
        ? node.troops("deploy", "--repository=/root/deploy")
        : node.troops("deploy", "--repository=/root/deploy", option);
  }

  /// The changes that a run tells of, without `would`.
  private static List<String> changes(Result result) {
    return result
        .ok()
        .err()
        .lines()
        .map(String::strip)
        .map(line -> line.startsWith("would ") ? line.substring(6) : line)
        .filter(line -> line.matches("(create|set|update|install) .*"))
        .toList();
  }

  @Test
  void aPreviewOnAFreshMachineForeseesWhatIsDoneThen(Bed bed) throws IOException {
    DebianNode node = bed.node("shellbox-1.example.com");
    node.run("env", "SUDO_FORCE_REMOVE=yes", "apt-get", "purge", "--yes", "sudo").ok();
    node.run("apt-get", "update").ok();
    String[] lines = {
      "Apt.install(\"sudo\");",
      "Group.present(\"makers\");",
      "User.present(\"ann\", User.groups(\"makers\"), User.home(\"/srv/ann\"));",
      "User.present(\"site\", User.system(), User.group(\"makers\"));",
      "if (Group.exists(\"makers\")) User.present(\"site\", User.groups(\"adm\"));",
      "AuthorizedKeys.exact(\"ann\", \"" + KEY + "\");",
      "Place.directory(\"/srv/site\", Place.owner(\"site\"), Place.group(\"makers\"));",
      "Place.text(\"/etc/motd\", \"hello\", Place.owner(\"ann\"));",
      "Sudo.rule(\"makers\", \"%makers ALL=(ALL) NOPASSWD: ALL\");",
      "IO.println(User.exists(\"ann\") + \" \" + Group.exists(\"ann\") + \" \" + User.exists(\"bob\"));"
    };
    Result preview = deploy(node, "--check", lines);
    Result applied = deploy(node, "", lines);
    assertThat(preview.err() + preview.out()).contains("true true false");
    assertThat(applied.err() + applied.out()).contains("true true false");
    assertThat(changes(applied))
        .contains(
            "create makers (group)",
            "create ann (user, home /srv/ann, group makers)",
            "create site (system user, group makers)",
            "create /srv/ann/.ssh (mode 0700, owner ann, group ann)",
            "create /srv/site (mode 0755, owner site, group makers)",
            "update /etc/motd (1 line, owner ann was root)");
    assertThat(changes(preview))
        .containsSequence(changes(applied).subList(1, changes(applied).size() - 1));
    assertThat(
            node.run("stat", "-c", "%U %G %a", "/srv/ann", "/srv/ann/.ssh/authorized_keys").out())
        .isEqualTo("ann ann 700\nann ann 600\n");
    assertThat(node.file("/srv/ann/.bashrc")).exists();
    assertThat(node.run("runuser", "-u", "ann", "--", "sudo", "id", "-un").ok().out())
        .isEqualTo("root\n");
    assertThat(deploy(node, "", lines).err()).contains("succeeded: nothing to do");
  }

  @Test
  void tellsWhyAUserWhoIsBusyIsNotChanged(Bed bed) throws IOException {
    DebianNode node = bed.node("shellbox-1.example.com");
    node.user("ann");
    Program busy = node.start("runuser", "-u", "ann", "--", "sleep", "infinity");
    Patience.await("ann to be busy", () -> node.run("pgrep", "-u", "ann").code() == 0);
    for (String line :
        List.of(
            "User.present(\"ann\", User.uid(2001));", "User.absent(\"ann\", User.withHome());")) {
      Result refused = deploy(node, "", line).refused();
      assertThat(refused.err())
          .contains("exit code 8")
          .contains("user ann is currently used by process ")
          .contains("end what ann runs first: stop its units, then loginctl terminate-user ann");
    }
    busy.kill();
    node.run("pkill", "-u", "ann");
    Patience.await("ann to be idle", () -> node.run("pgrep", "-u", "ann").code() != 0);
    deploy(node, "", "User.absent(\"ann\", User.withHome());").ok();
    assertThat(node.file("/home/ann")).doesNotExist();
    assertThat(deploy(node, "", "User.absent(\"ann\", User.withHome());").err())
        .contains("ann: is no user");
  }

  @Test
  void keepsRulesThatWorkWhenNewOnesDoNot(Bed bed) throws IOException {
    DebianNode node = bed.node("shellbox-1.example.com");
    String rule = "Sudo.rule(\"site\", \"site ALL=(root) NOPASSWD: /usr/bin/true\");";
    deploy(node, "", rule).ok();
    Result refused =
        deploy(node, "", "Sudo.rule(\"site\", \"site ALL=(root NOPASSWD\");").refused();
    assertThat(refused.err())
        .contains("syntax error")
        .contains("the new content of /etc/sudoers.d/site was not accepted");
    assertThat(deploy(node, "", rule).err()).contains("nothing to do");
    assertThat(node.run("visudo", "-cf", "/etc/sudoers.d/site").ok().out()).contains("parsed OK");
  }

  @Test
  void leavesUsersOfOtherSourcesToThese(Bed bed) throws IOException {
    DebianNode node = bed.node("shellbox-1.example.com");
    // systemd answers for users that a unit has while it runs (nss-systemd(8)).
    node.run("apt-get", "update").ok();
    node.run("apt-get", "install", "--yes", "libnss-systemd").ok();
    node.run("systemd-run", "--unit=other", "--property=DynamicUser=yes", "sleep", "infinity").ok();
    Patience.await("the user", () -> node.run("getent", "passwd", "other").code() == 0);
    Result refused = deploy(node, "", "User.present(\"other\");").refused();
    assertThat(refused.err())
        .contains("other is a user, but not one of /etc/passwd")
        .contains("/etc/nsswitch.conf");
    Result member =
        deploy(
            node,
            "",
            "if (User.exists(\"other\")) Group.present(\"makers\", Group.members(\"other\"));");
    assertThat(changes(member))
        .containsExactly("create makers (group)", "set makers (member other added)");
    assertThat(node.run("getent", "group", "makers").out()).endsWith(":other\n");
  }
}
