package troops.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/// What was typed after `troops requirements`.
///
/// @param verb what is to be done
/// @param directory where `requirements.txt` lies
/// @param vendor where a repository is made, for [Verb#VENDOR]
/// @param update the libraries that may get other versions, for [Verb#LOCK]
/// @param updateAll whether all may
/// @param json whether it is told as JSON Lines
/// @param colour `auto`, `always` or `never`
/// @param help whether only to explain the command
record RequirementsOptions(
    Verb verb,
    Path directory,
    Path vendor,
    List<String> update,
    boolean updateAll,
    boolean json,
    String colour,
    boolean help) {
  /// What can be done with requirements.
  enum Verb {
    /// Show what needs what.
    TREE,
    /// Write `requirements.lock`.
    LOCK,
    /// Make a repository of what is needed.
    VENDOR
  }

  static Options options() {
    Options options = new Options();
    options.addOption(
        Typed.with("repository", "PATH", "the folder that has requirements.txt", "."));
    options.addOption(
        Option.builder()
            .longOpt("update")
            .hasArg()
            .optionalArg(true)
            .argName("LIBRARY")
            .desc("with lock: take newer versions, of LIBRARY (group:artifact) or of all")
            .get());
    options.addOption(Typed.flag("json", "write JSON Lines instead of lines for people"));
    options.addOption(Typed.colourOption());
    options.addOption(Typed.help());
    return options;
  }

  static String explanation() {
    return Help.page(
        """
        Shows, locks or vendors the libraries of a work tree, as its requirements.txt lies there.

        Usage: troops requirements tree|lock|vendor [OPTION]... [DIRECTORY]
        """,
        options(),
        """

        tree shows what needs what, as Maven resolves it, and which version won where versions
        contradicted each other.

        lock writes requirements.lock beside requirements.txt: each file that is needed, by its checksum.
        A run of a commit that has one uses nothing else, and asks nobody once the files are there. What
        is locked stays as it is, as far as requirements.txt allows, unless --update says otherwise.
        Of sources from Git (-e git+...), it has the commit; --update=git+... takes the newest one.

        vendor makes a Maven repository of all that is needed in DIRECTORY (default: vendor, beside
        requirements.txt). A line '--repository ./vendor' in requirements.txt uses it. Sources from Git
        can't be part of it.

        Exit codes:
          0   done
          1   a library can't be had, or requirements.txt or the lock makes no sense
          64  the command line makes no sense

        Examples:
          troops requirements tree                          what needs what, here
          troops requirements lock                          lock what isn't locked yet
          troops requirements lock --update                 take the newest versions there are
          troops requirements lock --update=org.slf4j:slf4j-api
                                                            of one library alone
          troops requirements vendor                        make ./vendor\
        """);
  }

  /// Reads what was typed.
  ///
  /// @param words the words after `requirements`
  /// @return what they mean
  /// @throws troops.cli.problem.Problem if they mean nothing (`USAGE`)
  static RequirementsOptions parse(List<String> words) {
    Typed typed = Typed.read("requirements", options(), words);
    typed.once("repository");
    Optional<Verb> verb = typed.words().stream().findFirst().flatMap(RequirementsOptions::verb);
    if (verb.isEmpty() && !typed.has("help")) {
      throw typed.refused(
          typed.words().isEmpty()
              ? "troops requirements what? tree, lock or vendor"
              : "troops requirements knows tree, lock and vendor, not '"
                  + typed.words().getFirst()
                  + "'");
    }
    int most = verb.equals(Optional.of(Verb.VENDOR)) ? 2 : 1;
    if (typed.words().size() > most) {
      throw typed.refused("what is '" + typed.words().get(most) + "' for?");
    }
    if (typed.has("update") && !verb.equals(Optional.of(Verb.LOCK))) {
      throw typed.refused("--update belongs to lock");
    }
    List<String> update = typed.values("update");
    Path directory = typed.path("repository").orElse(Path.of("."));
    return new RequirementsOptions(
        verb.orElse(Verb.TREE),
        directory,
        vendor(typed, directory),
        update,
        typed.has("update") && update.isEmpty(),
        typed.has("json"),
        typed.colour(),
        typed.has("help"));
  }

  private static Optional<Verb> verb(String word) {
    return Arrays.stream(Verb.values())
        .filter(verb -> verb.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }

  private static Path vendor(Typed typed, Path directory) {
    try {
      return typed.words().size() > 1 ? Path.of(typed.words().get(1)) : directory.resolve("vendor");
    } catch (InvalidPathException e) {
      throw typed.refused("not a path: " + e.getReason());
    }
  }
}
