package troops.cli.command;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import troops.cli.console.Console;
import troops.cli.console.Console.Style;
import troops.cli.event.EventSink;
import troops.cli.event.JsonLines;
import troops.cli.history.History;
import troops.cli.node.control.Connection;
import troops.cli.node.control.Receiving;
import troops.cli.problem.ExitCode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.run.CompilerProcess;
import troops.cli.run.RehearsedRun;
import troops.cli.run.Toolbox;

/// The commands of the tool, by name.
public final class Commands {
  /// What members of a node's group may ask root to carry out.
  private static final Set<String> FOR_MEMBERS =
      Set.of("deploy", "pull", "drift", "status", "log", "report", "attach", "stop");

  private final Toolbox tools;
  private final Session session;

  /// The commands.
  ///
  /// @param tools what they work with
  /// @param session who asks
  public Commands(Toolbox tools, Session session) {
    this.tools = tools;
    this.session = session;
  }

  /// Carries out what was typed.
  ///
  /// @param words the words after `troops`
  /// @return what to answer to whoever started the process
  public ExitCode execute(List<String> words) {
    Console console = session.outlet().console("auto");
    try {
      String verb = words.isEmpty() ? "" : words.getFirst();
      List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
      if (session.caller().connected() && !FOR_MEMBERS.contains(verb)) {
        throw usage("the service of a node has no command '" + verb + "'");
      }
      return switch (verb) {
        case "deploy" -> new DeployCommand(tools, session).execute(rest);
        case "pull" -> new PullCommand(tools, session).execute(rest);
        case "drift" -> new DriftCommand(tools, session).execute(rest);
        case "status" ->
            answered("status", rest)
                .orElseGet(
                    () -> new StatusCommand(tools.directories(), session, zone()).execute(rest));
        case "log" ->
            answered("log", rest)
                .orElseGet(() ->
                    new LogCommand(history(), session.outlet().answering()::console, zone())
                        .execute(rest));
        case "report" ->
            answered("report", rest)
                .orElseGet(() ->
                    new ReportCommand(history(), session.outlet().answering()::console, zone())
                        .execute(rest));
        case "attach" ->
            answered("attach", rest)
                .orElseGet(() -> new AttachCommand(tools.directories(), session).execute(rest));
        case "stop" ->
            answered("stop", rest)
                .orElseGet(() -> new StopCommand(tools.directories(), session).execute(rest));
        case "init" -> new InitCommand(session).execute(rest);
        case "ide" -> new IdeCommand(tools, session).execute(rest);
        case "requirements" -> new RequirementsCommand(tools, session).execute(rest);
        case "serve" -> serve(rest);
        case "train" -> train(rest);
        case RehearsedRun.VERB -> rehearsed(console, rest);
        case CompilerProcess.VERB -> compile(rest);
        case "version", "--version" -> print(console, "troops " + tools.bundled().version());
        case "help", "--help", "-h" -> print(console, help(rest));
        case "" -> throw usage("which command?");
        default -> throw usage("there is no command '" + verb + "'");
      };
    } catch (Problem e) {
      // Whoever typed nonsense is a person.
      if (Typed.asksForJson(words) && e.kind() != Kind.USAGE) {
        console.data(Listing.json(e));
      } else {
        say(e, console);
      }
      return e.kind().exitCode();
    }
  }

  private static void say(Problem problem, Console console) {
    console.say(Style.PLAIN, "troops: " + problem.message());
    problem.details().forEach(line -> console.say(Style.PLAIN, "    " + line));
    if (!problem.hint().isEmpty()) {
      console.say(Style.PLAIN, "hint: " + problem.hint());
    }
  }

  private static ZoneId zone() {
    return ZoneId.systemDefault();
  }

  private History history() {
    return History.of(tools.directories());
  }

  /// The answer of the node's service, if it is the one to answer.
  private Optional<ExitCode> answered(String verb, List<String> words) {
    Service service = new Service(tools.directories().node(), session);
    return service.answersQuestions() && !Typed.asksForHelp(words)
        ? Optional.of(service.carryOut(verb, words))
        : Optional.empty();
  }

  /// What systemd starts for whoever connects to the node's socket: not for people to type.
  private ExitCode serve(List<String> words) {
    Connection connection = Connection.accept(words.isEmpty() ? "" : words.getFirst());
    session.trace().mark("request");
    session.aftermath().first(() -> connection.answer().end(ExitCode.FAILED.number()));
    String verb = connection.words().isEmpty() ? "" : connection.words().getFirst();
    ExitCode code = ExitCode.DONE;
    if (verb.equals("receive")) {
      new Receiving(tools, session.trace(), connection).receive(List.of(session.aftermath()));
    } else {
      code = new Commands(tools, Session.connected(connection, session)).execute(asked(connection));
    }
    connection.answer().end(code.number());
    return ExitCode.DONE;
  }

  /// Carries out several commands, separated by `--then`, in one process, whose start-up cache
  /// learns from all of them: not for people to type. Only the last one may deploy.
  private ExitCode train(List<String> words) {
    int end = words.indexOf("--then");
    if (end < 0) {
      return execute(words);
    }
    ExitCode code = execute(words.subList(0, end));
    return code == ExitCode.DONE ? train(words.subList(end + 1, words.size())) : code;
  }

  /// What a run has a process of its own do: not for people to type.
  private static ExitCode compile(List<String> words) {
    try {
      CompilerProcess.carryOut(words);
      return ExitCode.DONE;
    } catch (IOException | IndexOutOfBoundsException e) {
      throw usage("this can't be compiled: " + e.getMessage());
    }
  }

  /// What a rehearsal has a process in a copy of the machine do: not for people to type.
  private ExitCode rehearsed(Console console, List<String> words) {
    if (!session.environment().containsKey("TROOPS_REHEARSAL")) {
      throw usage("this is no copy of a machine: troops deploy --rehearse makes one");
    }
    RehearsedRun run = RehearsedRun.parse(words);
    EventSink events = new JsonLines(console::data, run.everything());
    return run.carryOut(tools, session.trace(), events);
  }

  private static List<String> asked(Connection connection) {
    return connection.words().stream()
        .filter(word -> word.startsWith("word "))
        .map(word -> word.substring(5))
        .toList();
  }

  private static String help(List<String> words) {
    String topic = words.isEmpty() ? "" : words.getFirst();
    return switch (topic) {
      case "" -> Help.tool();
      case "deploy" -> DeployOptions.explanation();
      case "pull" -> PullOptions.explanation();
      case "drift" -> DriftOptions.explanation();
      case "status" -> StatusCommand.explanation();
      case "log" -> LogOptions.explanation();
      case "report" -> ReportOptions.explanation();
      case "attach" -> AttachCommand.explanation();
      case "stop" -> StopCommand.explanation();
      case "init" -> InitCommand.explanation();
      case "ide" -> IdeCommand.explanation();
      case "requirements" -> RequirementsOptions.explanation();
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
