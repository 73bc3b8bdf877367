package debianadmin;

import debianadmin.command.Execution;
import debianadmin.command.RunOption;
import java.time.Duration;
import java.util.List;
import machine.Machine;
import machine.MachineException;
import machine.Secret;

/// Programs that do what no operation of this library does.
///
/// A program is run each time, unless [#creates], [#unless] or [#onlyIf] tell when it needn't be;
/// then a preview can tell, too. Each of them suffices to leave it. Without one of them, a preview
/// says that it doesn't know.
///
/// No shell reads the words of a command: nothing needs to be quoted, and `*`, `$HOME` or `|` mean
/// themselves. [#shell] is the one way to a shell.
///
/// What a program writes is shown as it comes. If it fails, the message has the command, its exit
/// code, and the last lines that it wrote.
public final class Run {
  private Run() {}

  /// Under which condition a program is run, and how: made by [#creates], [#unless], [#onlyIf],
  /// [#as], [#in], [#with], [#limit] and [#input].
  public static final class Option {
    private final RunOption wish;

    private Option(RunOption wish) {
      this.wish = wish;
    }
  }

  /// Runs a program.
  ///
  /// ```java
  /// Run.command(List.of("make", "install"), Run.in("/srv/app"),
  ///     Run.creates("/usr/local/bin/app"));
  /// ```
  ///
  /// @param words the program, by name along PATH or by path, and its arguments
  /// @param options conditions, and how it is started
  /// @throws machine.CommandFailed if it ends with another exit code than 0, or runs out of time;
  ///   or if afterwards the question of [#unless] isn't answered with yes
  /// @throws MachineException if it can't be started, or if afterwards what it [#creates] isn't
  ///   there
  public static void command(List<String> words, Option... options) {
    Machine.current().bring(Execution.of(words, wishes(options)));
  }

  /// Has /bin/sh run a script, with `-e` and `-u`: it ends at the first command that fails, and at
  /// a variable that isn't set (dash(1)).
  ///
  /// In messages it goes by its first line.
  ///
  /// ```java
  /// Run.shell("tar -c /etc | gzip >/var/backups/etc.tar.gz",
  ///     Run.creates("/var/backups/etc.tar.gz"));
  /// ```
  ///
  /// @param script the script
  /// @param options conditions, and how it is started
  /// @throws machine.CommandFailed as for [#command]
  /// @throws MachineException as for [#command]
  public static void shell(String script, Option... options) {
    Machine.current().bring(Execution.shell(script, wishes(options)));
  }

  private static RunOption[] wishes(Option[] options) {
    RunOption[] wishes = new RunOption[options.length];
    for (int i = 0; i < options.length; i++) {
      wishes[i] = options[i].wish;
    }
    return wishes;
  }

  /// Not if a path is there. After the program has run, it must be. Given more than once, all of
  /// the paths must be there.
  ///
  /// ```java
  /// Run.command(List.of("openssl", "dhparam", "-out", "/etc/ssl/dh.pem", "2048"),
  ///     Run.creates("/etc/ssl/dh.pem"));
  /// ```
  ///
  /// @param path a file or directory, an absolute path
  /// @return the option
  public static Option creates(String path) {
    return new Option(new RunOption.Creates(path));
  }

  /// Not if another program succeeds; after the program has run, it must. It is started in a
  /// preview, too, so it must not change the machine; it runs as the same user, in the same
  /// directory and with the same variables, and has a minute.
  ///
  /// ```java
  /// Run.command(List.of("a2enmod", "rewrite"), Run.unless("a2query", "-q", "-m", "rewrite"));
  /// ```
  ///
  /// @param question the program that is asked, and its arguments
  /// @return the option
  public static Option unless(String... question) {
    return new Option(new RunOption.Asked(List.of(question), false));
  }

  /// Only if another program succeeds. It is started in a preview, too, so it must not change the
  /// machine; it runs as the same user, in the same directory and with the same variables, and has
  /// a minute.
  ///
  /// ```java
  /// Run.command(List.of("newaliases"),
  ///     Run.onlyIf("test", "/etc/aliases", "-nt", "/etc/aliases.db"));
  /// ```
  ///
  /// @param question the program that is asked, and its arguments
  /// @return the option
  public static Option onlyIf(String... question) {
    return new Option(new RunOption.Asked(List.of(question), true));
  }

  /// As another user, with that user's groups and an environment as after a login, in the user's
  /// home directory unless [#in] says otherwise; see [machine.Command#as]. Needs root.
  ///
  /// ```java
  /// Run.command(List.of("createdb", "app"), Run.as("postgres"),
  ///     Run.unless("psql", "--command", "", "app"));
  /// ```
  ///
  /// @param user the user's name
  /// @return the option
  public static Option as(String user) {
    return new Option(RunOption.as(user));
  }

  /// In a directory. Without this, in the deployment's own folder.
  ///
  /// ```java
  /// Run.command(List.of("make"), Run.in("/srv/app"), Run.creates("/srv/app/app"));
  /// ```
  ///
  /// @param path the directory; a relative one lies in the deployment's own folder
  /// @return the option
  public static Option in(String path) {
    return new Option(RunOption.in(path));
  }

  /// With a variable in its environment. Not for secrets: see [#input(Secret)].
  ///
  /// ```java
  /// Run.command(List.of("npm", "ci"), Run.in("/srv/app"), Run.with("NODE_ENV", "production"));
  /// ```
  ///
  /// @param name the variable
  /// @param value its value
  /// @return the option
  /// @throws MachineException if it can't be the name of a variable
  public static Option with(String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0 || (name + value).indexOf('\0') >= 0) {
      throw new MachineException(
          "not a variable: '" + name + "'", "write the name and the value: with(\"LANG\", \"C\")");
    }
    return new Option(RunOption.with(name, value));
  }

  /// With a time limit; without this, an hour. When it is reached, the program and all that it has
  /// started are ended.
  ///
  /// ```java
  /// Run.command(List.of("/opt/app/bin/migrate"), Run.limit(Duration.ofHours(3)));
  /// ```
  ///
  /// @param time the limit
  /// @return the option
  /// @throws MachineException if it isn't longer than nothing
  public static Option limit(Duration time) {
    if (!time.isPositive()) {
      throw new MachineException("not a time limit: " + time, "write Duration.ofMinutes(10)");
    }
    return new Option(RunOption.limit(time));
  }

  /// With a text on its standard input, as UTF-8; without this, there is nothing to be read.
  ///
  /// ```java
  /// Run.command(List.of("psql", "app"), Run.as("postgres"), Run.input("ANALYZE;\n"));
  /// ```
  ///
  /// @param text the text
  /// @return the option
  public static Option input(String text) {
    return new Option(RunOption.input(text));
  }

  /// With a secret text on its standard input, where neither other users nor records see it. What
  /// the program writes is shown all the same.
  ///
  /// ```java
  /// Run.command(List.of("cryptsetup", "open", "/dev/vdb1", "data"),
  ///     Run.creates("/dev/mapper/data"), Run.input(Secret.of(password)));
  /// ```
  ///
  /// @param text the text
  /// @return the option
  public static Option input(Secret text) {
    return new Option(RunOption.input(text.reveal()));
  }
}
