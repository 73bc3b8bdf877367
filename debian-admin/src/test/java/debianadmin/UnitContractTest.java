package debianadmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.file.Content;
import debianadmin.unit.AbsentDropIn;
import debianadmin.unit.AbsentUnit;
import debianadmin.unit.MaskedUnit;
import debianadmin.unit.PlacedUnit;
import debianadmin.unit.UnitActivity;
import debianadmin.unit.UnitAtBoot;
import debianadmin.unit.file.DropIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import machine.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Units as files, where systemd isn't running.
class UnitContractTest {
  private static final String TEXT = "[Service]\nExecStart=true\n[Install]\nWantedBy=a.target\n";

  private static PlacedUnit app() {
    return PlacedUnit.of("app", Content.of(TEXT.getBytes(UTF_8)));
  }

  abstract static class UnitContract extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/systemd/system/app.service.d/limits.conf", "[Service]\nLimitNOFILE=1\n");
    }
  }

  @Nested
  class UnitFile extends UnitContract {
    @Override
    Resource resource() {
      return app();
    }

    @Override
    void spoil() {
      tree.write("/etc/systemd/system/app.service", TEXT + "# by hand\n");
    }
  }

  @Nested
  class ChangedDropIn extends UnitContract {
    @Override
    Resource resource() {
      return PlacedUnit.of(
          DropIn.parse("app", "limits"), Content.of("[Service]\nLimitNOFILE=2\n".getBytes(UTF_8)));
    }

    @Override
    void spoil() {
      prepare();
    }
  }

  @Nested
  class UnwantedDropIn extends UnitContract {
    @Override
    Resource resource() {
      return new AbsentDropIn(DropIn.parse("app", "limits.conf"));
    }

    @Override
    void spoil() {
      prepare();
    }
  }

  @Nested
  class Mask extends UnitContract {
    @Override
    Resource resource() {
      return new MaskedUnit("app", true);
    }

    @Override
    void spoil() throws IOException {
      Files.delete(tree.at("/etc/systemd/system/app.service"));
    }
  }

  @Nested
  class NoMask extends UnitContract {
    @Override
    void prepare() {
      tree.write("/etc/systemd/system/app.service", "");
    }

    @Override
    Resource resource() {
      return new MaskedUnit("app", false);
    }

    @Override
    void spoil() throws IOException {
      Files.createSymbolicLink(tree.at("/etc/systemd/system/app.service"), Path.of("/dev/null"));
    }
  }

  @Nested
  class UnwantedUnit extends UnitContract {
    @Override
    void prepare() {
      tree.write("/etc/systemd/system/app.service", TEXT);
    }

    @Override
    Resource resource() {
      return new AbsentUnit("app");
    }

    @Override
    void spoil() {
      prepare();
    }
  }

  @Nested
  class Previews {
    Tree tree;

    @BeforeEach
    void makeTree(@TempDir Path directory) throws IOException {
      tree = new Tree(directory);
      Files.createDirectories(tree.at("/etc/systemd/system"));
    }

    @Test
    void countAUnitThatWouldBePlacedAsThere() {
      assertThat(tree.preview(app(), new UnitAtBoot("app", true), new UnitAtBoot("app", true)))
          .containsExactly(
              "would: create /etc/systemd/system/app.service (4 lines, mode 0644)",
              "would: enable app.service (was disabled)",
              "kept: app.service: enabled");
    }

    @Test
    void countTheInstallSectionOfATextThatWouldBePlaced() {
      tree.write("/etc/systemd/system/app.service", TEXT);
      PlacedUnit without =
          PlacedUnit.of("app", Content.of("[Service]\nExecStart=true\n".getBytes(UTF_8)));
      assertThat(tree.preview(new UnitAtBoot("app", true)))
          .containsExactly("would: enable app.service (was disabled)");
      assertThat(tree.preview(without, new UnitAtBoot("app", true)))
          .endsWith("kept: app.service: static: it has nothing to enable");
    }

    @Test
    void countAUnitThatWouldBeUnmaskedAsUnmasked() throws IOException {
      tree.write("/usr/lib/systemd/system/app.service", TEXT);
      Files.createSymbolicLink(tree.at("/etc/systemd/system/app.service"), Path.of("/dev/null"));
      assertThatThrownBy(() -> tree.preview(new UnitAtBoot("app", true)))
          .hasMessage("can't enable app.service: it is masked");
      assertThat(tree.preview(new MaskedUnit("app", false), new UnitAtBoot("app", true)))
          .endsWith("would: enable app.service (was disabled)");
    }

    @Test
    void areUnknownWhereSystemdIsNotRunning() {
      assertThat(tree.preview(app(), new UnitActivity("app", true)))
          .endsWith("unknown: app.service: systemd isn't running here");
    }
  }

  @Nested
  class Refusals {
    Tree tree;

    @BeforeEach
    void makeTree(@TempDir Path directory) {
      tree = new Tree(directory);
    }

    @Test
    void ofAMaskedUnit() throws IOException {
      Files.createDirectories(tree.at("/etc/systemd/system"));
      tree.apply(new MaskedUnit("app", true));
      assertThatThrownBy(() -> tree.apply(app()))
          .hasMessage("can't place /etc/systemd/system/app.service: the unit is masked")
          .extracting("hint")
          .isEqualTo("unmask it first: Unit.unmask(\"app.service\")");
    }

    @Test
    void ofAMaskInThePlaceOfAFile() {
      tree.write("/etc/systemd/system/app.service", TEXT);
      assertThatThrownBy(() -> tree.apply(new MaskedUnit("app", true)))
          .hasMessageStartingWith("can't mask app.service: its unit file stands in the place");
    }

    @Test
    void ofAMaskOfAnotherName() throws IOException {
      tree.write("/usr/lib/systemd/system/app.service", TEXT);
      Files.createDirectories(tree.at("/etc/systemd/system"));
      Files.createSymbolicLink(
          tree.at("/etc/systemd/system/other.service"),
          Path.of("/usr/lib/systemd/system/app.service"));
      assertThatThrownBy(() -> tree.apply(new MaskedUnit("other", true)))
          .hasMessage("can't mask other.service: it is another name of app.service");
      assertThatThrownBy(() -> tree.apply(new AbsentUnit("other")))
          .hasMessage("can't remove other.service: it is another name of app.service");
    }

    @Test
    void ofAPackagesUnitToBeRemoved() {
      tree.write("/usr/lib/systemd/system/app.service", TEXT);
      assertThatThrownBy(() -> tree.apply(new AbsentUnit("app")))
          .hasMessage(
              "can't remove app.service: /usr/lib/systemd/system/app.service isn't the"
                  + " administrator's own file");
    }

    @Test
    void ofAnEmptyText() {
      tree.write("/etc/systemd/system/other.service", TEXT);
      assertThatThrownBy(() -> tree.apply(PlacedUnit.of("app", Content.of(new byte[0]))))
          .hasMessage("/etc/systemd/system/app.service: an empty file would mask the unit");
    }

    @Test
    void ofADropInThatIsNoName() {
      for (String name : new String[] {"", "a/b", "../x", ".hidden"}) {
        assertThatThrownBy(() -> DropIn.parse("app", name))
            .hasMessage("not the name of a drop-in: '" + name + "'");
      }
    }
  }
}
