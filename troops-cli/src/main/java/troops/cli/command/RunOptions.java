package troops.cli.command;

import machine.Mode;
import org.apache.commons.cli.Options;
import troops.cli.requirement.lock.Libraries;

/// The options that all commands have that carry out a run.
final class RunOptions {
  /// How long another run is waited for, unless somebody says otherwise.
  static final String PATIENCE = "60";

  private RunOptions() {}

  /// Adds them.
  ///
  /// @param options the options of the command
  static void add(Options options) {
    options.addOption(Typed.flag("check", "preview: name the changes, make none"));
    options.addOption(
        Typed.flag("rehearse", "carry it out in a throw-away copy of this machine (as root)"));
    options.addOption(
        Typed.flag("offline", "with --rehearse: let nothing in the copy reach other machines"));
    options.addOption(
        Typed.with(
            "role", "NAME", "give this node a role for this run; may be given several times", ""));
    options.addOption(
        Typed.with("lock-wait", "TIME", "how long to wait for another run to end", PATIENCE));
    options.addOption(
        Typed.flag("require-lock", "refuse to run what has requirements but no requirements.lock"));
    options.addOption(
        Typed.flag("verify", "read the files that requirements.lock names, and check them again"));
    Show.add(options, "show what is as wanted, and what programs write");
    options.addOption(
        Typed.flag("detailed-exitcode", "exit with 2 if there are changes, made or to be made"));
  }

  /// Whether changes are made, and where.
  ///
  /// @param typed what was typed
  static Mode mode(Typed typed) {
    if (typed.has("check") && typed.has("rehearse")) {
      throw typed.refused("--check and --rehearse exclude each other");
    }
    if (typed.has("check")) {
      return Mode.PREVIEW;
    }
    return typed.has("rehearse") ? Mode.REHEARSAL : Mode.APPLY;
  }

  /// Whether a rehearsal reaches no other machine.
  ///
  /// @param typed what was typed
  static boolean offline(Typed typed) {
    if (typed.has("offline") && !typed.has("rehearse")) {
      throw typed.refused("--offline is for --rehearse");
    }
    return typed.has("offline");
  }

  /// On which terms libraries are used.
  ///
  /// @param typed what was typed
  static Libraries.Terms terms(Typed typed) {
    return new Libraries.Terms(typed.has("require-lock"), typed.has("verify"));
  }
}
