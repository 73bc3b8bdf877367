package troops.cli.command;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Options;
import troops.cli.console.Clean;
import troops.cli.console.Console;
import troops.cli.console.Console.Style;
import troops.cli.problem.ExitCode;
import troops.cli.run.Toolbox;
import troops.cli.workspace.IdeProject;

/// `troops ide`: has IDEs understand a deployment.
final class IdeCommand {
  private final Toolbox tools;
  private final Session session;

  IdeCommand(Toolbox tools, Session session) {
    this.tools = tools;
    this.session = session;
  }

  static Options options() {
    Options options = new Options();
    options.addOption(Typed.with("repository", "PATH", "the folder that has deploy.java", "."));
    options.addOption(Typed.flag("json", "write one JSON object instead of lines for people"));
    options.addOption(Typed.colourOption());
    options.addOption(Typed.help());
    return options;
  }

  static String explanation() {
    return Help.page(
        """
        Has IntelliJ, VS Code and Eclipse complete, navigate and debug a deployment.

        Usage: troops ide [OPTION]...
        """,
        options(),
        """

        It writes pom.xml beside deploy.java, with the libraries that requirements.txt and its lock come
        to, those that are sources (-e) as they are built now: all three IDEs read that file. It belongs
        to this machine, so the repository's info/exclude
        keeps it, and what IDEs leave behind, out of commits. A pom.xml of yours is left alone. When
        requirements.txt or Troops has changed, run it again.

        Open the folder in the IDE, as a Maven project. In Eclipse: File > Import > Existing Maven
        Projects. VS Code needs the extension pack for Java.

        To debug, start the deployment with TROOPS_DEBUG=PORT: it waits until a debugger is attached to
        that port of this machine (IntelliJ: Run > Attach to Process, or a Remote JVM Debug configuration;
        VS Code: a launch configuration of type java with "request": "attach"; Eclipse: Remote Java
        Application).

        Exit codes:
          0   done
          1   a library can't be had, or there is a pom.xml already
          64  the command line makes no sense

        Examples:
          troops ide                                        for the deployment in this folder
          troops ide --repository=machines                  for the one in that folder\
        """);
  }

  ExitCode execute(List<String> words) {
    Typed typed = Typed.read("ide", options(), words);
    Console console = session.outlet().console(typed.colour());
    if (typed.has("help")) {
      console.data(explanation());
      return ExitCode.DONE;
    }
    typed.once("repository");
    typed.onlyOptions();
    IdeProject project = new IdeProject(typed.path("repository").orElse(Path.of(".")));
    Path file =
        project.write(
            tools.bundled(),
            tools.libraries(),
            tools::workshop,
            line -> console.say(Style.PLAIN, line));
    if (typed.has("json")) {
      console.data(Listing.ide(file));
    } else {
      tell(file, console);
    }
    return console.hasLostData() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static void tell(Path file, Console console) {
    console.data(Clean.line("wrote " + file + ", which is in no commit"));
    console.data(Clean.line("open " + file.getParent() + " as a Maven project, in any IDE"));
    console.data("to debug, start this, and attach to port 5005:");
    console.data("  TROOPS_DEBUG=5005 troops deploy --repository=. --worktree --check");
  }
}
