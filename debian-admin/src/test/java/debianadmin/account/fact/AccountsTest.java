package debianadmin.account.fact;

import static org.assertj.core.api.Assertions.assertThat;

import debianadmin.Heard;
import debianadmin.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import machine.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
  private static String golden(String name) {
    return Tree.golden("account/" + name + "-debian-12");
  }

  private static Accounts accounts() {
    return new Accounts(golden("passwd"), golden("group"), golden("gshadow"));
  }

  private static Accounts.UserEntry user(String name) {
    return Objects.requireNonNull(accounts().user(name), name);
  }

  private static Accounts.GroupEntry group(Accounts all, String name) {
    return Objects.requireNonNull(all.group(name), name);
  }

  @Test
  void readsTheUsersOfDebian() {
    assertThat(user("ann"))
        .isEqualTo(
            new Accounts.UserEntry(
                "ann", "x", "1001", "1001", "Ann Example,,,", "/home/ann", "/bin/bash"));
    assertThat(accounts().users())
        .extracting(Accounts.UserEntry::name)
        .hasSize(25)
        .startsWith("root", "daemon")
        .endsWith("ann", "bob", "cem");
    assertThat(accounts().user("dan")).isNull();
    assertThat(accounts().userOf("0")).extracting(Accounts.UserEntry::name).isEqualTo("root");
    assertThat(accounts().userOf("4711")).isNull();
  }

  @Test
  void readsTheGroupsOfDebian() {
    Accounts.GroupEntry adm = group(accounts(), "adm");
    assertThat(adm.gid()).isEqualTo("4");
    assertThat(adm.members()).containsExactlyInAnyOrder("ann", "bob");
    assertThat(group(accounts(), "audio").members()).isEmpty();
    assertThat(accounts().groupName("65534")).isEqualTo("nogroup");
    assertThat(accounts().groupName("4711")).isEqualTo("4711");
  }

  @Test
  void believesAMemberOnlyWhomBothFilesName() {
    Accounts all =
        new Accounts("", "g:x:1:ann,bob\nh:x:2:ann\n", "g:!::ann,cem\n# a comment:!::\n");
    Accounts.GroupEntry g = group(all, "g");
    assertThat(all.isMember(g, "ann")).isTrue();
    assertThat(all.isMember(g, "bob")).isFalse();
    assertThat(all.isMember(g, "cem")).isFalse();
    assertThat(all.named(g)).containsExactly("ann", "bob", "cem");
    assertThat(all.isMember(group(all, "h"), "ann")).isTrue();
  }

  @Test
  void leavesOutLinesThatNameNobody() {
    Accounts all = new Accounts("+::::::\n+@admins::::::\n\nx:y\n#a:x:1:1:::\nb:x:2:2:::", "", "");
    assertThat(all.users()).extracting(Accounts.UserEntry::name).isEqualTo(List.of("b"));
  }

  @Test
  void comparesCommentsWithoutTheirEmptyParts() {
    Accounts all = accounts();
    assertThat(Field.COMMENT.of(user("ann"), all)).isEqualTo("Ann Example");
    assertThat(Field.GROUP.of(user("cem"), all)).isEqualTo("users");
  }

  @Test
  void readsPasswordFields() {
    Passwords all = new Passwords(golden("shadow"));
    assertThat(all.field(user("ann"))).startsWith("$6$abcdefgh$");
    assertThat(all.field(user("bob"))).startsWith("!$6$abcdefgh$");
    assertThat(all.field(user("cem"))).isEqualTo("!");
    assertThat(all.field(user("daemon"))).isEqualTo("*");
    assertThat(all).asString().doesNotContain("abcdefgh");
  }

  @Test
  void readsTheFilesOnceUntilSomethingChanges(@TempDir Path directory) throws IOException {
    Tree tree = new Tree(directory);
    tree.write("/etc/passwd", golden("passwd"));
    tree.write("/etc/group", golden("group"));
    var machine = tree.machine(Mode.APPLY, new Heard());
    assertThat(Accounts.hasUser(machine, "ann")).isTrue();
    Files.delete(tree.at("/etc/passwd"));
    assertThat(Accounts.of(machine).user("ann")).isNotNull();
    tree.write("/etc/passwd", "");
    machine.forget();
    assertThat(Accounts.of(machine).user("ann")).isNull();
    assertThat(Accounts.hasUser(machine, "ann")).isFalse();
    assertThat(Accounts.hasGroup(machine, "adm")).isTrue();
  }
}
