package measure;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/// What people said.
///
/// @param rounds how often each row is measured
/// @param json where to write all samples to, or null
/// @param install whether to install what is missing
public record Options(int rounds, Path json, boolean install) {
  static final class Mistake extends Exception {
    Mistake(String message) {
      super(message + " (./benchmark --help)");
    }
  }

  /// Reads what people said.
  ///
  /// @param name the benchmark's
  /// @param installs whether it knows how to install what is missing
  static Options parse(String name, boolean installs, List<String> args) throws Mistake {
    Options options = new Options(21, null, false);
    for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
      String[] option = rest.next().split("=", 2);
      options =
          switch (option[0]) {
            case "--rounds" -> options.rounds(value(option, rest));
            case "--json" -> options.json(Path.of(value(option, rest)));
            case "--install" -> options.installing(name, installs, option.length == 1);
            default -> throw new Mistake(name + " has no option " + option[0]);
          };
    }
    return options;
  }

  private static String value(String[] option, Iterator<String> rest) throws Mistake {
    if (option.length == 2) {
      return option[1];
    }
    if (!rest.hasNext()) {
      throw new Mistake(option[0] + " wants a value");
    }
    return rest.next();
  }

  private Options installing(String name, boolean installs, boolean plain) throws Mistake {
    if (!installs) {
      throw new Mistake(name + " has no option --install");
    }
    if (!plain) {
      throw new Mistake("--install takes no value");
    }
    return new Options(rounds, json, true);
  }

  private Options rounds(String number) throws Mistake {
    if (!number.matches("[1-9][0-9]{0,3}")) {
      throw new Mistake("--rounds wants a number from 1 to 9999, not " + number);
    }
    return new Options(Integer.parseInt(number), json, install);
  }

  private Options json(Path file) {
    return new Options(rounds, file, install);
  }
}
