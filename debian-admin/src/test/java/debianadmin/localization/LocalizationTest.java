package debianadmin.localization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Heard;
import debianadmin.Tree;
import debianadmin.file.Foreseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalizationTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) throws IOException {
    tree = new Tree(directory);
    tree.write("/usr/lib/locale/C.utf8/LC_TIME", "");
    tree.write("/etc/default/useradd", "");
  }

  private void withArchive() throws IOException {
    try (var archive = Tree.class.getResourceAsStream("locale-archive")) {
      Files.copy(archive, tree.at("/usr/lib/locale/locale-archive"));
    }
    tree.write(
        "/usr/share/i18n/SUPPORTED", "de_DE ISO-8859-1\nde_DE.UTF-8 UTF-8\nen_GB.UTF-8 UTF-8\n");
  }

  @Test
  void readsWhichLocalesThereAre() throws IOException {
    withArchive();
    GeneratedLocales all = GeneratedLocales.read(tree.machine(Mode.APPLY, new Heard()));
    assertThat(all.names()).containsExactlyInAnyOrder("C.utf8", "de_DE.utf8", "en_GB.utf8");
    assertThat(all.has(new LocaleName("en_GB.UTF-8"))).isTrue();
    assertThat(all.has(new LocaleName("de_DE"))).isFalse();
    assertThat(all.has(new LocaleName("POSIX"))).isTrue();
  }

  @Test
  void normalizesNamesAsTheCLibraryDoes() {
    assertThat(new LocaleName("de_DE.ISO-8859-15@euro").normalized())
        .isEqualTo("de_DE.iso885915@euro");
    assertThat(new LocaleName("de_DE@euro").normalized()).isEqualTo("de_DE@euro");
  }

  @Test
  void choosesALocaleInTheLineThatIsThereForIt() throws IOException {
    withArchive();
    tree.write("/etc/locale.gen", "# a comment\n# de_DE.UTF-8 UTF-8\n# en_GB.UTF-8 UTF-8  \n");
    assertThat(tree.apply(new AvailableLocale("de_DE.UTF-8"))).hasSize(1);
    assertThat(tree.read("/etc/locale.gen"))
        .isEqualTo("# a comment\nde_DE.UTF-8 UTF-8\n# en_GB.UTF-8 UTF-8  \n");
    assertThat(tree.preview(new AvailableLocale("de_DE")))
        .containsExactly("would: update /etc/locale.gen (4 lines)", "would: generate locale de_DE");
  }

  @Test
  void saysWhichLocalesAreSimilar() throws IOException {
    withArchive();
    assertThatThrownBy(() -> tree.apply(new SystemLocale("de_DE.utf-8")))
        .isInstanceOfSatisfying(
            MachineException.class,
            e -> {
              assertThat(e).hasMessage("no locale de_DE.utf-8 in /usr/share/i18n/SUPPORTED");
              assertThat(e.hint()).isEqualTo("there are de_DE, de_DE.UTF-8");
            });
  }

  @Test
  void needsNoPackageForWhatIsAlwaysThere() {
    tree.write("/etc/default/locale", "LC_TIME=C\nLANG=\"C.UTF-8\"\n");
    assertThat(tree.apply(new SystemLocale("C.UTF-8"))).containsExactly("kept: locale: is C.UTF-8");
    assertThatThrownBy(() -> tree.apply(new SystemLocale("en_GB.UTF-8")))
        .hasMessageStartingWith("can't make the locale en_GB.UTF-8");
  }

  @Test
  void setsTheLocaleWhereDebian13HasIt() throws IOException {
    tree.write("/etc/locale.conf", "LC_TIME=C\n");
    Files.createSymbolicLink(tree.at("/etc/default/locale"), Path.of("../locale.conf"));
    tree.apply(new SystemLocale("C.UTF-8"));
    assertThat(tree.read("/etc/locale.conf")).isEqualTo("LC_TIME=C\nLANG=C.UTF-8\n");
    assertThat(tree.at("/etc/default/locale")).isSymbolicLink();
  }

  @Test
  void knowsATimeZoneByEitherPath() throws IOException {
    tree.write("/usr/share/zoneinfo/Europe/Berlin", "TZif2");
    Files.createSymbolicLink(
        tree.at("/etc/localtime"), Path.of("../usr/share/zoneinfo/Europe/Berlin"));
    assertThat(tree.apply(new SystemTimeZone("Europe/Berlin")))
        .containsExactly("kept: time zone: is Europe/Berlin");
    assertThat(tree.at("/etc/timezone")).doesNotExist();
  }

  @Test
  void saysWhatIsMissingForATimeZone() {
    assertThatThrownBy(() -> tree.apply(new SystemTimeZone("Europe/Berlin")))
        .isInstanceOfSatisfying(
            MachineException.class, e -> assertThat(e.hint()).contains("Apt.install(\"tzdata\")"));
    tree.write("/usr/share/zoneinfo/Etc/UTC", "TZif2");
    tree.write("/usr/share/zoneinfo/zone.tab", "# tables");
    assertThatThrownBy(() -> tree.apply(new SystemTimeZone("zone.tab")))
        .isInstanceOfSatisfying(
            MachineException.class, e -> assertThat(e.hint()).contains("tzdata-legacy"));
    for (String wrong : new String[] {"", "/etc/passwd", "../passwd", "Europe/../x", "a b"}) {
      assertThatThrownBy(() -> new SystemTimeZone(wrong))
          .hasMessage("not a time zone: '" + wrong + "'");
    }
  }

  @Test
  void cannotTellWhatAPackageThatWouldBeInstalledMakesOfTheLocales() throws IOException {
    withArchive();
    Files.delete(tree.at("/usr/share/i18n/SUPPORTED"));
    assertThat(tree.preview(new AvailableLocale("en_GB.UTF-8")))
        .containsExactly("kept: en_GB.UTF-8: is available");
    assertThat(tree.preview(installing(), new AvailableLocale("en_GB.UTF-8")))
        .last()
        .asString()
        .endsWith("here now; a package that would be installed may take it away");
    assertThat(tree.preview(installing(), new SystemLocale("en_GB.UTF-8")))
        .containsExactly(
            "would: install packages",
            "unknown: locale: here now; a package that would be installed may take it away");
  }

  private static Resource installing() {
    return new Resource() {
      @Override
      public String subject() {
        return "packages";
      }

      @Override
      public Decision decide(Machine machine) {
        return Decision.pending(
            Change.of("install", "packages", ""), Set.of(Foreseen.PACKAGES), () -> {});
      }
    };
  }
}
