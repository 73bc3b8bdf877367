package debianadmin.command;

import java.time.Duration;
import java.util.List;
import machine.Command;
import machine.Machine;

/// Under which condition a program is run, and how.
public sealed interface RunOption {

  /// It is run unless a path is there.
  ///
  /// @param path an absolute path
  record Creates(String path) implements RunOption {}

  /// It is run unless, or only if, another program succeeds.
  ///
  /// @param question the program that is asked, and its arguments
  /// @param wanted whether it has to succeed
  record Asked(List<String> question, boolean wanted) implements RunOption {
    /// Copies the list.
    public Asked {
      question = Words.checked(question);
    }
  }

  /// How a program is started: as whom, where, with which environment, input and time limit.
  ///
  /// @param name what is set, which can be set once only: `as`, `in`, `with NAME`
  /// @param detail what is said about it with a change, or an empty string
  /// @param forQuestions whether the programs that are asked are started that way, too
  /// @param change sets it
  record How(String name, String detail, boolean forQuestions, Setting change)
      implements RunOption {}

  /// Sets one thing of a command.
  @FunctionalInterface
  interface Setting {
    /// Sets it.
    ///
    /// @param command the command
    /// @param machine where it will run
    /// @return the same command with it
    Command on(Command command, Machine machine);
  }

  /// As another user.
  static RunOption as(String user) {
    return new How("as", "as " + user, true, (command, machine) -> command.as(user));
  }

  /// In a directory.
  static RunOption in(String path) {
    return new How("in", "", true, (command, machine) -> command.in(machine.path(path)));
  }

  /// With a variable in its environment.
  static RunOption with(String variable, String value) {
    return new How(
        "with " + variable, "", true, (command, machine) -> command.with(variable, value));
  }

  /// With a time limit.
  static RunOption limit(Duration time) {
    return new How("limit", "", false, (command, machine) -> command.limit(time));
  }

  /// With a text on its standard input.
  static RunOption input(String text) {
    return new How("input", "", false, (command, machine) -> command.input(text));
  }
}
