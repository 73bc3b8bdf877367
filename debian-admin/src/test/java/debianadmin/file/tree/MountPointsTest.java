package debianadmin.file.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Tree;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountPointsTest {
  private final MountPoints mounts = MountPoints.parse(Tree.golden("mountinfo.txt"));

  @Test
  void readsEachMountPointWithItsBlanks() {
    assertThat(mounts.paths())
        .containsExactly("/", "/proc", "/sys", "/srv/site/cache", "/mnt/my data\\x");
  }

  @Test
  void seesTheMountsOfThisMachine() throws IOException {
    assertThat(MountPoints.read().paths()).contains("/", "/proc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/srv/site/cache", "/srv/site", "/srv", "/mnt/my data\\x"})
  void refusesWhatIsMountedThereOrBelow(String path) {
    assertThatThrownBy(() -> mounts.refuse("x", Path.of(path)))
        .hasMessageStartingWith("x: a file system is mounted on ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/srv/site/cache/a", "/srv/site/cach", "/srv/site/other"})
  void allowsWhatLiesBesideOrWithinAMount(String path) {
    assertThatCode(() -> mounts.refuse("x", Path.of(path))).doesNotThrowAnyException();
  }
}
