package troops.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/cache",
        "/var/log",
        "/var/lib/dpkg",
        "/var/lib/apt",
        "/etc/ld.so.cache",
        "/etc/passwd-",
        "/tmp",
        "/usr/lib/python3/dist-packages/x/__pycache__"
      })
  void isWhatEachRunWrites(String path) {
    assertThat(Noise.isAt(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "/var/lib",
        "/var/lib/nginx",
        "/etc/motd",
        "/srv/tmp",
        "/etc/shells"
      })
  void isNothingElse(String path) {
    assertThat(Noise.isAt(path)).isFalse();
  }

  @Test
  void theRehearsalsOwnFilesAreNoPartOfIt() {
    assertThat(Noise.isForeign("/usr/bin/systemctl")).isTrue();
    assertThat(Noise.isForeign("/run")).isTrue();
    assertThat(Noise.isForeign("/usr/bin/systemd-run")).isFalse();
  }
}
