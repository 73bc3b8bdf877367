package troops.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import machine.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagesTest {
  private static final String STATUS =
      """
      Package: tmux
      Status: install ok installed
      Priority: optional
      Architecture: amd64
      Version: 3.3a-3
      Description: terminal multiplexer
       Status: deinstall ok config-files

      Package: nginx
      Status: deinstall ok config-files
      Architecture: all
      Version: 1.22.1-9

      Package: libc6
      Status: hold ok installed
      Architecture: amd64
      Version: 2.36-9+deb12u14
      Conffiles:
       /etc/ld.so.conf 4317c6de8564b68d628c21efa96b37e4
      Description: GNU C Library
      """;

  private static final Path NOWHERE = Path.of("/nowhere");

  private static Packages packages(Path root, Map<String, String> versions) {
    return new Packages(root, versions, Map.of());
  }

  @Test
  void knowsWhatIsInstalled() {
    Packages packages = Packages.parse(NOWHERE, STATUS);
    assertThat(packages.versions())
        .containsExactly(
            Map.entry("libc6:amd64", "2.36-9+deb12u14"), Map.entry("tmux:amd64", "3.3a-3"));
    assertThat(packages.settings())
        .containsExactly(Map.entry("/etc/ld.so.conf", "4317c6de8564b68d628c21efa96b37e4"));
    assertThat(Packages.parse(NOWHERE, "").versions()).isEmpty();
  }

  @Test
  void comparesByNameAndVersion() {
    Packages before =
        packages(
            NOWHERE,
            Map.of("a:all", "1", "b:all", "1.9", "c:all", "2", "d:all", "1", "e:all", "1"));
    Packages after =
        packages(
            NOWHERE,
            Map.of("a:all", "1", "b:all", "1.10", "c:all", "2~rc1", "e:amd64", "1", "f:all", "0"));
    assertThat(before.changes(after))
        .extracting(Change::toString)
        .containsExactly(
            "upgrade package b (1.9 to 1.10)",
            "downgrade package c (2 to 2~rc1)",
            "remove package d (1)",
            "remove package e (1)",
            "install package e (1)",
            "install package f (0)");
    assertThat(after.changes(after)).isEmpty();
  }

  @Test
  void itsFilesComeAndGoWithAPackage(@TempDir Path root) throws IOException {
    Path info = Files.createDirectories(root.resolve("var/lib/dpkg/info"));
    Files.createDirectory(root.resolve("usr"));
    Files.createDirectory(root.resolve("sbin.d"));
    Files.createSymbolicLink(root.resolve("bin"), Path.of("usr/bin"));
    Files.writeString(info.resolve("tmux.list"), "/.\n/bin\n/bin/tmux\n/usr/share/tmux\n");
    Files.writeString(info.resolve("libx:amd64.list"), "/usr/lib/libx.so\n");
    Packages none = packages(root, Map.of());
    Packages both = packages(root, Map.of("tmux:all", "1", "libx:amd64", "1"));
    assertThat(none.files(both)).contains("/usr/bin/tmux", "/usr/share/tmux", "/usr/lib/libx.so");
    assertThat(both.files(none)).isEqualTo(none.files(both));
    assertThat(both.files(both)).isEmpty();
  }

  @Test
  void settingsThatDoNotStayAsTheyCameAreNoPartOfIt(@TempDir Path root) throws IOException {
    Path info = Files.createDirectories(root.resolve("var/lib/dpkg/info"));
    Files.writeString(info.resolve("x.list"), "/etc/edited\n/etc/kept\n/etc/gone\n");
    Files.createDirectory(root.resolve("etc"));
    Files.writeString(root.resolve("etc/edited"), "edited");
    Files.writeString(root.resolve("etc/kept"), "");
    String empty = "d41d8cd98f00b204e9800998ecf8427e";
    Packages after =
        new Packages(
            root,
            Map.of("x:all", "1"),
            Map.of("/etc/edited", empty, "/etc/kept", empty, "/etc/gone", empty));
    assertThat(packages(NOWHERE, Map.of()).files(after))
        .contains("/etc/kept")
        .doesNotContain("/etc/edited", "/etc/gone");
  }

  /// The examples of deb-version(7) and of Debian's policy.
  @ParameterizedTest
  @CsvSource({
    "1, 2",
    "1.9, 1.10",
    "1.0~rc1, 1.0",
    "1.0~~, 1.0~",
    "1.0~~a, 1.0~",
    "1.0, 1.0a",
    "1.0a, 1.0+",
    "1.0, 1:0.5",
    "1.0-1, 1.0-2",
    "1.0-1, 1.0-1+b1",
    "1.0, 1.0-1",
    "1-2-3, 1-3-1",
    "0.99999999999999999999, 1.0",
    "1.0z, 1.0.1"
  })
  void olderVersionsComeBefore(String older, String newer) {
    assertThat(new PackageVersion(older).isBefore(new PackageVersion(newer))).isTrue();
    assertThat(new PackageVersion(newer).isBefore(new PackageVersion(older))).isFalse();
    assertThat(new PackageVersion(older).isBefore(new PackageVersion(older))).isFalse();
  }
}
