package debianadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.unit.CurrentUnit;
import debianadmin.unit.UnitActivity;
import debianadmin.unit.UnitFiles;
import debianadmin.unit.UnitState;
import debianadmin.unit.file.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import machine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
  }

  private static UnitState golden(String name) {
    return UnitState.parse(Tree.golden(name));
  }

  @Test
  void readsAnActiveUnit() {
    UnitState state = golden("systemctl-show-active.txt");
    assertThat(state.isActive()).isTrue();
    assertThat(state.isMissing()).isFalse();
    assertThat(state.canReload()).isTrue();
    assertThat(state.needsDaemonReload()).isFalse();
    assertThat(state.words()).isEqualTo("active (running)");
    assertThat(state.asOf()).contains(Instant.parse("2026-11-22T13:05:31.293999Z"));
    assertThat(state.files()).containsExactly("/etc/systemd/system/demo.service");
  }

  @Test
  void countsFromTheLastReload() {
    assertThat(golden("systemctl-show-reloaded.txt").asOf())
        .contains(Instant.parse("2026-11-22T13:06:31.803745Z"));
  }

  @Test
  void readsDropIns() {
    assertThat(golden("systemctl-show-drop-in.txt").files())
        .containsExactly(
            "/etc/systemd/system/cron.service", "/etc/systemd/system/cron.service.d/n.conf");
  }

  @Test
  void readsAUnitThatIsNotThere() {
    UnitState state = golden("systemctl-show-missing.txt");
    assertThat(state.isMissing()).isTrue();
    assertThat(state.isInactive()).isTrue();
    assertThat(state.asOf()).isEmpty();
    assertThat(state.files()).isEmpty();
  }

  @Test
  void noticesFilesThatSystemdHasNotRead() throws IOException {
    UnitName demo = UnitName.parse("demo");
    UnitFiles files =
        new UnitFiles(
            tree.machine(Mode.APPLY, new Heard()), demo, golden("systemctl-show-active.txt"));
    tree.write("/etc/systemd/system/demo.service", "");
    assertThat(files.unread()).isNull();
    tree.write("/usr/lib/systemd/system/demo.service.d/a.conf", "");
    assertThat(files.unread()).isEqualTo("/usr/lib/systemd/system/demo.service.d/a.conf");
  }

  @Test
  void expectsNoDropInsOfAUnitThatIsNotThereToBeRead() throws IOException {
    UnitFiles files =
        new UnitFiles(
            tree.machine(Mode.APPLY, new Heard()),
            UnitName.parse("gone"),
            golden("systemctl-show-missing.txt"));
    tree.write("/etc/systemd/system/gone.service.d/a.conf", "");
    assertThat(files.unread()).isNull();
    tree.write("/etc/systemd/system/gone.service", "");
    assertThat(files.unread()).isEqualTo("/etc/systemd/system/gone.service");
  }

  @Test
  void noticesThatADropInWasRemovedFromItsDirectory() throws IOException {
    UnitFiles files =
        new UnitFiles(
            tree.machine(Mode.APPLY, new Heard()),
            UnitName.parse("demo"),
            golden("systemctl-show-active.txt"));
    tree.write("/etc/systemd/system/demo.service.d/a.conf", "");
    Files.delete(tree.at("/etc/systemd/system/demo.service.d/a.conf"));
    assertThat(files.changed(Instant.EPOCH)).isEqualTo("/etc/systemd/system/demo.service.d");
    assertThat(files.changed(Instant.now().plusSeconds(60))).isNull();
  }

  @Test
  void noticesADropInThatIsGone() throws IOException {
    UnitFiles files =
        new UnitFiles(
            tree.machine(Mode.APPLY, new Heard()),
            UnitName.parse("cron"),
            golden("systemctl-show-drop-in.txt"));
    assertThat(files.unread()).isEqualTo("/etc/systemd/system/cron.service.d/n.conf");
  }

  @Test
  void looksBelowDirectoriesForChanges() throws IOException {
    tree.write("/etc/nginx/sites/a", "");
    Path nginx = tree.at("/etc/nginx");
    Instant later = Instant.now().plusSeconds(60);
    assertThat(UnitFiles.changed(nginx, later)).isNull();
    Instant between = latest(nginx);
    Files.setLastModifiedTime(tree.at("/etc/nginx/sites/a"), FileTime.from(Instant.EPOCH));
    while (!latest(tree.at("/etc/nginx/sites/a")).isAfter(between)) {
      Files.setLastModifiedTime(tree.at("/etc/nginx/sites/a"), FileTime.from(Instant.EPOCH));
    }
    assertThat(UnitFiles.changed(nginx, between)).isEqualTo(tree.at("/etc/nginx/sites/a"));
  }

  private static Instant latest(Path top) throws IOException {
    Instant latest = Instant.EPOCH;
    try (var paths = Files.walk(top)) {
      for (Path path : paths.toList()) {
        Instant time = ((FileTime) Files.getAttribute(path, "unix:ctime")).toInstant();
        latest = time.isAfter(latest) ? time : latest;
      }
    }
    return latest;
  }

  @Test
  void completesNames() {
    assertThat(UnitName.parse("nginx")).hasToString("nginx.service");
    assertThat(UnitName.parse("apt-daily.timer")).hasToString("apt-daily.timer");
    assertThat(UnitName.parse("my.app")).hasToString("my.app.service");
    assertThat(UnitName.parse("getty@tty1")).hasToString("getty@tty1.service");
  }

  @Test
  void tellsTemplatesFromInstances() {
    assertThat(UnitName.parse("backup@.service").isTemplate()).isTrue();
    assertThat(UnitName.parse("backup@home").isTemplate()).isFalse();
    assertThatThrownBy(() -> UnitName.parse("backup@.timer").orRefuseTemplate())
        .hasMessage("backup@.timer is a template, of which instances are started")
        .extracting("hint")
        .isEqualTo("name an instance: \"backup@NAME.timer\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "/etc/x", "-x", "a;b", "ä"})
  void refusesWhatIsNoName(String name) {
    assertThatThrownBy(() -> UnitName.parse(name))
        .hasMessage("not the name of a unit: '" + name + "'");
  }

  @Test
  void saysThatSystemdIsNotRunning() {
    for (boolean wanted : List.of(true, false)) {
      assertThatThrownBy(() -> tree.apply(new UnitActivity("nginx", wanted)))
          .hasMessageEndingWith("nginx.service: systemd isn't running here");
      assertThat(tree.preview(new UnitActivity("nginx", wanted)))
          .containsExactly("unknown: nginx.service: systemd isn't running here");
    }
    assertThatThrownBy(() -> tree.apply(new CurrentUnit("nginx", List.of())))
        .hasMessage("can't start nginx.service: systemd isn't running here");
  }
}
