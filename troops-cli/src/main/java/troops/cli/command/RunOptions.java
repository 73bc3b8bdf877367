package troops.cli.command;

import org.apache.commons.cli.Options;

/// The options that all commands have that carry out a run.
final class RunOptions {
  /// How long another run is waited for, unless somebody says otherwise.
  static final String PATIENCE = "60";

  private RunOptions() {}

  /// Adds them.
  ///
  /// @param options the options of the command
  static void add(Options options) {
    options.addOption(
        Typed.with(
            "role", "NAME", "give this node a role for this run; may be given several times", ""));
    options.addOption(
        Typed.with("lock-wait", "TIME", "how long to wait for another run to end", PATIENCE));
    Show.add(options, "show what is as wanted, and what programs write");
    options.addOption(
        Typed.flag("detailed-exitcode", "exit with 2 if there are changes, made or to be made"));
  }
}
