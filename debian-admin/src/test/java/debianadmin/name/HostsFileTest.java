package debianadmin.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsFileTest {
  private static final String HOSTS =
      """
      127.0.0.1\tlocalhost\r
      127.0.1.1\told.example.com old   # by the installer

      # others
      10.0.0.9 db  cache # two
      2001:DB8:0::1 db
      ::1     localhost ip6-localhost ip6-loopback
      """;

  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
    tree.write("/etc/hosts", HOSTS);
  }

  @Test
  void movesNamesFromAnotherAddressAndSaysSo() {
    assertThat(tree.apply(new HostEntry("10.0.0.1", "db.example.com", "db")))
        .containsExactly("changed: update /etc/hosts (takes db from 10.0.0.9)");
    assertThat(tree.read("/etc/hosts"))
        .isEqualTo(
            HOSTS.replace("10.0.0.9 db  cache # two", "10.0.0.9\tcache # two")
                + "10.0.0.1\tdb.example.com db\n");
  }

  @Test
  void knowsAnAddressOfIpv6HoweverItIsWritten() {
    assertThat(tree.apply(new HostEntry("2001:db8::1", "db")))
        .containsExactly("kept: db: is 2001:db8::1 in /etc/hosts");
    assertThat(tree.read("/etc/hosts")).isEqualTo(HOSTS);
  }

  @Test
  void leavesOtherEntriesOfAnAddressAlone() {
    tree.apply(new HostEntry("10.0.0.9", "queue"), new HostEntry("10.0.0.9", "db", "cache"));
    assertThat(tree.read("/etc/hosts"))
        .isEqualTo(HOSTS.replace("# two\n", "# two\n10.0.0.9\tqueue\n"));
  }

  @Test
  void removesANameOrAnAddress() {
    tree.apply(new NoHost("DB"));
    assertThat(tree.read("/etc/hosts"))
        .isEqualTo(
            HOSTS
                .replace("10.0.0.9 db  cache # two", "10.0.0.9\tcache # two")
                .replace("2001:DB8:0::1 db\n", ""));
    tree.apply(new NoHost("10.0.0.9"));
    assertThat(tree.read("/etc/hosts")).doesNotContain("cache");
  }

  @Test
  void keepsACommentOfTheLineOfTheMachinesOwnName() {
    tree.apply(new OwnName("web-1.example.com"));
    assertThat(tree.read("/etc/hosts"))
        .isEqualTo(
            HOSTS.replace(
                "127.0.1.1\told.example.com old   # by",
                "127.0.1.1\tweb-1.example.com web-1 # by"));
    assertThat(tree.read("/etc/hostname")).isEqualTo("web-1\n");
  }

  @Test
  void letsAPermanentAddressHaveTheMachinesOwnName() {
    tree.write("/etc/hosts", "127.0.0.1 localhost\n10.0.0.5 web-1.example.com web-1\n");
    tree.apply(new OwnName("web-1"));
    assertThat(tree.read("/etc/hosts")).doesNotContain("127.0.1.1");
  }

  @Test
  void keepsTheDomainThatTheLineHas() {
    tree.write("/etc/hosts", "127.0.1.1 web-1.example.com web-1\n");
    tree.write("/etc/hostname", "# the name\nweb-1\n");
    assertThat(tree.apply(new OwnName("web-1")))
        .containsExactly("kept: web-1: is the name of this machine");
  }

  @Test
  void makesTheFileIfItIsMissing() throws Exception {
    Files.delete(tree.at("/etc/hosts"));
    assertThat(tree.preview(new HostEntry("10.0.0.1", "db")))
        .containsExactly("would: create /etc/hosts (1 line, mode 0644)");
  }

  @Test
  void refusesWhatIsNoNameOrAddress() {
    String tooLong = "a".repeat(64);
    for (String wrong :
        new String[] {"", "-a", "a-", "a_b", "a..b", ".a", "a.", "10.0.0.1", "ä", tooLong}) {
      assertThatThrownBy(() -> new OwnName(wrong))
          .hasMessageStartingWith("not a host name: '" + wrong + "'");
    }
    assertThatThrownBy(() -> new OwnName("a".repeat(40) + "." + "b".repeat(40)))
        .hasMessageStartingWith("too long for a machine's own name");
    for (String wrong : new String[] {"", "10.0.0", "10.0.0.256", "10.0.0.01", "::g", "db"}) {
      assertThatThrownBy(() -> new HostEntry(wrong, "db"))
          .hasMessage("not an address: '" + wrong + "'");
    }
    assertThatThrownBy(() -> new HostEntry("10.0.0.1")).hasMessage("no name for 10.0.0.1");
  }
}
