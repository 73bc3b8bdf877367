package debianadmin;

import static debianadmin.Place.check;
import static debianadmin.Place.group;
import static debianadmin.Place.mode;
import static debianadmin.Place.purge;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.file.Content;
import debianadmin.file.PlacedFile;
import debianadmin.file.tree.PlacedTree;
import debianadmin.file.tree.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import machine.Command;
import machine.Machine;
import machine.MachineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacedTreeTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) throws IOException {
    tree = new Tree(directory);
    Files.createDirectories(tree.folder.resolve("site/sub"));
    Files.writeString(tree.folder.resolve("site/page"), "page\n");
    Files.writeString(tree.folder.resolve("site/sub/tool"), "#!\n");
    Files.setAttribute(tree.folder.resolve("site/sub/tool"), "unix:mode", 0744);
    Files.createSymbolicLink(tree.folder.resolve("site/sub/link"), Path.of("../page"));
  }

  private static PlacedTree site(Place.Option... options) {
    return new PlacedTree("/srv/site", Path.of("site"), Place.wishes(options));
  }

  @Test
  void placesAllThatTheFolderHolds() throws IOException {
    assertThat(tree.apply(site(), site()))
        .containsExactly(
            "changed: create /srv/site (mode 0755)",
            "changed: create /srv/site/page (1 line, mode 0644)",
            "changed: create /srv/site/sub (mode 0755)",
            "changed: create /srv/site/sub/link (link to ../page)",
            "changed: create /srv/site/sub/tool (1 line, mode 0755)",
            "kept: /srv/site: 3 files are as wanted");
    assertThat(tree.read("/srv/site/sub/link")).isEqualTo("page\n");
  }

  @Test
  void givesModesAsAsked() throws IOException {
    String us = Files.getAttribute(tree.folder, "unix:gid").toString();
    tree.apply(site(mode("0640"), group(us)));
    assertThat(tree.mode("/srv/site")).isEqualTo(0750);
    assertThat(tree.mode("/srv/site/page")).isEqualTo(0640);
    assertThat(tree.mode("/srv/site/sub")).isEqualTo(0750);
    assertThat(tree.mode("/srv/site/sub/tool")).isEqualTo(0750);
    assertThatThrownBy(() -> site(mode("2755"))).hasMessageContaining("special bits");
  }

  @Test
  void keepsTheModeOfTheDirectoryItself() throws IOException {
    tree.apply(site());
    Files.setAttribute(tree.at("/srv/site"), "unix:mode", 02775);
    assertThat(tree.apply(site())).containsExactly("kept: /srv/site: 3 files are as wanted");
  }

  @Test
  void keepsWhatIsExtraUnlessAskedToPurge() throws IOException {
    tree.apply(site());
    tree.write("/srv/site/extra/deep/file", "");
    tree.write("/etc/precious", "");
    Files.createSymbolicLink(tree.at("/srv/site/elsewhere"), tree.at("/etc"));
    assertThat(tree.apply(site())).hasSize(1);
    assertThat(tree.apply(site(purge()), site(purge())))
        .containsExactly(
            "changed: remove /srv/site/elsewhere (symbolic link, not in the folder)",
            "changed: remove /srv/site/extra/deep/file (file, not in the folder)",
            "changed: remove /srv/site/extra/deep (directory, not in the folder)",
            "changed: remove /srv/site/extra (directory, not in the folder)",
            "kept: /srv/site: 3 files are as wanted");
    assertThat(tree.at("/etc/precious")).exists();
  }

  @Test
  void refusesALinkInThePlaceOfADirectory() throws IOException {
    Files.createDirectories(tree.at("/srv/site"));
    Files.createSymbolicLink(tree.at("/srv/site/sub"), tree.at("/etc"));
    assertThatThrownBy(() -> tree.apply(site()))
        .hasMessage("/srv/site/sub: wanted a directory, but it is a symbolic link");
  }

  @Test
  void namesAFolderThatIsMissing() {
    assertThatThrownBy(() -> tree.apply(new PlacedTree("/srv/x", Path.of("none"))))
        .hasMessage(
            "/srv/x: nothing to copy: " + tree.folder.resolve("none") + ": no such directory");
    assertThatThrownBy(() -> tree.apply(new PlacedTree("/srv/x", Path.of("site/page"))))
        .hasMessageEndingWith("not a directory");
    assertThatThrownBy(() -> site(check("true")))
        .hasMessage("/srv/site: the option check(\"true\", …) means nothing here");
  }

  @Test
  void removesATreeAndCountsItsFiles() throws IOException {
    tree.write("/opt/old/a", "");
    tree.write("/opt/old/b/c/d", "");
    tree.write("/etc/precious", "");
    Files.createSymbolicLink(tree.at("/opt/old/b/link"), tree.at("/etc"));
    assertThat(tree.apply(new TreeRemoval("/opt/old"), new TreeRemoval("/opt/old")))
        .containsExactly(
            "changed: remove /opt/old (directory with 3 files)", "kept: /opt/old: is not there");
    assertThat(tree.at("/opt")).isEmptyDirectory();
    assertThat(tree.at("/etc/precious")).exists();
  }

  @Test
  void removesALinkAndNotWhatItPointsTo() throws IOException {
    tree.write("/etc/d/precious", "");
    Files.createSymbolicLink(tree.at("/etc/link"), Path.of("d"));
    assertThat(tree.apply(new TreeRemoval("/etc/link")))
        .containsExactly("changed: remove /etc/link (symbolic link)");
    assertThat(tree.at("/etc/d/precious")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/etc",
        "/usr",
        "/home/",
        "/usr/lib",
        "/srv/../usr/lib",
        "/lib",
        "/etc/..",
        "/."
      })
  void removesNothingThatTheMachineNeeds(String path) throws IOException {
    tree.write("/usr/lib/x", "");
    Files.createDirectories(tree.at("/srv"));
    Files.createSymbolicLink(tree.at("/lib"), Path.of("usr/lib"));
    assertThatThrownBy(() -> tree.apply(new TreeRemoval(path)))
        .isInstanceOf(MachineException.class);
    assertThat(tree.at("/usr/lib/x")).exists();
  }

  @Test
  void removesNothingThatIsMounted() throws IOException {
    org.junit.jupiter.api.Assumptions.assumeTrue(Machine.isRoot(), "only root can mount");
    tree.write("/srv/site/extra/mount/x", "");
    Path mount = tree.at("/srv/site/extra/mount");
    Command.of("mount", "--bind", tree.at("/etc").toString(), mount.toString()).ask().orThrow();
    try {
      tree.write("/etc/precious", "");
      assertThatThrownBy(() -> tree.apply(new TreeRemoval("/srv/site")))
          .hasMessageContaining("a file system is mounted on " + mount);
      assertThatThrownBy(() -> tree.apply(site(purge())))
          .hasMessageContaining("a file system is mounted on " + mount);
    } finally {
      Command.of("umount", mount.toString()).ask().orThrow();
    }
    assertThat(tree.at("/etc/precious")).exists();
  }

  @Test
  void countsWhatIsRemovedBeforeAsGoneInAPreview() throws IOException {
    tree.apply(site());
    PlacedFile page = new PlacedFile("/srv/site/page", Content.of("page\n".getBytes(UTF_8)));
    assertThat(tree.preview(new TreeRemoval("/srv/site"), site(), page))
        .containsExactly(
            "would: remove /srv/site (directory with 3 files)",
            "would: create /srv/site (mode 0755)",
            "would: create /srv/site/page (1 line, mode 0644)",
            "would: create /srv/site/sub (mode 0755)",
            "would: create /srv/site/sub/link (link to ../page)",
            "would: create /srv/site/sub/tool (1 line, mode 0755)",
            "kept: /srv/site/page: an earlier step would give it this content");
  }
}
