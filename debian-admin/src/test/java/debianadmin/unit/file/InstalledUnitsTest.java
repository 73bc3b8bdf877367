package debianadmin.unit.file;

import static org.assertj.core.api.Assertions.assertThat;

import debianadmin.Heard;
import debianadmin.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import machine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledUnitsTest {
  private static final String INSTALL = "[Service]\n[Install]\nWantedBy=multi-user.target\n";

  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
  }

  private void link(String path, String target) throws IOException {
    Files.createDirectories(tree.at(path).getParent());
    Files.createSymbolicLink(tree.at(path), Path.of(target));
  }

  private InstalledUnits installed() {
    return InstalledUnits.of(tree.machine(Mode.APPLY, new Heard()));
  }

  private String atBoot(String name) {
    return installed().atBoot(UnitName.parse(name));
  }

  @Test
  void tellsFromLinksWhetherAUnitIsEnabled() throws IOException {
    tree.write("/usr/lib/systemd/system/app.service", INSTALL);
    assertThat(atBoot("app")).isEqualTo("disabled");
    link("/run/systemd/system/multi-user.target.wants/app.service", "/x/app.service");
    assertThat(atBoot("app")).isEqualTo("enabled-runtime");
    link("/etc/systemd/system/multi-user.target.wants/app.service", "/x/app.service");
    assertThat(atBoot("app")).isEqualTo("enabled");
    assertThat(atBoot("other")).isEqualTo("not-found");
  }

  @Test
  void noticesALinkThatIsMissingBesideOthers() throws IOException {
    tree.write(
        "/usr/lib/systemd/system/app.service",
        "[Install]\nWantedBy=multi-user.target \\\n  other.target\nRequiredBy=third.target\n");
    link("/etc/systemd/system/multi-user.target.wants/app.service", "/x/app.service");
    link("/etc/systemd/system/other.target.wants/app.service", "/x/app.service");
    assertThat(atBoot("app")).isEqualTo("enabled in part");
    link("/etc/systemd/system/third.target.requires/app.service", "/x/app.service");
    assertThat(atBoot("app")).isEqualTo("enabled");
  }

  @Test
  void knowsUnitsThatHaveNothingToEnable() throws IOException {
    tree.write("/usr/lib/systemd/system/static.service", "[Service]\n# [Install]\n");
    tree.write("/usr/lib/systemd/system/also.service", "[Install]\nAlso=app.socket\n");
    tree.write("/usr/lib/systemd/system/reset.service", INSTALL + "WantedBy=\n");
    tree.write("/run/systemd/generator/srv.mount", "[Mount]\n");
    link("/etc/systemd/system/alias.service", "/usr/lib/systemd/system/static.service");
    assertThat(atBoot("also")).isEqualTo("indirect");
    assertThat(atBoot("reset")).isEqualTo("static");
    assertThat(atBoot("srv.mount")).isEqualTo("generated");
    assertThat(atBoot("alias")).isEqualTo("alias");
    // A link of another name enables it.
    assertThat(atBoot("static")).isEqualTo("enabled");
  }

  @Test
  void readsTheInstallSectionOfDropIns() {
    tree.write("/usr/lib/systemd/system/app.service", "[Service]\n");
    assertThat(atBoot("app")).isEqualTo("static");
    tree.write("/etc/systemd/system/app.service.d/boot.conf", INSTALL);
    assertThat(atBoot("app")).isEqualTo("disabled");
  }

  @Test
  void seesMasksAndWhatIsBelow() throws IOException {
    tree.write("/usr/lib/systemd/system/app.service", INSTALL);
    link("/etc/systemd/system/app.service", "/dev/null");
    tree.write("/run/systemd/system/empty.service", "");
    assertThat(atBoot("app")).isEqualTo("masked");
    assertThat(atBoot("empty")).isEqualTo("masked-runtime");
    assertThat(installed().unmasked(UnitName.parse("app"))).isEqualTo("disabled");
  }

  @Test
  void knowsInstancesByTheirTemplate() throws IOException {
    tree.write("/usr/lib/systemd/system/app@.service", INSTALL);
    link("/etc/systemd/system/multi-user.target.wants/app@a.service", "/x/app@.service");
    assertThat(atBoot("app@a")).isEqualTo("enabled");
    assertThat(atBoot("app@b")).isEqualTo("disabled");
    assertThat(atBoot("app@.service")).isEqualTo("enabled");
  }

  @Test
  void readsAUnitThatIsLinkedFromElsewhere() throws IOException {
    tree.write("/opt/app/app.service", INSTALL);
    link("/etc/systemd/system/app.service", "/opt/app/app.service");
    assertThat(atBoot("app")).isEqualTo("linked");
    link("/etc/systemd/system/multi-user.target.wants/app.service", "/opt/app/app.service");
    assertThat(atBoot("app")).isEqualTo("enabled");
  }

  @Test
  void namesTheUnitsThatAnAdministratorDealsWith() throws IOException {
    tree.write("/etc/systemd/system/own.service", INSTALL);
    tree.write("/etc/systemd/system/changed.service.d/a.conf", "[Unit]\n");
    tree.write("/etc/systemd/system/notes.txt", "no unit\n");
    tree.write("/usr/lib/systemd/system/foreign.service", INSTALL);
    link("/etc/systemd/system/timers.target.wants/enabled.timer", "/x/enabled.timer");
    assertThat(installed().configured())
        .extracting(UnitName::text)
        .containsExactlyInAnyOrder("own.service", "changed.service", "enabled.timer");
  }
}
