package debianadmin.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Tree;
import java.nio.file.Path;
import java.util.List;
import machine.MachineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronJobTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
    tree.write("/usr/sbin/cron", "");
    tree.write("/etc/passwd", "root:x:0:0::/root:/bin/sh\n");
    tree.write("/etc/cron.d/.placeholder", "");
  }

  private static CronJob job(String name, String user, String command) {
    return new CronJob(
        name, "30 4 * * *", user, command, List.of(new CronJob.Variable("MAILTO", "")));
  }

  @Test
  void writesWhatTheShellIsToSee() {
    tree.apply(job("backup", "root", "backup --date=$(date +%F) # %"));
    assertThat(tree.read("/etc/cron.d/backup"))
        .isEqualTo("MAILTO=\n30 4 * * * root backup --date=$(date +\\%F) # \\%\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "*/5 0-12/3 1,15 jan MON",
        "0 0 31 12 7",
        "1,2-5,*/10 * * * 0",
        "@reboot",
        "@daily",
        " 5  4 * *\tsun "
      })
  void takesWhatCronTakes(String schedule) {
    assertThat(CronSchedule.parse(schedule).text()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 * * * *         | minute '60'
          * 24 * * *         | hour '24'
          * * 0 * *          | day of the month '0'
          * * * 13 *         | month '13'
          * * * * 8          | day of the week '8'
          * * * * mon-fri    | day of the week 'mon-fri'
          * * * * mon,tue    | day of the week 'mon'
          5/10 * * * *       | minute '5/10'
          */0 * * * *        | minute '*/0'
          10-5 * * * *       | minute '10-5'
          1,,2 * * * *       | minute ''
          * * * * montag     | day of the week 'montag'
          * * * foo *        | month 'foo'
          99999999999 * * * * | minute '99999999999'
          """)
  void saysWhichFieldCronWouldNotUnderstand(String schedule, String field) {
    assertThatThrownBy(() -> CronSchedule.parse(schedule))
        .hasMessage("not a schedule: '" + schedule + "': " + field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "* * * *", "* * * * * root", "@fortnightly", "@"})
  void refusesWhatIsNoSchedule(String schedule) {
    assertThatThrownBy(() -> CronSchedule.parse(schedule))
        .hasMessage("not a schedule: '" + schedule + "'");
  }

  @Test
  void refusesNamesThatCronIgnores() {
    for (String wrong : new String[] {"", "backup.sh", "a b", "../x", "-x"}) {
      assertThatThrownBy(() -> job(wrong, "root", "true"))
          .hasMessage("not the name of a cron job: '" + wrong + "'");
    }
  }

  @Test
  void refusesCommandsThatCronWouldCut() {
    assertThatThrownBy(() -> job("a", "root", "date +\\%F"))
        .hasMessage("a: \\% in the command: date +\\%F");
    assertThatThrownBy(() -> job("a", "root", "true\nfalse"))
        .hasMessageContaining("a command is one line");
    assertThatThrownBy(() -> job("a", "root * ", "true")).hasMessage("a: not a user: 'root * '");
  }

  @Test
  void saysThatNobodyOrNothingWouldRunIt(@TempDir Path other) {
    assertThatThrownBy(() -> tree.apply(job("a", "nosuchuser", "true")))
        .hasMessage("/etc/cron.d/a: no user named nosuchuser");
    assertThatThrownBy(() -> new Tree(other).apply(job("a", "root", "true")))
        .isInstanceOfSatisfying(
            MachineException.class,
            e -> {
              assertThat(e).hasMessageContaining("cron isn't installed");
              assertThat(e.hint()).contains("Apt.install(\"cron\")");
            });
  }
}
