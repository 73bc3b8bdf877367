package debianadmin.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import machine.MachineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimedCommandTest {
  @Test
  void writesAServiceAndATimer() {
    TimedCommand backup =
        new TimedCommand("backup", "Mon 04:00", List.of("/usr/local/bin/backup", "--all"));
    assertThat(backup.service())
        .isEqualTo(
            """
            [Unit]
            Description=backup

            [Service]
            Type=oneshot
            ExecStart=/usr/local/bin/backup --all
            """);
    assertThat(backup.timer())
        .isEqualTo(
            """
            [Unit]
            Description=backup

            [Timer]
            OnCalendar=Mon 04:00
            Persistent=true

            [Install]
            WantedBy=timers.target
            """);
  }

  @Test
  void handsArgumentsOverAsTheyAre() {
    List<String> words = List.of("/bin/echo", "", "a b", "100%", "$HOME", "\"", "it's", ";", "\\");
    assertThat(new TimedCommand("t", "daily", words).service())
        .contains(
            "ExecStart=/bin/echo \"\" \"a b\" 100%% $$HOME \"\\\"\" \"it's\" \";\" \"\\\\\"\n");
  }

  @ParameterizedTest
  @CsvSource({
    "backup.service, daily, /bin/true, not the name of a timer",
    "backup@, daily, /bin/true, not the name of a timer",
    "backup, ' ', /bin/true, no times of the calendar",
    "backup, daily, -/bin/true, not a program",
    "backup, daily, '', not a program"
  })
  void refusesWhatIsNone(String name, String calendar, String program, String message) {
    assertThatThrownBy(() -> new TimedCommand(name, calendar, List.of(program)))
        .isInstanceOf(MachineException.class)
        .hasMessageContaining(message);
  }
}
