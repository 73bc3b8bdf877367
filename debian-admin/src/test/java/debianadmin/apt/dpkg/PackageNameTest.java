package debianadmin.apt.dpkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import machine.MachineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"tmux", "g++", "libstdc++6", "python3.11", "libc6:i386", "0ad", "a2ps"})
  void acceptsNames(String name) {
    assertThat(PackageName.parse(name)).hasToString(name);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "tmux=3.3,versions and releases are for Apt.install",
        "tmux/stable,versions and releases are for Apt.install",
        "tmux git,a text of its own",
        "tmux-,Apt.remove(\"tmux\")",
        "Tmux,lower-case",
        "-y,lower-case",
        "x,lower-case",
        "tmux:,lower-case",
        "tmux:AMD,lower-case",
        "lib*,lower-case",
        "^lib$,lower-case",
      })
  void saysWhatToWriteInsteadOf(String text, String hint) {
    MachineException e =
        catchThrowableOfType(MachineException.class, () -> PackageName.parse(text));
    assertThat(e).hasMessage("not the name of a package: '" + text + "'");
    assertThat(e.hint()).contains(hint);
  }

  @Test
  void namesAFewOfMany() {
    assertThat(PackageName.some(PackageName.parse(new String[] {"aa", "bb", "cc", "dd"})))
        .isEqualTo("aa, bb, cc, dd");
    assertThat(PackageName.some(PackageName.parse(new String[] {"aa", "bb", "cc", "dd", "ee"})))
        .isEqualTo("aa, bb, cc and 2 more");
    assertThat(PackageName.some(List.of())).isEmpty();
  }
}
