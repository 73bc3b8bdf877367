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
      """;

  @Test
  void knowsWhatIsInstalled() {
    assertThat(Packages.parse(STATUS))
        .containsExactly(
            Map.entry("libc6:amd64", "2.36-9+deb12u14"), Map.entry("tmux:amd64", "3.3a-3"));
    assertThat(Packages.parse("")).isEmpty();
  }

  @Test
  void comparesByNameAndVersion() {
    Path root = Path.of("/nowhere");
    Packages before =
        new Packages(
            root, Map.of("a:all", "1", "b:all", "1.9", "c:all", "2", "d:all", "1", "e:all", "1"));
    Packages after =
        new Packages(
            root,
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
    Packages none = new Packages(root, Map.of());
    Packages both = new Packages(root, Map.of("tmux:all", "1", "libx:amd64", "1"));
    assertThat(none.files(both)).contains("/usr/bin/tmux", "/usr/share/tmux", "/usr/lib/libx.so");
    assertThat(both.files(none)).isEqualTo(none.files(both));
    assertThat(both.files(both)).isEmpty();
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
