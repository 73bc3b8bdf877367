package debianadmin.apt;

import static org.assertj.core.api.Assertions.assertThat;

import debianadmin.Tree;
import org.junit.jupiter.api.Test;

class InstalledFileTest {
  @Test
  void readsWhatAPackageFileHolds() {
    assertThat(InstalledFile.Control.parse(Tree.golden("/debianadmin/dpkg-deb-field.txt")))
        .isEqualTo(new InstalledFile.Control("law-app", "1.0", "all"));
    assertThat(InstalledFile.Control.parse("Version: 1\n"))
        .isEqualTo(new InstalledFile.Control("", "1", ""));
  }
}
