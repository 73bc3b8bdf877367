package troops.cli.command;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import troops.cli.console.Clean;
import troops.cli.console.Console;
import troops.cli.history.History;
import troops.cli.problem.ExitCode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.run.Toolbox;
import troops.cli.run.Trace;

/// The commands of the tool, by name.
public final class Commands {
  private final Toolbox tools;
  private final History history;
  private final Map<String, String> environment;
  private final Trace trace;

  /// The commands.
  ///
  /// @param tools what they work with
  /// @param history the runs that were
  /// @param environment the environment of the process
  /// @param trace notes where the time goes
  public Commands(Toolbox tools, History history, Map<String, String> environment, Trace trace) {
    this.tools = tools;
    this.history = history;
    this.environment = environment;
    this.trace = trace;
  }

  /// Carries out what was typed.
  ///
  /// @param words the words after `troops`
  /// @return what to answer to whoever started the process
  public ExitCode execute(List<String> words) {
    Console console = Console.standard("auto", environment);
    try {
      String verb = words.isEmpty() ? "" : words.getFirst();
      List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
      return switch (verb) {
        case "deploy" -> new DeployCommand(tools, environment, trace).execute(rest);
        case "log" -> log().execute(rest);
        case "version", "--version" -> print(console, "troops " + tools.bundled().version());
        case "help", "--help", "-h" -> print(console, help(rest));
        case "" -> throw usage("which command?");
        default -> throw usage("there is no command '" + verb + "'");
      };
    } catch (Problem e) {
      console.say(Clean.line("troops: " + e.message()));
      e.details().forEach(line -> console.say(Clean.line("    " + line)));
      if (!e.hint().isEmpty()) {
        console.say(Clean.line("hint: " + e.hint()));
      }
      return e.kind().exitCode();
    }
  }

  private LogCommand log() {
    return new LogCommand(
        history, colour -> Console.answering(colour, environment), ZoneId.systemDefault());
  }

  private static String help(List<String> words) {
    String topic = words.isEmpty() ? "" : words.getFirst();
    return switch (topic) {
      case "" -> Help.tool();
      case "deploy" -> Help.deploy();
      case "log" -> Help.log();
      default -> throw usage("there is no command '" + topic + "'");
    };
  }

  private static ExitCode print(Console console, String text) {
    console.data(text);
    return ExitCode.DONE;
  }

  private static Problem usage(String message) {
    return new Problem(Kind.USAGE, message, "see troops help");
  }
}
