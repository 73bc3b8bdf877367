package debianadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.account.PresentUser;
import debianadmin.key.KeyDirectory;
import debianadmin.key.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import machine.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys of whoever runs the tests: nobody else could own files here.
class AuthorizedKeysTest {
  private static final String ANN =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE4xktdjeg/9k/4x3HioAwjYcDmWxNkrOXJvt6VfxMi2 ann@laptop";
  private static final String BOB =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICxcqgj21RawfS8lYU2WeHmN2KjzHxiHzNG4DkZ+UVpE bob@desk";
  private static final String FILE = "/home/me/.ssh/authorized_keys";

  /// A machine on which the user who runs the tests has the home /home/me.
  private static String me(Tree tree) {
    try {
      Files.createDirectories(tree.at("/home/me"));
      String name = Files.getOwner(tree.folder).getName();
      int uid = (int) Files.getAttribute(tree.folder, "unix:uid");
      int gid = (int) Files.getAttribute(tree.folder, "unix:gid");
      tree.write(
          "/etc/passwd", name + ":x:" + uid + ":" + gid + "::/home/me:/bin/sh\nx:x:9:9::/:/x\n");
      tree.write("/etc/group", "");
      return name;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Nested
  class Directory extends ResourceContract {
    private String me = "";

    @Override
    void prepare() {
      me = me(tree);
    }

    @Override
    Resource resource() {
      return new KeyDirectory(me);
    }

    @Override
    void spoil() throws IOException {
      Files.setAttribute(tree.at("/home/me/.ssh"), "unix:mode", 0755);
    }
  }

  /// Each begins with a file that holds the key of bob.
  abstract static class Keys extends ResourceContract {
    String me = "";

    @Override
    void prepare() {
      me = me(tree);
      tree.write(FILE, BOB + "\n");
    }
  }

  @Nested
  class PresentKeys extends Keys {
    @Override
    Resource resource() {
      return KeyFile.with(me, ANN, BOB);
    }

    @Override
    void spoil() {
      tree.write(FILE, ANN + "\n");
    }
  }

  @Nested
  class ExactKeys extends Keys {
    @Override
    Resource resource() {
      return KeyFile.exactly(me, ANN);
    }

    @Override
    void spoil() {
      tree.write(FILE, ANN + "\n" + BOB + "\n");
    }
  }

  @Nested
  class ModeOfTheFile extends Keys {
    @Override
    Resource resource() {
      return KeyFile.with(me, BOB);
    }

    @Override
    void spoil() throws IOException {
      Files.setAttribute(tree.at(FILE), "unix:mode", 0644);
    }
  }

  @Nested
  class AbsentKey extends Keys {
    @Override
    Resource resource() {
      return KeyFile.without(me, BOB);
    }

    @Override
    void spoil() {
      tree.write(FILE, "restrict " + BOB);
    }
  }

  Tree tree;
  String me = "";

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
    me = me(tree);
  }

  @Test
  void saysWhatBecomesOfWhichKey() {
    tree.write(FILE, BOB + "\n");
    Heard heard = tree.bring(machine.Mode.PREVIEW, new KeyDirectory(me), KeyFile.exactly(me, ANN));
    assertThat(heard.lines.getLast())
        .startsWith(
            "would: update /home/me/.ssh/authorized_keys (bob@desk removed, ann@laptop added;");
    assertThat(heard.changes.getLast().text())
        .contains(new machine.Change.Text(BOB + "\n", ANN + "\n"));
  }

  @Test
  void makesFileAndDirectoryForTheUserAlone() throws IOException {
    tree.apply(new KeyDirectory(me), KeyFile.with(me, ANN));
    assertThat(tree.read(FILE)).isEqualTo(ANN + "\n");
    assertThat(tree.mode(FILE)).isEqualTo(0600);
    assertThat(tree.mode("/home/me/.ssh")).isEqualTo(0700);
  }

  @Test
  void followsNoLinkOfTheUser() throws IOException {
    tree.write("/etc/secret", "precious\n");
    Files.createDirectory(tree.at("/root"));
    Files.createSymbolicLink(tree.at("/home/me/.ssh"), tree.at("/root"));
    assertThatThrownBy(() -> tree.apply(new KeyDirectory(me)))
        .hasMessage("/home/me/.ssh: wanted a directory, but it is a symbolic link");
    assertThatThrownBy(() -> tree.apply(KeyFile.without(me, ANN)))
        .hasMessage("/home/me/.ssh: wanted a directory, but it is a symbolic link");
    Files.delete(tree.at("/home/me/.ssh"));
    Files.createDirectory(tree.at("/home/me/.ssh"));
    Files.createSymbolicLink(tree.at(FILE), tree.at("/etc/secret"));
    assertThatThrownBy(() -> tree.apply(KeyFile.with(me, ANN)))
        .hasMessage(FILE + ": wanted a file, but it is a symbolic link");
    assertThat(tree.read("/etc/secret")).isEqualTo("precious\n");
  }

  @Test
  void waitsForNoPipeOfTheUser() throws Exception {
    Files.createDirectory(tree.at("/home/me/.ssh"));
    assertThat(new ProcessBuilder("mkfifo", tree.at(FILE).toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> tree.apply(KeyFile.with(me, ANN)))
        .hasMessage(FILE + ": wanted a file, but it is special");
  }

  @Test
  void needsAUserWithAHome() throws IOException {
    assertThatThrownBy(() -> tree.preview(new KeyDirectory("x")))
        .hasMessageStartingWith("x has no home: /");
    Files.delete(tree.at("/home/me"));
    assertThatThrownBy(() -> tree.preview(KeyFile.with(me, ANN)))
        .hasMessage(me + " has no home: /home/me is no directory");
    assertThatThrownBy(() -> tree.preview(KeyFile.with("nadja", ANN)))
        .hasMessage("no user named nadja");
    assertThat(tree.preview(KeyFile.without("nadja", ANN)))
        .containsExactly("kept: ~nadja/.ssh/authorized_keys: no such user");
  }

  @Test
  void countsAUserOfAnEarlierStepAsThereInAPreview() {
    assertThat(
            tree.preview(
                new PresentUser(
                    "dan", User.wishes(User.home("/srv/dan"), User.shell("/bin/false"))),
                new KeyDirectory("dan"),
                KeyFile.with("dan", ANN)))
        .containsExactly(
            "would: create dan (user, home /srv/dan, shell /bin/false)",
            "would: create /srv/dan/.ssh (mode 0700, owner dan, group dan)",
            "would: create /srv/dan/.ssh/authorized_keys (ann@laptop added; 1 line, mode 0600,"
                + " owner dan, group dan)");
  }
}
