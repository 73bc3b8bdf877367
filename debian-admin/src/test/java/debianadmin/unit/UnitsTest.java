package debianadmin.unit;

import static org.assertj.core.api.Assertions.assertThat;

import debianadmin.Tree;
import org.junit.jupiter.api.Test;

class UnitsTest {
  @Test
  void readsManyUnitsByEachOfTheirNames() {
    var states = Units.parse(Tree.golden("systemctl-show-many.txt"));
    assertThat(states)
        .containsOnlyKeys(
            "apt-daily.timer", "ssh.service", "sshd.service", "gone.service", "dbus.service");
    assertThat(states).extractingByKey("sshd.service").returns("ssh.service", UnitState::id);
    assertThat(states).extractingByKey("ssh.service").matches(UnitState::isFailed);
    assertThat(states).extractingByKey("gone.service").matches(UnitState::isMissing);
    assertThat(states).extractingByKey("dbus.service").matches(UnitState::isUp);
    assertThat(states)
        .extractingByKey("apt-daily.timer")
        .returns("active (waiting)", UnitState::words);
  }

  @Test
  void readsNoUnits() {
    assertThat(Units.parse("")).isEmpty();
  }
}
