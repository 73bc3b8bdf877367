package debianadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.apt.HeldPackages;
import debianadmin.apt.InstalledFile;
import debianadmin.apt.InstalledPackages;
import debianadmin.apt.RemovedPackages;
import debianadmin.apt.dpkg.Dpkg;
import debianadmin.apt.dpkg.DpkgStatus;
import debianadmin.file.Absence;
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
  void readsTheStatusOnceForAllPackages() throws IOException {
    tree.write("/var/lib/dpkg/status", TMUX + EXIM);
    Machine machine = tree.machine(Mode.APPLY, new Heard());
    DpkgStatus first = Dpkg.read(machine);
    assertThat(Dpkg.read(machine)).isSameAs(first);
    machine.forget();
    DpkgStatus second = Dpkg.read(machine);
    assertThat(second).isNotSameAs(first);
    // Another program's change.
    tree.write("/var/lib/dpkg/status", TMUX);
    assertThat(Dpkg.read(machine)).isNotSameAs(second);
    assertThat(Dpkg.has(machine, "exim4")).isFalse();
  }

  @Test
  void findsTheWantedVersionInstalled() {
    tree.write("/var/lib/dpkg/status", TMUX + EXIM);
    assertThat(tree.apply(new InstalledPackages("tmux=3.3a-3")))
        .containsExactly("kept: tmux=3.3a-3: 3.3a-3 is installed");
    assertThat(tree.apply(new InstalledPackages("tmux=3.3a-3", "exim4")))
        .containsExactly("kept: tmux=3.3a-3, exim4: 2 packages are installed");
  }

  @Test
  void answersWhatIsInstalled() {
    tree.write("/var/lib/dpkg/status", TMUX + EXIM);
    Machine machine = tree.machine(Mode.APPLY, new Heard());
    assertThat(Dpkg.has(machine, "tmux")).isTrue();
    assertThat(Dpkg.has(machine, "mail-transport-agent")).isTrue();
    assertThat(Dpkg.has(machine, "git")).isFalse();
    assertThat(Dpkg.version(machine, "tmux")).isEqualTo("3.3a-3");
    assertThat(Dpkg.version(machine, "git")).isEmpty();
    assertThatThrownBy(() -> Dpkg.has(machine, "Tmux")).hasMessageContaining("'Tmux'");
  }

  @Test
  void countsWhatAPreviewForesees() {
    tree.write("/var/lib/dpkg/status", TMUX);
    Machine machine = tree.machine(Mode.PREVIEW, new Heard());
    machine.bring(step(Set.of("package:git", "package:git=2.39", "no package:tmux")));
    assertThat(Dpkg.has(machine, "git")).isTrue();
    assertThat(Dpkg.has(machine, "tmux")).isFalse();
    machine.bring(new InstalledPackages("git=2.39"));
    machine.bring(RemovedPackages.keepingConfiguration("tmux"));
    assertThat(((Heard) machine.listener()).lines)
        .contains("kept: git=2.39: an earlier step would install it", "kept: tmux: not installed");
  }

  @Test
  void letsBeWhatIsHeldOrPurgedAlready() {
    tree.write("/var/lib/dpkg/status", TMUX.replace("install ok", "hold ok") + EXIM);
    assertThat(
            tree.apply(
                HeldPackages.held("tmux"),
                HeldPackages.released("exim4", "git"),
                RemovedPackages.purged("git"),
                RemovedPackages.purged("git", "vim")))
        .containsExactly(
            "kept: tmux: on hold",
            "kept: exim4, git: not on hold",
            "kept: git: nothing is left of it",
            "kept: git, vim: nothing is left of them");
  }

  @Test
  void saysWhatWouldBeHeld() {
    tree.write("/var/lib/dpkg/status", TMUX + EXIM.replace("install ok", "hold ok"));
    assertThat(
            tree.preview(HeldPackages.held("tmux", "exim4", "git"), HeldPackages.released("exim4")))
        .containsExactly("would: hold tmux", "would: hold git", "would: unhold exim4");
  }

  private static Resource step(Set<Object> foreseen) {
    return new Resource() {
      @Override
      public String subject() {
        return "a step";
      }

      @Override
      public Decision decide(Machine machine) {
        return Decision.pending(Change.of("make", "a step", ""), foreseen, () -> {});
      }
    };
  }

  @Test
  void countsAForeseenPackageAsInstalledInAPreview() {
    tree.write("/var/lib/dpkg/status", TMUX);
    Resource earlier = step(Set.of("package:git", Foreseen.PACKAGES));
    assertThat(tree.preview(earlier, new InstalledPackages("git")))
        .contains("kept: git: an earlier step would install it");
    assertThat(tree.preview(earlier, new Absence("/etc/git.default"), new Absence("/etc/motd")))
        .endsWith(
            "unknown: /etc/git.default: isn't there yet; a package that would be installed may bring"
                + " it",
            "unknown: /etc/motd: isn't there yet; a package that would be installed may bring it");
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
    assertThat(tree.apply(RemovedPackages.keepingConfiguration("tmux")))
        .containsExactly("kept: tmux: not installed");
  }

  @Test
  void saysThatThereIsNoSuchPackageFile() {
    tree.write("/var/lib/dpkg/status", TMUX);
    assertThatThrownBy(() -> tree.apply(new InstalledFile("tool_1_all.deb")))
        .hasMessage("tool_1_all.deb: no such file: " + tree.folder.resolve("tool_1_all.deb"));
    assertThatThrownBy(() -> new InstalledFile("tool.rpm"))
        .hasMessage("not the name of a package file: 'tool.rpm'");
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
