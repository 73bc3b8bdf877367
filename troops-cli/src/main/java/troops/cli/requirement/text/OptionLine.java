package troops.cli.requirement.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import troops.cli.problem.Problem;
import troops.cli.requirement.Place;
import troops.cli.requirement.Repository;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.version.Letters;
import troops.cli.requirement.version.Versions;

/// A line that begins with `-`, as pip has them: `-r FILE`, `-c FILE`, `-c group:artifact:version`,
/// `--load group:artifact:version`, `--repository ADDRESS`, `--allow-http`, `--no-index`, `-e
/// FOLDER`, `-e git+ADDRESS`.
///
/// @param line the line
/// @param name which option
/// @param value what stands behind it; an empty string if it has none
/// @param offset where the value begins
record OptionLine(Line line, Name name, String value, int offset) {
  /// The options.
  enum Name {
    /// Another file of requirements.
    REQUIREMENT("FILE", "-r", "--requirement"),
    /// A file of constraints, or a library that manages versions.
    CONSTRAINT("FILE", "-c", "--constraint"),
    /// A library that the script may load while it is at work.
    LOAD("group:artifact:version", "--load", ""),
    /// A repository.
    REPOSITORY("https://... or ./DIRECTORY", "--repository", ""),
    /// Sources that are built.
    EDITABLE("./FOLDER or git+https://HOST/PATH", "-e", "--editable"),
    /// Repositories may be asked without HTTPS.
    ALLOW_HTTP("", "--allow-http", ""),
    /// No repository is asked but those that are named.
    NO_INDEX("", "--no-index", "");

    private final String argument;
    private final String word;
    private final String longer;

    Name(String argument, String word, String longer) {
      this.argument = argument;
      this.word = word;
      this.longer = longer;
    }

    private static Optional<Name> of(String word) {
      for (Name name : values()) {
        if (word.equals(name.word) || word.equals(name.longer)) {
          return Optional.of(name);
        }
      }
      return Optional.empty();
    }
  }

  /// Reads a line.
  ///
  /// @throws Problem if there is no such option, or its value is missing or too much
  static OptionLine of(Line line) {
    String body = line.body();
    int end = 0;
    while (end < body.length() && !Letters.isBlank(body.charAt(end)) && body.charAt(end) != '=') {
      end++;
    }
    String word = body.substring(0, end);
    Name name = Name.of(word).orElseThrow(() -> line.problem(Mistake.option(word)));
    int start = end;
    if (end < body.length()) {
      start = Letters.skipBlanks(body, end + 1);
    }
    String value = body.substring(start);
    if (name.argument.isEmpty() && !value.isEmpty()) {
      throw line.mistake(start, word + " has no value", "write " + word + " on a line of its own");
    }
    if (!name.argument.isEmpty() && value.isEmpty()) {
      throw line.mistake(
          end, "something is missing behind " + word, "write " + word + " " + name.argument);
    }
    for (int i = 0; i < value.length(); i++) {
      if (Letters.isBlank(value.charAt(i))) {
        throw line.mistake(start + i, word + " has one value", "write one " + word + " to a line");
      }
    }
    return new OptionLine(line, name, value, start);
  }

  /// Makes the problem of a value that can't be.
  Problem refused(String what, String hint) {
    return line.mistake(offset, what, hint);
  }

  /// A library that manages the versions of others.
  Requirement bom() {
    return library(value, line.place())
        .orElseThrow(() ->
            refused(
                "this is neither a file nor a library in one version",
                "write -c constraints.txt, or -c group:artifact:version for a BOM"));
  }

  /// A library that the script may load while it is at work.
  Requirement load() {
    return library(value, line.place())
        .orElseThrow(() ->
            refused("this is no library in one version", "write --load group:artifact:version"));
  }

  /// A library in one version.
  ///
  /// @return the library; nothing if that isn't what the coordinates say
  static Optional<Requirement> library(String coordinates, Place place) {
    String[] parts = coordinates.split(":", -1);
    boolean one =
        parts.length == 3
            && Letters.isName(parts[0])
            && Letters.isName(parts[1])
            && Letters.isVersion(parts[2])
            && !Mistake.isMoving(parts[2]);
    return one
        ? Optional.of(Requirement.of(parts[0], parts[1], new Versions.Exactly(parts[2]), place))
        : Optional.empty();
  }

  /// The path of the value, as named in a file.
  ///
  /// @param file the file
  /// @return relative to what is deployed, without `.` and `..`
  String pathFrom(String file) {
    if (value.startsWith("/") || value.startsWith("~") || value.indexOf('\\') >= 0) {
      throw refused(
          value + " isn't a file of what is deployed",
          "write its path from the directory of " + file + ", with / between names");
    }
    if (value.indexOf('\0') >= 0) {
      throw refused("no path has a NUL in it", "leave it out");
    }
    int slash = file.lastIndexOf('/');
    String directory = slash < 0 ? "" : file.substring(0, slash);
    Deque<String> names = new ArrayDeque<>();
    for (String name : (directory + "/" + value).split("/", -1)) {
      if (name.equals("..") && names.pollLast() == null) {
        throw refused(
            value + " leads out of what is deployed",
            "put it into the folder that is deployed: nothing else is there on a node");
      }
      if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
        names.addLast(name);
      }
    }
    return String.join("/", names);
  }

  /// Finds a file.
  Path find(Folder folder, String path) {
    return folder
        .find(path)
        .filter(Files::isRegularFile)
        .orElseThrow(() ->
            refused("there is no file " + path + " in what is deployed", "has it been committed?"));
  }

  /// The repository that is named.
  ///
  /// @param folder what is deployed
  /// @param file the file that names it
  Repository repository(Folder folder, String file) {
    if (value.startsWith("./") || value.startsWith("../") || value.equals(".")) {
      String path = pathFrom(file);
      Path directory =
          folder
              .find(path)
              .filter(Files::isDirectory)
              .orElseThrow(() ->
                  refused(
                      "there is no directory " + path + " in what is deployed",
                      "troops requirements vendor makes one; has it been committed?"));
      return new Repository(
          "directory-" + DirectoryContent.digest(directory),
          directory.toUri().toString(),
          value,
          line.place());
    }
    URI address = uri();
    return new Repository(id(address), address.toString(), value, line.place());
  }

  private URI uri() {
    try {
      URI uri = new URI(value);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean remote =
          (scheme.equals("https") || scheme.equals("http"))
              && uri.getHost() != null
              && uri.getRawQuery() == null;
      boolean local = scheme.equals("file") && uri.getPath() != null && uri.getHost() == null;
      if (uri.getRawUserInfo() != null) {
        throw refused(
            "credentials don't stand in a commit",
            "name them in Maven's settings, as a server with the id " + uri.getHost());
      }
      if ((remote || local) && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw refused(
        "this isn't the address of a repository",
        "write https://HOST/PATH, file:///PATH, or ./DIRECTORY for one in this repository");
  }

  /// Letters that a file may be called by: Maven Resolver keeps notes under the id.
  private static String id(URI address) {
    String text = address.getSchemeSpecificPart().replaceAll("[^A-Za-z0-9.]+", "-");
    return text.replaceAll("^-+|-+$", "");
  }
}
