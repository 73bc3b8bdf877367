package debianadmin.unit.file;

import static org.assertj.core.api.Assertions.assertThat;

import debianadmin.Tree;
import org.junit.jupiter.api.Test;

class UnitVerificationTest {
  private static final String SAID = Tree.golden("systemd-analyze-verify.txt");

  @Test
  void tellsWhatSystemdWouldIgnore() {
    assertThat(UnitVerification.complaints(SAID, "/root/v/bad.service", "bad.service"))
        .containsExactly(
            "line 3: Failed to parse service restart specifier, ignoring: alwys",
            "line 4: Unknown key 'Foo' in section [Service], ignoring.");
  }

  @Test
  void tellsWhatSystemdWouldRefuse() {
    assertThat(UnitVerification.complaints(SAID, "/root/v/cal.timer", "cal.timer"))
        .containsExactly(
            "line 2: Failed to parse calendar specification, ignoring: dailly",
            "Timer unit lacks value setting. Refusing.");
  }

  @Test
  void leavesOutOtherFiles() {
    assertThat(UnitVerification.complaints(SAID, "/root/v/good.service", "good.service")).isEmpty();
  }
}
