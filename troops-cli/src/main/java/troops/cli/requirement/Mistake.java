package troops.cli.requirement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is wrong with a requirement that isn't one: pip's, Gradle's, sbt's and Maven's other ways
/// of writing are known by name, so that the hint can say how the same is written here.
///
/// @param offset where it begins in the requirement, from 0
/// @param what what is wrong
/// @param hint what to write instead
record Mistake(int offset, String what, String hint) {
  private static final String FORM = "write group:artifact:version";
  private static final List<String> OPERATORS =
      List.of("===", "==", ">=", "<=", "~=", "!=", ">", "<", "=", "~", "^");
  private static final List<String> CONFIGURATIONS =
      List.of(
          "implementation", "api", "compile", "compileOnly", "runtimeOnly", "testImplementation");

  /// Tells what is wrong.
  ///
  /// @param body a line that isn't a requirement, without comment and white space around it; not
  ///   empty
  /// @return the first mistake that is recognised
  static Mistake in(String body) {
    return option(body)
        .or(() -> foreignLine(body))
        .or(() -> operator(body))
        .or(() -> sign(body))
        .or(() -> strayLetter(body))
        .orElseGet(() -> parts(body));
  }

  /// Whether a version means another one tomorrow.
  static boolean isMoving(String version) {
    return switch (version.toLowerCase(Locale.ROOT)) {
      case "latest", "release", "latest.release", "latest.integration" -> true;
      default -> false;
    };
  }

  private static Optional<Mistake> option(String body) {
    if (!body.startsWith("-")) {
      return Optional.empty();
    }
    String word = body;
    for (int i = 0; i < body.length(); i++) {
      if (Letters.isBlank(body.charAt(i)) || body.charAt(i) == '=') {
        word = body.substring(0, i);
        break;
      }
    }
    return Optional.of(
        switch (word) {
          case "-r", "--requirement" ->
              new Mistake(0, "another file can't be read in", "copy its lines into this file");
          case "-c", "--constraint" ->
              new Mistake(
                  0, "constraints can't be read in", "list the library with the version you want");
          case "-e", "--editable" ->
              new Mistake(
                  0,
                  "sources can't be required",
                  "publish the library to a Maven repository and " + FORM);
          case "--repository", "-i", "--index-url", "--extra-index-url", "-f", "--find-links" ->
              new Mistake(
                  0,
                  "repositories can't be named here",
                  "name the repository in your Maven settings, as a mirror or in a profile");
          default -> new Mistake(0, "options can't be given here", FORM + ", one to a line");
        });
  }

  private static Optional<Mistake> foreignLine(String body) {
    if (body.startsWith("<")) {
      return mistake(0, "this is XML", FORM + ", one to a line, without tags");
    }
    if (body.startsWith("//") || body.startsWith("/*") || body.startsWith(";")) {
      return mistake(0, "comments don't begin like this", "begin the comment with #");
    }
    for (String scheme : List.of("git+", "hg+", "http://", "https://", "file:", "git@", "ssh://")) {
      int at = body.indexOf(scheme);
      if (at == 0 || (at > 0 && body.contains("@ " + scheme))) {
        return mistake(at, "an address isn't a requirement", FORM + ", not where it lies");
      }
    }
    int semicolon = body.indexOf(';');
    if (semicolon > 0) {
      return mistake(
          semicolon, "conditions can't be given", "write " + body.substring(0, semicolon).strip());
    }
    int quote = firstOf(body, "'\"`");
    if (quote >= 0) {
      return mistake(quote, "coordinates stand without quotes", "write " + unquoted(body));
    }
    for (String configuration : CONFIGURATIONS) {
      if (body.startsWith(configuration + " ") || body.startsWith(configuration + "(")) {
        return mistake(0, "'" + configuration + "' is Gradle's", FORM + " alone");
      }
    }
    if (body.startsWith(".") || body.startsWith("/") || body.endsWith(".jar")) {
      return mistake(0, "a file can't be required", "publish it to a Maven repository and " + FORM);
    }
    return Optional.empty();
  }

  private static Optional<Mistake> operator(String body) {
    int at = firstOf(body, "=<>~^!");
    if (at < 0) {
      return Optional.empty();
    }
    String found =
        OPERATORS.stream()
            .filter(operator -> body.startsWith(operator, at))
            .findFirst()
            .orElse(body.substring(at, at + 1));
    String version = plainVersion(body.substring(at + found.length()));
    String left = body.substring(0, at).strip();
    String hint = "write " + coordinates(left, version);
    return mistake(
        at,
        "versions aren't compared with '" + found + "'",
        found.startsWith("==") ? hint : hint + ": one version, exactly");
  }

  private static Optional<Mistake> sign(String body) {
    int at = firstOf(body, "[](){},@%#\\*$/");
    if (at < 0) {
      return Optional.empty();
    }
    String before = body.substring(0, at).strip();
    boolean ranged = before.contains(":");
    return switch (body.charAt(at)) {
      case '[', '(', ']', ')' ->
          ranged
              ? mistake(
                  at,
                  "version ranges aren't known here",
                  "write "
                      + coordinates(withoutColon(before), plainVersion(body.substring(at + 1)))
                      + ": one version, exactly")
              : mistake(at, "'" + body.charAt(at) + "' isn't part of coordinates", FORM);
      case ',' ->
          at == body.length() - 1
              ? mistake(at, "a line doesn't end with a comma", "write " + before)
              : mistake(at, "a line has one requirement", FORM + ", one to a line");
      case '@' -> mistake(at, "types can't be given", "write " + before);
      case '%' -> mistake(at, "'%' is sbt's", FORM + ", with colons");
      case '#' -> mistake(at, "a comment needs white space before it", "write a space before #");
      case '\\' -> mistake(at, "a line can't be continued", "write the requirement on one line");
      case '*' -> mistake(at, "versions have no wildcards", "name one version, exactly");
      case '$', '{', '}' -> mistake(at, "nothing is filled in here", "write the value itself");
      default -> mistake(at, "a path isn't a requirement", FORM);
    };
  }

  private static Optional<Mistake> strayLetter(String body) {
    for (int i = 0; i < body.length(); i++) {
      char letter = body.charAt(i);
      if (Letters.isBlank(letter)) {
        return mistake(i, "there is white space in the requirement", "write " + joined(body));
      }
      if (!Letters.isOfName(letter) && letter != ':' && letter != '+') {
        return mistake(
            i,
            "%s isn't part of coordinates".formatted(named(body.codePointAt(i))),
            "groups, artifacts and versions are made of a-z, A-Z, 0-9, '.', '-' and '_'");
      }
    }
    return Optional.empty();
  }

  private static Mistake parts(String body) {
    String[] parts = body.split(":", -1);
    int offset = 0;
    for (String part : parts) {
      if (part.isEmpty()) {
        return new Mistake(offset, "something is missing beside the colon", FORM);
      }
      int dot = Letters.dotFault(part);
      if (dot >= 0) {
        return new Mistake(offset + dot, "a dot stands between other letters", FORM);
      }
      offset += part.length() + 1;
    }
    return switch (parts.length) {
      case 1 -> alone(body);
      case 2 -> versionMissing(body, parts);
      case 3 -> versionWrong(parts);
      default -> tooMany(parts);
    };
  }

  private static Mistake alone(String name) {
    for (Library library : Library.values()) {
      if (library.artifact().equals(name)) {
        return new Mistake(
            0, "the group is missing", "write " + library.group() + ":" + library.artifact());
      }
    }
    return new Mistake(
        0,
        "group and version are missing",
        FORM + ", for example org.apache.commons:commons-text:1.13.0");
  }

  private static Mistake versionMissing(String body, String[] parts) {
    int plus = body.indexOf('+');
    if (plus >= 0) {
      return new Mistake(plus, "'+' stands only within a version", FORM);
    }
    return new Mistake(
        body.length(),
        "the version is missing",
        "write %s:%s:VERSION; only libraries that come with Troops go without"
            .formatted(parts[0], parts[1]));
  }

  private static Mistake versionWrong(String[] parts) {
    int start = parts[0].length() + parts[1].length() + 2;
    if (isMoving(parts[2])) {
      return new Mistake(
          start, parts[2] + " is another version tomorrow", "name one version, exactly");
    }
    int plus = (parts[0] + ":" + parts[1]).indexOf('+');
    return plus >= 0
        ? new Mistake(plus, "'+' stands only within a version", FORM)
        : new Mistake(
            start + Letters.versionFault(parts[2]),
            "'+' doesn't stand for a version",
            "name one version, exactly");
  }

  /// Maven writes `group:artifact:type:classifier:version`, Gradle
  /// `group:artifact:version:classifier`.
  private static Mistake tooMany(String[] parts) {
    boolean gradle = Character.isDigit(parts[2].charAt(0));
    String version = gradle ? parts[2] : parts[parts.length - 1];
    int start = parts[0].length() + parts[1].length() + 2 + (gradle ? parts[2].length() + 1 : 0);
    return new Mistake(
        start,
        "classifiers and types can't be given",
        "write " + parts[0] + ":" + parts[1] + ":" + version);
  }

  private static Optional<Mistake> mistake(int offset, String what, String hint) {
    return Optional.of(new Mistake(offset, what, hint));
  }

  private static int firstOf(String body, String letters) {
    for (int i = 0; i < body.length(); i++) {
      if (letters.indexOf(body.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /// The first thing in a text that could be a version.
  private static String plainVersion(String text) {
    int start = 0;
    while (start < text.length() && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && Letters.isOfName(text.charAt(end))) {
      end++;
    }
    return end == start ? "VERSION" : text.substring(start, end);
  }

  private static String coordinates(String left, String version) {
    String name = withoutColon(left);
    return (name.contains(":") ? name : "group:" + (name.isEmpty() ? "artifact" : name))
        + ":"
        + version;
  }

  private static String withoutColon(String text) {
    return text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
  }

  private static String unquoted(String body) {
    int from = firstOf(body, "'\"`");
    String inner = body.substring(from + 1);
    int to = firstOf(inner, "'\"`");
    String text = to < 0 ? inner : inner.substring(0, to);
    return text.contains(":") ? text : "group:artifact:version";
  }

  private static String joined(String body) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < body.length(); i++) {
      char letter = body.charAt(i);
      if (!Letters.isBlank(letter)) {
        text.append(letter);
      } else if (!text.toString().endsWith(":") && body.charAt(i + 1) != ':') {
        text.append(Letters.isBlank(body.charAt(i + 1)) ? "" : ":");
      }
    }
    return text.toString();
  }

  private static String named(int letter) {
    String code = "U+%04X".formatted(letter);
    boolean shown = letter > ' ' && letter < 0x7f;
    return shown ? "'" + (char) letter + "'" : code;
  }
}
