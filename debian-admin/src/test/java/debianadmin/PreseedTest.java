package debianadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.apt.debconf.Preseed;
import java.nio.file.Path;
import machine.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreseedTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
    tree.write(
        "/var/cache/debconf/config.dat", Tree.golden("/debianadmin/debconf-config-debian-13.dat"));
    tree.write(
        "/var/cache/debconf/passwords.dat",
        Tree.golden("/debianadmin/debconf-passwords-debian-13.dat"));
  }

  @Test
  void letsBeWhatIsAnswered() {
    assertThat(
            tree.apply(
                Preseed.of("tzdata", "tzdata/Areas", "select", "Europe"),
                Preseed.of("mypkg", "mypkg/pw", "password", Secret.of(" a b"))))
        .containsExactly("kept: tzdata/Areas: is answered: Europe", "kept: mypkg/pw: is answered");
  }

  @Test
  void saysWhatDiffers() {
    assertThat(
            tree.preview(
                Preseed.of("tzdata", "tzdata/Areas", "select", "Asia"),
                Preseed.of("tzdata", "tzdata/Areas", "select", "Asia"),
                Preseed.of("debconf", "debconf/frontend", "select", "Dialog"),
                Preseed.of("tzdata", "tzdata/Zones/Asia", "select", "Tokyo")))
        .containsExactly(
            "would: preseed tzdata/Areas (Asia was Europe)",
            "kept: tzdata/Areas: an earlier step would answer it",
            // It has that value, but would be asked again.
            "would: preseed debconf/frontend (Dialog)",
            "would: preseed tzdata/Zones/Asia (Tokyo)");
  }

  @Test
  void showsNoSecret() {
    assertThat(
            tree.preview(
                Preseed.of("mypkg", "mypkg/pw", "password", Secret.of("hunter2")),
                Preseed.of("mypkg", "mypkg/pw", "password", "hunter2"),
                Preseed.of("mypkg", "mypkg/pw", "password", "hunter3"),
                Preseed.of("mypkg", "mypkg/pw", "string", "shown")))
        .containsExactly(
            "would: preseed mypkg/pw",
            "kept: mypkg/pw: an earlier step would answer it",
            "would: preseed mypkg/pw",
            "would: preseed mypkg/pw (shown)");
  }

  @Test
  void keepsASecretWhereOnlyRootCanReadIt() {
    assertThatThrownBy(() -> Preseed.of("mypkg", "mypkg/pw", "string", Secret.of("hunter2")))
        .hasMessage("mypkg/pw: a secret answer of the type 'string'");
  }

  @Test
  void takesOneLineOnly() {
    assertRefused("my pkg", "a/b", "string", "x", "not the name of a package: 'my pkg'");
    assertRefused("#pkg", "a/b", "string", "x", "not the name of a package: '#pkg'");
    assertRefused("pkg", "a\nb", "string", "x", "not the name of a question: 'a\nb'");
    assertRefused("pkg", "a/b", "seen", "x", "not a type of a question: 'seen'");
    String end = "a/b: the value has a line end in it, or ends with a backslash";
    assertRefused("pkg", "a/b", "string", "x\npkg a/c string y", end);
    assertRefused("pkg", "a/b", "password", "x\\", end);
  }

  private static void assertRefused(
      String owner, String question, String type, String value, String message) {
    assertThatThrownBy(() -> Preseed.of(owner, question, type, value)).hasMessage(message);
  }
}
