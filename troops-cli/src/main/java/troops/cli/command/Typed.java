package troops.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.state.Span;

/// What was typed after the name of a command: options, which never abbreviate, and other words.
/// What makes no sense is a [Problem] ([Kind#USAGE]) that names the command's help.
final class Typed {
  private final String command;
  private final CommandLine line;

  private Typed(String command, CommandLine line) {
    this.command = command;
    this.line = line;
  }

  /// Reads what was typed.
  ///
  /// @param command the name of the command
  /// @param options what it understands
  /// @param words the words after it
  /// @return what was typed
  static Typed read(String command, Options options, List<String> words) {
    try {
      CommandLine line =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .setStripLeadingAndTrailingQuotes(false)
              .get()
              .parse(options, words.toArray(String[]::new));
      return new Typed(command, line);
    } catch (UnrecognizedOptionException e) {
      throw refused(command, "troops " + command + " has no option " + e.getOption());
    } catch (MissingArgumentException e) {
      Option option = e.getOption();
      throw refused(command, "--" + option.getLongOpt() + " needs a value: " + option.getArgName());
    } catch (ParseException e) {
      throw refused(command, "" + e.getMessage());
    }
  }

  /// An option without a value.
  static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }

  /// An option with a value.
  ///
  /// @param initial what it is when nobody says anything, or an empty string
  static Option with(String name, String value, String description, String initial) {
    String text = initial.isEmpty() ? description : description + " (default: " + initial + ")";
    return Option.builder().longOpt(name).hasArg().argName(value).desc(text).get();
  }

  /// The option that every command has.
  static Option help() {
    return Option.builder("h").longOpt("help").desc("explain this command").get();
  }

  /// The option that says whether there are colours.
  static Option colourOption() {
    return with("color", "WHEN", "auto, always or never", "auto");
  }

  /// What makes no sense.
  Problem refused(String message) {
    return refused(command, message);
  }

  private static Problem refused(String command, String message) {
    return new Problem(Kind.USAGE, message, "see troops " + command + " --help");
  }

  /// Whether somebody wants to know what a command does, whatever else they typed.
  static boolean asksForHelp(List<String> words) {
    return words.contains("--help") || words.contains("-h");
  }

  /// Whether a program is to read the answer, whatever else was typed.
  static boolean asksForJson(List<String> words) {
    return words.contains("--json");
  }

  boolean has(String option) {
    return line.hasOption(option);
  }

  String value(String option, String initial) {
    return line.getOptionValue(option, initial);
  }

  /// The words that belong to no option.
  List<String> words() {
    return line.getArgList();
  }

  /// All values of an option.
  List<String> values(String option) {
    String[] values = line.getOptionValues(option);
    List<String> all = values == null ? List.of() : List.of(values);
    if (all.contains("")) {
      throw refused("--" + option + " needs a value: " + argument(option));
    }
    return all;
  }

  private String argument(String name) {
    for (Option option : line.getOptions()) {
      if (name.equals(option.getLongOpt())) {
        return option.getArgName();
      }
    }
    return "VALUE";
  }

  /// Refuses options that contradict themselves.
  void once(String... options) {
    for (String option : options) {
      if (values(option).size() > 1) {
        throw refused("--" + option + " can be given once only");
      }
    }
  }

  /// Refuses words that belong to no option.
  void onlyOptions() {
    if (!words().isEmpty()) {
      throw refused("troops " + command + " takes options only, not '" + words().getFirst() + "'");
    }
  }

  /// What `--color` says.
  String colour() {
    once("color");
    String text = value("color", "auto");
    if (!List.of("auto", "always", "never").contains(text)) {
      throw refused("--color takes auto, always or never, not '" + text + "'");
    }
    return text;
  }

  /// Reads the path of a file or a directory.
  Optional<Path> path(String option) {
    try {
      return has(option) ? Optional.of(Path.of(value(option, ""))) : Optional.empty();
    } catch (InvalidPathException e) {
      throw refused("not a path: " + e.getReason());
    }
  }

  /// Reads a span of time.
  Duration duration(String option, String initial) {
    String text = value(option, initial);
    return Span.parse(text)
        .orElseThrow(() ->
            refused(
                "--" + option + " takes a time such as 90, 90s, 10m or 2h, not '" + text + "'"));
  }

  /// Reads how many.
  int count(String option, String initial) {
    String text = value(option, initial);
    try {
      int count = Integer.parseInt(text);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw refused("--" + option + " takes a number from 1, not '" + text + "'");
  }
}
