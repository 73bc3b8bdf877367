package troops.cli.requirement.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.Editable;
import troops.cli.requirement.Library;
import troops.cli.requirement.Place;
import troops.cli.requirement.Repository;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.version.Version;
import troops.cli.requirement.version.Versions;

/// Reads `requirements.txt`, and what it names: other files of requirements (`-r`), constraints
/// (`-c`), what may be loaded (`--load`), repositories (`--repository`), sources (`-e`). Each file
/// is read once, however often it is named.
public final class RequirementsReader {
  /// What the file is called.
  public static final String FILE = "requirements.txt";

  private final Folder folder;
  private final Map<String, Requirement> libraries = new LinkedHashMap<>();
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Map<String, Requirement> constraints = new LinkedHashMap<>();
  private final Map<String, Requirement> boms = new LinkedHashMap<>();
  private final Map<String, Requirement> loads = new LinkedHashMap<>();
  private final Map<String, Repository> repositories = new LinkedHashMap<>();
  private final Map<String, Editable> editables = new LinkedHashMap<>();
  private final List<OptionLine> insecure = new ArrayList<>();
  private final Set<String> read = new HashSet<>();
  private final Deque<String> reading = new ArrayDeque<>();
  private boolean allowHttp;
  private boolean noIndex;

  private RequirementsReader(Folder folder) {
    this.folder = folder;
  }

  /// Reads the file `requirements.txt` of a folder.
  ///
  /// @param folder what is deployed
  /// @return what it says; nothing if there is no such file
  /// @throws Problem if a line can't be understood or contradicts another, naming line and column
  public static Optional<Requirements> read(Folder folder) {
    return folder.find(FILE).map(file -> read(folder, text(file)));
  }

  /// Reads the text of a `requirements.txt`.
  ///
  /// @param folder where the files are that it names
  static Requirements read(Folder folder, String text) {
    return new RequirementsReader(folder).requirements(text);
  }

  /// Reads what a script asks for while it is at work.
  ///
  /// @param coordinates `group:artifact:version`
  /// @param place where it asks
  /// @return the library
  /// @throws Problem if they can't be understood
  public static Requirement load(String coordinates, Place place) {
    return OptionLine.library(coordinates, place)
        .orElseThrow(() ->
            new Problem(
                Kind.BAD_REQUIREMENT,
                place + ": '" + coordinates + "' is no library in one version",
                "write Troops.load(\"group:artifact:version\")"));
  }

  private Requirements requirements(String text) {
    readLines(FILE, text);
    checkAddresses();
    libraries.replaceAll(
        (key, library) -> constrained(library, Objects.requireNonNull(lines.get(key))));
    return new Requirements(
        FILE,
        List.copyOf(libraries.values()),
        List.copyOf(constraints.values()),
        List.copyOf(boms.values()),
        List.copyOf(loads.values()),
        new Requirements.Sources(List.copyOf(repositories.values()), !noIndex, allowHttp),
        List.copyOf(editables.values()),
        List.of());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot read " + file + ": " + e,
          List.of(),
          "is it a text, in UTF-8?",
          e);
    }
  }

  private void readLines(String file, String text) {
    reading.addLast(file);
    for (Line line : Line.of(file, text)) {
      if (line.body().startsWith("-")) {
        read(OptionLine.of(line), file);
      } else {
        add(LibraryLine.read(line), line);
      }
    }
    reading.removeLast();
    read.add(file);
  }

  private void read(OptionLine option, String file) {
    switch (option.name()) {
      case REQUIREMENT -> {
        String other = option.pathFrom(file);
        if (reading.contains(other)) {
          throw option.refused(
              "%s reads itself in: %s > %s".formatted(other, String.join(" > ", reading), other),
              "leave one of the -r lines out");
        }
        if (!read.contains(other)) {
          readLines(other, text(option.find(folder, other)));
        }
      }
      case CONSTRAINT -> {
        if (option.value().indexOf(':') >= 0) {
          Requirement bom = option.bom();
          boms.putIfAbsent(bom.coordinates(), bom);
        } else {
          String other = option.pathFrom(file);
          if (read.add("constraints " + other)) {
            readConstraints(other, text(option.find(folder, other)));
          }
        }
      }
      case LOAD -> {
        Requirement load = option.load();
        loads.putIfAbsent(load.coordinates(), load);
      }
      case REPOSITORY -> {
        Repository repository = option.repository(folder, file);
        repositories.putIfAbsent(repository.address(), repository);
        if (repository.isInsecure()) {
          insecure.add(option);
        }
      }
      case EDITABLE -> add(EditableLine.read(option, folder, file), option);
      case ALLOW_HTTP -> allowHttp = true;
      case NO_INDEX -> noIndex = true;
    }
  }

  private void readConstraints(String file, String text) {
    for (Line line : Line.of(file, text)) {
      if (line.body().startsWith("-")) {
        throw line.mistake(
            0,
            "a file of constraints has libraries and their versions only",
            "write this line into " + FILE);
      }
      Requirement constraint = ConstraintLine.read(line);
      Requirement earlier = constraints.putIfAbsent(constraint.name(), constraint);
      if (earlier != null && !earlier.versions().equals(constraint.versions())) {
        throw contradiction(line, constraint, earlier);
      }
    }
  }

  private void add(Requirement requirement, Line line) {
    String key =
        requirement.name() + ":" + requirement.packaging() + ":" + requirement.classifier();
    Requirement earlier = libraries.putIfAbsent(key, requirement);
    lines.putIfAbsent(key, line);
    if (earlier != null && !earlier.line().equals(requirement.line())) {
      throw contradiction(line, requirement, earlier);
    }
  }

  private void add(Editable editable, OptionLine option) {
    String sources =
        switch (editable) {
          case Editable.Directory directory -> directory.name();
          case Editable.Git git -> git.address() + "#" + git.subdirectory();
        };
    Editable earlier = editables.putIfAbsent(sources, editable);
    if (earlier != null && !earlier.name().equals(editable.name())) {
      throw option.refused(
          "this contradicts " + earlier.place() + ", -e " + earlier.name(),
          "keep one of the two lines");
    }
    if (editable instanceof Editable.Git git && git.address().startsWith("http:")) {
      insecure.add(option);
    }
  }

  private static Problem contradiction(Line line, Requirement later, Requirement earlier) {
    String where =
        earlier.place().file().equals(later.place().file())
            ? "line " + earlier.place().line()
            : earlier.place().toString();
    return line.mistake(
        0,
        "%s contradicts %s, %s".formatted(later.line(), where, earlier.line()),
        "keep one of the two lines");
  }

  /// The permission may stand behind what it is for.
  private void checkAddresses() {
    if (!insecure.isEmpty() && !allowHttp) {
      throw insecure
          .getFirst()
          .refused(
              "the repository would be asked without HTTPS",
              "write its https: address, or a line with --allow-http");
    }
  }

  /// What is required directly is constrained too.
  private Requirement constrained(Requirement library, Line line) {
    Requirement constraint = constraints.get(library.name());
    boolean bundled = Library.of(library.group(), library.artifact()).isPresent();
    if (constraint == null) {
      boolean unsaid = library.versions() instanceof Versions.Unsaid;
      if (unsaid && !bundled && boms.isEmpty()) {
        throw line.problem(Mistake.versionMissing(library.name()));
      }
      return library;
    }
    if (!library.versions().admits(new Version(constraint.versions().maven()))) {
      throw contradiction(line, library, constraint);
    }
    return library.in(constraint.versions());
  }
}
