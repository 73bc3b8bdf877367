package troops.cli.run;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import machine.Mode;
import troops.cli.event.EventSink;
import troops.cli.problem.ExitCode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.rehearsal.MachineCopy;
import troops.cli.requirement.ClassPath;
import troops.cli.script.CompiledScript;
import troops.cli.script.ScriptCache;

/// A run in the copy of a machine, where everything is ready already: what the process outside asks
/// the one inside to do.
///
/// @param files where the revision's files are
/// @param prepareKey the key of the compiled `prepare.java`; an empty string if there is none
/// @param scriptKey the key of the compiled script
/// @param classPath the requirements
/// @param only the names of the deployables to run; all that are for this node, if there are none
/// @param roles roles that the node has besides
/// @param timeLimit how long the script may take
/// @param offline whether it reaches no other machine
/// @param everything whether each thing that is as wanted is told
public record RehearsedRun(
    Path files,
    String prepareKey,
    String scriptKey,
    ClassPath classPath,
    List<String> only,
    List<String> roles,
    Duration timeLimit,
    boolean offline,
    boolean everything) {
  /// The command that carries it out.
  public static final String VERB = "rehearsed";

  private static final int FIXED = 8;
  private static final String ROLE = "role=";
  private static final String ONLY = "only=";

  /// Copies the lists.
  public RehearsedRun {
    only = List.copyOf(only);
    roles = List.copyOf(roles);
  }

  static RehearsedRun of(
      Request request,
      Optional<Preparation.Ready> before,
      Preparation.Ready ready,
      boolean everything) {
    return new RehearsedRun(
        ready.files(),
        before.map(Preparation.Ready::key).orElse(""),
        ready.key(),
        ready.classPath(),
        request.only(),
        request.roles(),
        request.timeLimit(),
        request.offline(),
        everything);
  }

  /// The command line that has it carried out.
  ///
  /// @param launcher the launcher of the tool
  /// @return the program, then its arguments, which [#parse] reads
  List<String> command(Path launcher) {
    List<String> words = new ArrayList<>(List.of(launcher.toString(), VERB));
    words.add(files.toString());
    words.add(prepareKey);
    words.add(scriptKey);
    words.add(Boolean.toString(classPath.debianAdmin()));
    words.add(
        classPath.jars().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    words.add(timeLimit.toString());
    words.add(Boolean.toString(offline));
    words.add(Boolean.toString(everything));
    only.forEach(name -> words.add(ONLY + name));
    roles.forEach(name -> words.add(ROLE + name));
    return words;
  }

  /// Reads what was asked for.
  ///
  /// @param words the words after the command
  /// @return the run
  /// @throws Problem if they make no sense ([Kind#USAGE])
  public static RehearsedRun parse(List<String> words) {
    if (words.size() < FIXED) {
      throw new Problem(Kind.USAGE, "a rehearsal can't be typed", "troops deploy --rehearse");
    }
    List<Path> jars =
        Arrays.stream(words.get(4).split(File.pathSeparator, -1))
            .filter(word -> !word.isEmpty())
            .map(Path::of)
            .toList();
    return new RehearsedRun(
        Path.of(words.get(0)),
        words.get(1),
        words.get(2),
        new ClassPath(Boolean.parseBoolean(words.get(3)), jars),
        after(ONLY, words),
        after(ROLE, words),
        Duration.parse(words.get(5)),
        Boolean.parseBoolean(words.get(6)),
        Boolean.parseBoolean(words.get(7)));
  }

  private static List<String> after(String prefix, List<String> words) {
    return words.subList(FIXED, words.size()).stream()
        .filter(word -> word.startsWith(prefix))
        .map(word -> word.substring(prefix.length()))
        .toList();
  }

  /// Carries it out, in a copy of a machine.
  ///
  /// @param tools what the tool brings
  /// @param trace notes where the time goes
  /// @param events takes what happens
  /// @return how it ended
  /// @throws Problem if the script isn't where it was ([Kind#UNREADABLE])
  public ExitCode carryOut(Toolbox tools, Trace trace, EventSink events) {
    if (!offline) {
      MachineCopy.proxies().forEach(System::setProperty);
    }
    Request request =
        new Request(
            files,
            "",
            false,
            Mode.REHEARSAL,
            only,
            roles,
            Duration.ZERO,
            timeLimit,
            offline,
            "",
            "");
    Optional<Preparation.Ready> before =
        prepareKey.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Preparation.Ready.before(
                    Mode.REHEARSAL, prepareKey, compiled(tools, prepareKey), files));
    Preparation.Ready ready =
        Preparation.Ready.of(
            Mode.REHEARSAL,
            scriptKey,
            compiled(tools, scriptKey),
            classPath,
            files,
            List.of(),
            Map.of());
    Run.Outcome outcome = new Run(tools, request, trace).carryOut(before, ready, List.of(events));
    return outcome.failure().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static CompiledScript compiled(Toolbox tools, String key) {
    return new ScriptCache(tools.directories().cache())
        .find(key)
        .orElseThrow(() ->
            new Problem(
                Kind.UNREADABLE,
                "the compiled script isn't in the copy of the machine",
                "is " + tools.directories().cache() + " on a disk of this machine?"));
  }
}
