package troops.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Options;
import troops.cli.console.Clean;
import troops.cli.console.Console;
import troops.cli.problem.ExitCode;
import troops.cli.workspace.NewDeployment;

/// `troops init`: begins a deployment.
final class InitCommand {
  private final Session session;

  InitCommand(Session session) {
    this.session = session;
  }

  static Options options() {
    Options options = new Options();
    options.addOption(Typed.flag("json", "write one JSON object instead of lines for people"));
    options.addOption(Typed.colourOption());
    options.addOption(Typed.help());
    return options;
  }

  static String explanation() {
    return Help.page(
        """
        Begins a deployment: a deploy.java that compiles, requirements, a test, and a first commit.

        Usage: troops init [OPTION]... [DIRECTORY]
        """,
        options(),
        """

        The files are written into DIRECTORY (default: here); nothing is overwritten. If it doesn't lie
        in a Git repository, it becomes one, with the files as its first commit. In a repository that is
        there, committing them is yours.

        Exit codes:
          0   done
          1   there is such a file already, or it can't be written
          64  the command line makes no sense

        Examples:
          troops init my-machines                           begin in a new directory
          troops init                                       begin here\
        """);
  }

  ExitCode execute(List<String> words) {
    Typed typed = Typed.read("init", options(), words);
    Console console = session.outlet().console(typed.colour());
    if (typed.has("help")) {
      console.data(explanation());
      return ExitCode.DONE;
    }
    NewDeployment.Begun begun = new NewDeployment(directory(typed)).begin();
    if (typed.has("json")) {
      console.data(Listing.json(begun));
    } else {
      tell(begun, console);
    }
    return console.hasLostData() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static Path directory(Typed typed) {
    if (typed.words().size() > 1) {
      throw typed.refused("what is '" + typed.words().get(1) + "' for?");
    }
    try {
      return Path.of(typed.words().isEmpty() ? "" : typed.words().getFirst());
    } catch (InvalidPathException e) {
      throw typed.refused("not a path: " + e.getReason());
    }
  }

  private static void tell(NewDeployment.Begun begun, Console console) {
    String where = begun.directory().toString();
    String commit = begun.committed() ? ", committed" : "";
    String made = begun.made() ? "made a Git repository in " : "wrote into ";
    console.data(Clean.line(made + where + commit + ":"));
    console.data("  " + String.join(", ", begun.files()));
    console.data("next:");
    next(console, "cd " + where, "");
    if (!begun.committed()) {
      next(console, "git add " + String.join(" ", begun.files()), "");
      next(console, "git commit", "what is deployed is a commit");
    }
    next(console, "troops deploy --repository=. --check", "what would it change here?");
    next(console, "java MotdTest.java", "try the plain Java in it");
    next(console, "troops ide", "have an IDE understand it");
  }

  private static void next(Console console, String command, String why) {
    String gap = why.isEmpty() ? "" : " ".repeat(Math.max(2, 40 - command.length())) + why;
    console.data(Clean.line("  " + command + gap));
  }
}
