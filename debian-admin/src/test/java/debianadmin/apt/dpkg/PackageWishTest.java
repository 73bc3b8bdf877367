package debianadmin.apt.dpkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageWishTest {
  @Test
  void readsAVersion() {
    PackageWish wish = PackageWish.parse("libc6:i386=1:2.36-9+deb12u14~x");
    assertThat(wish.name()).isEqualTo(new PackageName("libc6", "i386"));
    assertThat(wish.version()).isEqualTo("1:2.36-9+deb12u14~x");
    assertThat(wish.release()).isEmpty();
  }

  @Test
  void readsARelease() {
    PackageWish wish = PackageWish.parse("tmux/bookworm-backports");
    assertThat(wish.name()).hasToString("tmux");
    assertThat(wish.release()).isEqualTo("bookworm-backports");
    assertThat(wish.isAny()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tmux", "g++", "tmux=3.3a-3", "tmux:amd64/stable", "tmux/12.1"})
  void isWrittenAsItIsRead(String text) {
    assertThat(PackageWish.parse(text)).hasToString(text);
    assertThat(PackageWish.parse(text).word()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "tmux=,not a version of tmux: ''",
        "tmux=3.*,not a version of tmux: '3.*'",
        "tmux=-y,not a version of tmux: '-y'",
        "tmux=1 2,not a version of tmux: '1 2'",
        "tmux/,not a release of tmux: ''",
        "tmux/a=b,not a release of tmux: 'a=b'",
        "Tmux=1,not the name of a package: 'Tmux'",
        "/tmp/x.deb,not the name of a package: ''",
      })
  void refuses(String text, String message) {
    assertThatThrownBy(() -> PackageWish.parse(text)).hasMessage(message);
  }
}
