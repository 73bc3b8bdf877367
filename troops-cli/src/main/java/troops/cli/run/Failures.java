package troops.cli.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import machine.CommandFailed;
import machine.Exit;
import machine.MachineException;
import troops.cli.event.Event;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Says why a run failed: in the words of whatever failed, and with the place in the script that
/// asked for it.
final class Failures {
  private static final int LINES = 20;
  private static final int FRAMES = 8;

  private Failures() {}

  /// The run's record couldn't be kept, though nothing else was wrong.
  static Event.Failure unrecorded(Problem problem) {
    return new Event.Failure(
        Event.Failure.name(problem.kind()),
        "carried out, but not recorded: " + problem.message(),
        Optional.empty(),
        List.of(),
        "make room, and deploy again");
  }

  /// A script couldn't be made ready.
  ///
  /// @param problem why
  /// @param before what the script before it has done
  static Event.Failure unready(Problem problem, Event.Tally before) {
    boolean spared = problem.kind() == Kind.COMPILE_ERROR && before.changed() == 0;
    String hint =
        spared && problem.hint().isEmpty() ? "nothing was changed on the machine" : problem.hint();
    return new Event.Failure(
        Event.Failure.name(problem.kind()),
        problem.message(),
        Optional.empty(),
        problem.details(),
        hint);
  }

  /// A fault of Troops itself.
  static Event.Failure internal(Throwable thrown) {
    List<String> trace = new ArrayList<>();
    for (StackTraceElement element : thrown.getStackTrace()) {
      trace.add("at " + element);
    }
    return new Event.Failure(
        Event.Failure.name(Kind.INTERNAL),
        "a fault of Troops itself, not of the script: " + describe(thrown),
        Optional.empty(),
        trace,
        "please report it, with the lines above");
  }

  /// What a method of the script threw.
  ///
  /// @param deployable the deployable, or `main`
  /// @param thrown what it threw
  /// @param places finds the place
  static Event.Failure of(String deployable, Throwable thrown, SourcePlaces places) {
    if (thrown instanceof ExceptionInInitializerError && thrown.getCause() != null) {
      // It only tells that a class could not be initialised.
      return of(deployable, thrown.getCause(), places);
    }
    Optional<Event.Place> place = place(deployable, thrown.getStackTrace(), places);
    String kind = Event.Failure.name(Kind.DEPLOYABLE_FAILED);
    if (thrown instanceof CommandFailed failed) {
      return new Event.Failure(kind, message(failed), place, output(failed.exit()), failed.hint());
    }
    if (thrown instanceof MachineException known) {
      return new Event.Failure(kind, message(known), place, furtherLines(known), known.hint());
    }
    return new Event.Failure(
        kind,
        describe(thrown),
        place,
        trace(thrown, places),
        thrown instanceof UnsatisfiedLinkError
            ? "install the package that has the library, earlier in the script or in prepare.java"
            : "mend the script, commit, deploy again");
  }

  static Optional<Event.Place> place(
      String deployable, StackTraceElement[] trace, SourcePlaces places) {
    return Optional.of(
        places
            .in(trace)
            .map(line -> new Event.Place(deployable, line.toString(), places.text(line)))
            .orElse(new Event.Place(deployable, "deploy.java", "")));
  }

  private static String message(Throwable thrown) {
    String message = said(thrown);
    return message.isEmpty() ? thrown.getClass().getName() : message.lines().findFirst().orElse("");
  }

  private static String describe(Throwable thrown) {
    String text = thrown.getClass().getName();
    String message = said(thrown);
    return message.isBlank() ? text : text + ": " + message.lines().findFirst().orElse("");
  }

  /// What an exception says; one that can't even say that says nothing.
  private static String said(Throwable thrown) {
    try {
      return thrown.getMessage() == null ? "" : thrown.getMessage();
    } catch (RuntimeException e) {
      return "";
    }
  }

  /// What else it says.
  private static List<String> furtherLines(Throwable thrown) {
    return said(thrown).lines().skip(1).limit(LINES).toList();
  }

  /// The last lines that a program wrote: to standard error, or if there are none, to standard
  /// output.
  private static List<String> output(Exit exit) {
    String text = exit.stderr().isBlank() ? exit.stdout() : exit.stderr();
    List<String> lines = text.lines().toList();
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }

  /// The script's own frames, of the exception and of its causes.
  private static List<String> trace(Throwable thrown, SourcePlaces places) {
    List<String> lines = new ArrayList<>(furtherLines(thrown));
    Set<Throwable> seen = new HashSet<>();
    for (Throwable at = thrown; at != null && seen.add(at); at = at.getCause()) {
      if (seen.size() > 1) {
        lines.add("caused by " + describe(at));
      }
      int shown = 0;
      for (StackTraceElement element : at.getStackTrace()) {
        if (places.isScript(element) && shown++ < FRAMES) {
          lines.add(
              "at %s.%s (%s:%d)"
                  .formatted(
                      element.getClassName(),
                      element.getMethodName(),
                      element.getFileName(),
                      element.getLineNumber()));
        }
      }
    }
    return lines;
  }

  /// A run that didn't come to its end by itself.
  ///
  /// @param kind [Kind#OUT_OF_TIME] or [Kind#ENDED]
  /// @param message what happened
  /// @param place where the script was, if it had begun
  /// @param details what else there is to know
  static Event.Failure ended(
      Kind kind, String message, Optional<Event.Place> place, List<String> details) {
    String hint = kind == Kind.OUT_OF_TIME ? "--time-limit gives it more" : "";
    return new Event.Failure(Event.Failure.name(kind), message, place, details, hint);
  }
}
