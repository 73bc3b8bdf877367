package debianadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.apt.InstalledPackages;
import debianadmin.apt.RemovedPackages;
import debianadmin.file.Content;
import debianadmin.file.Foreseen;
import debianadmin.file.PlacedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.Mode;
import machine.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptTest {
  private static final String TMUX =
      """
      Package: tmux
      Status: install ok installed
      Architecture: amd64
      Version: 3.3a-3

      """;
  private static final String EXIM =
      """
      Package: exim4
      Status: install ok installed
      Architecture: amd64
      Version: 4.96
      Provides: mail-transport-agent

      """;

  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
  }

  @Test
  void saysNothingToDoWhenThePackageIsInstalled() {
    tree.write("/var/lib/dpkg/status", TMUX + EXIM);
    assertThat(tree.apply(new InstalledPackages("tmux")))
        .containsExactly("kept: tmux: 3.3a-3 is installed");
    assertThat(tree.apply(new InstalledPackages("tmux", "exim4", "mail-transport-agent")))
        .containsExactly("kept: tmux, exim4, mail-transport-agent: 3 packages are installed");
  }

  @Test
  void saysWhichPackageProvidesTheName() {
    tree.write("/var/lib/dpkg/status", TMUX + EXIM);
    assertThat(tree.apply(new InstalledPackages("mail-transport-agent")))
        .containsExactly("kept: mail-transport-agent: exim4 4.96 provides mail-transport-agent");
  }

  @Test
  void readsTheStatusAgainWhenItHasChanged() throws IOException {
    tree.write("/var/lib/dpkg/status", TMUX);
    tree.apply(new InstalledPackages("tmux"));
    Files.delete(tree.at("/var/lib/dpkg/status"));
    tree.write("/var/lib/dpkg/status", TMUX.replace("3.3a-3", "3.3a-4"));
    assertThat(tree.apply(new InstalledPackages("tmux")))
        .containsExactly("kept: tmux: 3.3a-4 is installed");
    tree.write("/var/lib/dpkg/updates/0003", TMUX.replace("3.3a-3", "3.3a-5"));
    tree.write("/var/lib/dpkg/updates/0012", TMUX.replace("3.3a-3", "3.3a-6"));
    tree.write("/var/lib/dpkg/updates/tmp.i", TMUX.replace("3.3a-3", "3.3a-7"));
    assertThat(tree.apply(new InstalledPackages("tmux")))
        .containsExactly("kept: tmux: 3.3a-6 is installed");
  }

  @Test
  void countsAForeseenPackageAsInstalledInAPreview() {
    tree.write("/var/lib/dpkg/status", TMUX);
    Resource earlier =
        new Resource() {
          @Override
          public String subject() {
            return "git";
          }

          @Override
          public Decision decide(Machine machine) {
            Change change = Change.of("install", "git", "");
            return Decision.pending(change, Set.of("package:git", Foreseen.PACKAGES), () -> {});
          }
        };
    assertThat(tree.preview(earlier, new InstalledPackages("git")))
        .contains("kept: git: an earlier step would install it");
    assertThat(
            tree.preview(earlier, new PlacedFile("/opt/git/x", Content.of(new byte[0]))).getLast())
        .endsWith("a package that would be installed may bring it");
    assertThat(
            tree.preview(
                    earlier,
                    new PlacedFile(
                        "/etc/x", Content.of(new byte[0]), Place.wishes(Place.owner("git-daemon"))))
                .getLast())
        .isEqualTo(
            "unknown: /etc/x: no user named git-daemon yet; a package that would be installed may"
                + " bring it");
  }

  @Test
  void removesNothingThatIsNotThere() {
    tree.write("/var/lib/dpkg/status", EXIM);
    assertThat(tree.apply(new RemovedPackages("tmux")))
        .containsExactly("kept: tmux: not installed");
  }

  @Test
  void saysThatThereIsNoDpkg() {
    assertThatThrownBy(() -> tree.apply(new InstalledPackages("tmux")))
        .hasMessageStartingWith("no packages here: ");
  }

  @Test
  void asksForAtLeastOneName() {
    assertThatThrownBy(() -> new InstalledPackages()).hasMessage("no package named");
  }

  @Test
  void tellsOfAChangeThatOnlyRootMayMake() {
    org.junit.jupiter.api.Assumptions.assumeFalse(Machine.isRoot(), "root may");
    tree.write("/var/lib/dpkg/status", EXIM);
    assertThatThrownBy(() -> tree.bring(Mode.APPLY, new InstalledPackages("tmux")))
        .hasMessage("only root may install tmux");
  }
}
