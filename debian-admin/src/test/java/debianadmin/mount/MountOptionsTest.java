package debianadmin.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MountOptionsTest {
  private static List<String> differences(String wanted, String found) {
    return MountOptions.differences(List.of(wanted.split(",")), List.of(found.split(",")));
  }

  @Test
  void findsNothingWhereTheKernelShowsWhatIsWanted() {
    assertThat(differences("defaults", "rw,relatime,rw,size=1024k")).isEmpty();
    assertThat(differences("noatime,nofail,x-systemd.automount", "rw,noatime,rw")).isEmpty();
    assertThat(differences("ro,nosuid,nodev,noexec", "ro,nosuid,nodev,noexec,relatime,ro"))
        .isEmpty();
    assertThat(differences("strictatime", "rw,rw")).isEmpty();
    assertThat(differences("size=1M,mode=0700", "rw,relatime,rw,size=1024k,mode=700")).isEmpty();
  }

  @Test
  void namesWhatIsToBeAsItIsWanted() {
    assertThat(differences("defaults", "ro,noexec,noatime,ro"))
        .containsExactly("rw", "exec", "relatime");
    assertThat(differences("noexec,size=2M", "rw,relatime,rw,size=1024k"))
        .containsExactly("noexec", "size=2M");
  }

  @Test
  void takesTheLastOfContradictingOptions() {
    assertThat(differences("ro,rw", "rw,relatime,rw")).isEmpty();
    assertThat(differences("user,exec", "rw,nosuid,nodev,relatime,rw")).isEmpty();
    assertThat(differences("user", "rw,relatime,rw")).containsExactly("nosuid", "nodev", "noexec");
  }

  @Test
  void letsABindMountHaveWhatItsSourceHas() {
    assertThat(differences("bind", "ro,nosuid,noatime,rw")).isEmpty();
    assertThat(differences("bind,ro", "rw,relatime,rw")).containsExactly("ro");
  }

  @Test
  void believesWhatTheKernelDoesNotShow() {
    assertThat(differences("errors=remount-ro,uid=www-data", "rw,relatime,rw,uid=33")).isEmpty();
    assertThat(differences("size=50%", "rw,relatime,rw,size=1024k")).isEmpty();
  }
}
