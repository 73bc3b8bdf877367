package debianadmin;

import debianadmin.cron.CronJob;
import debianadmin.file.Absence;
import java.util.ArrayList;
import java.util.List;
import machine.Machine;

/// Jobs that cron(8) runs for the machine: a file of /etc/cron.d for each.
public final class Cron {
  private Cron() {}

  /// What a job has beside its command: made by [#variable].
  public static final class Option {
    private final CronJob.Variable variable;

    private Option(CronJob.Variable variable) {
      this.variable = variable;
    }
  }

  /// Has a command run at certain times.
  ///
  /// It is true already if the file has exactly this, belongs to root and has the mode `0644`.
  ///
  /// ```java
  /// Cron.job("backup", "30 4 * * *", "root", "/usr/local/bin/backup --date=$(date +%F)",
  ///     Cron.variable("MAILTO", "ops@example.com"));
  /// ```
  ///
  /// @param name the name of its file: letters, digits, `_` and `-`; cron ignores others
  /// @param schedule the five fields of crontab(5), or a word such as `@daily`
  /// @param user whom it runs as
  /// @param command a line for sh(1); `%` is escaped, which would otherwise end it
  /// @param options variables
  /// @throws machine.MachineException if cron wouldn't take one of these, if it isn't installed, if
  ///   there is no such user, or if root is needed
  public static void job(
      String name, String schedule, String user, String command, Option... options) {
    List<CronJob.Variable> environment = new ArrayList<>();
    for (Option option : options) {
      environment.add(option.variable);
    }
    Machine.current().bring(new CronJob(name, schedule, user, command, environment));
  }

  /// Removes a job.
  ///
  /// ```java
  /// Cron.absent("old-backup");
  /// ```
  ///
  /// @param name the name of its file
  /// @throws machine.MachineException if it isn't such a name, or if root is needed
  public static void absent(String name) {
    Machine.current().bring(new Absence(CronJob.file(name)));
  }

  /// A variable of a job's environment: `MAILTO`, `PATH`.
  ///
  /// ```java
  /// Cron.job("report", "@daily", "app", "report --all",
  ///     Cron.variable("PATH", "/opt/app/bin:/usr/bin:/bin"));
  /// ```
  ///
  /// @param name its name
  /// @param value its value
  /// @return the option
  public static Option variable(String name, String value) {
    return new Option(new CronJob.Variable(name, value));
  }
}
