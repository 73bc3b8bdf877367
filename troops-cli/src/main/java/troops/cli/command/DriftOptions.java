package troops.cli.command;

import java.nio.file.Path;
import java.util.List;
import machine.Mode;
import org.apache.commons.cli.Options;
import troops.cli.run.Request;

/// What was typed after `troops drift`.
///
/// @param request what is to be previewed; its revision and roles are those that were deployed
/// @param show how it is shown
/// @param help whether only to explain the command
record DriftOptions(Request request, Show show, boolean help) {
  private static final String LIMIT = "4h";

  static Options options() {
    Options options = new Options();
    options.addOption(
        Typed.with(
            "repository",
            "PATH",
            "a work tree, a folder, or a bare repository",
            "the node's, or ."));
    options.addOption(
        Typed.with("only", "NAME", "look at this deployable; may be given several times", ""));
    options.addOption(
        Typed.with(
            "lock-wait", "TIME", "how long to wait for another run to end", RunOptions.PATIENCE));
    options.addOption(Typed.with("time-limit", "TIME", "how long the script may take", LIMIT));
    Show.add(options, "show what is as wanted, and what programs write");
    options.addOption(Typed.help());
    return options;
  }

  static String explanation() {
    return Help.page(
        """
        Tells how this machine has moved away from what was deployed; changes nothing.

        Usage: troops drift [OPTION]...
        """,
        options(),
        """

        It is a preview of the revision that is deployed already, for the roles that it was deployed
        for: on a node of what its branch says, elsewhere of what the last run that succeeded has
        carried out from that repository. troops deploy puts drift right.

        TIME is a number of seconds, or one followed by s, m, h or d.

        Exit codes:
          0   no drift
          1   the preview failed, or nothing was deployed yet
          2   drift, or the preview can't tell
          64  the command line makes no sense
          75  another run holds the lock

        Examples:
          troops drift                        on a node: is it as it was deployed?
          troops drift --diff                 what has changed, as diffs
          troops drift --repository=.         of what was deployed from here
          troops drift --json --only=sshd     for programs, and one deployable only\
        """);
  }

  /// Reads what was typed.
  ///
  /// @param words the words after `drift`
  /// @param user who typed them
  /// @param here the repository that is meant if none is named
  /// @return what they mean
  /// @throws troops.cli.problem.Problem if they mean nothing (`USAGE`)
  static DriftOptions parse(List<String> words, String user, Path here) {
    Typed typed = Typed.read("drift", options(), words);
    typed.onlyOptions();
    typed.once("repository", "lock-wait", "time-limit");
    Request request =
        new Request(
            typed.path("repository").orElse(here),
            "HEAD",
            false,
            Mode.PREVIEW,
            typed.values("only"),
            List.of(),
            typed.duration("lock-wait", RunOptions.PATIENCE),
            typed.duration("time-limit", LIMIT),
            false,
            user,
            "local");
    Show said = Show.read(typed);
    Show show = new Show(said.diff(), said.verbose(), said.json(), said.colour(), true);
    return new DriftOptions(request, show, typed.has("help"));
  }
}
