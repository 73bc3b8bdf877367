package troops.cli.requirement.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import troops.cli.requirement.Library;
import troops.cli.requirement.version.Letters;

/// What is wrong with a requirement that isn't one: pip's, Gradle's, sbt's and Maven's other ways
/// of writing are known by name, so that the hint can say how the same is written here.
///
/// @param offset where it begins in the requirement, from 0
/// @param what what is wrong
/// @param hint what to write instead
record Mistake(int offset, String what, String hint) {
  private static final String FORM = "write group:artifact:version";

  /// The longer ones first.
  private static final List<Foreign> FOREIGN =
      List.of(
          new Foreign("===", "=="),
          new Foreign("=>", ">="),
          new Foreign("=<", "<="),
          new Foreign("<>", "!="),
          new Foreign("~>", "~="),
          new Foreign("^", "~="));

  private static final List<String> CONFIGURATIONS =
      List.of(
          "implementation", "api", "compile", "compileOnly", "runtimeOnly", "testImplementation");

  private record Foreign(String sign, String instead) {}

  /// Tells what is wrong.
  ///
  /// @param body a line that isn't a requirement, without comment and white space around it; not
  ///   empty
  /// @return the first mistake that is recognised
  static Mistake in(String body) {
    return foreignLine(body)
        .or(() -> comparison(body))
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

  /// What is wrong with an option that there isn't.
  ///
  /// @param word the option
  static Mistake option(String word) {
    return switch (word) {
      case "-i", "--index-url", "--extra-index-url", "-f", "--find-links" ->
          new Mistake(
              0,
              "'" + word + "' is pip's",
              "write --repository https://... (or ./DIRECTORY); --no-index for no other repository");
      case "--trusted-host" ->
          new Mistake(0, "'--trusted-host' is pip's", "write --allow-http on a line of its own");
      case "--hash", "--require-hashes" ->
          new Mistake(
              0,
              "checksums don't stand here",
              "troops requirements lock writes them into requirements.lock");
      case "--pre" ->
          new Mistake(
              0,
              "pre-releases can't be wanted of all libraries",
              "name one where you want them: group:artifact >= 2.0-rc1");
      default -> new Mistake(0, "there is no option " + word, FORM + ", one to a line");
    };
  }

  /// What is wrong with an operator that npm, cargo or a tired person would write.
  ///
  /// @param body what the line says
  /// @param at where the operator begins
  /// @param name what it is about
  /// @return nothing if it may be one of pip's
  static Optional<Mistake> operator(String body, int at, String name) {
    for (Foreign foreign : FOREIGN) {
      if (body.startsWith(foreign.sign(), at)) {
        String version = plainVersion(body.substring(at + foreign.sign().length()));
        return mistake(
            at,
            "versions aren't compared with '" + foreign.sign() + "'",
            "write " + name + " " + foreign.instead() + " " + version);
      }
    }
    return Optional.empty();
  }

  /// A library without a version, where one is needed.
  ///
  /// @param name `group:artifact`
  static Mistake versionMissing(String name) {
    return new Mistake(
        name.length(),
        "the version is missing",
        "write %s:VERSION; only libraries that come with Troops go without".formatted(name));
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
        String instead =
            scheme.equals("git+") ? "write -e " + body.substring(at) : FORM + ", not where it lies";
        return mistake(at, "an address isn't a requirement", instead);
      }
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

  /// The comparison itself may be right; what stands before it isn't a library alone.
  private static Optional<Mistake> comparison(String body) {
    int at = Comparisons.start(body);
    if (at == body.length()) {
      return Optional.empty();
    }
    String left = body.substring(0, at).strip();
    String right = body.substring(at).strip();
    String[] parts = left.split(":", -1);
    if (parts.length > 2 && Letters.isName(parts[0]) && Letters.isName(parts[1])) {
      String name = parts[0] + ":" + parts[1];
      return parts[2].isEmpty()
          ? mistake(
              name.length(), "a comparison stands without a colon", "write " + name + " " + right)
          : mistake(at, "a version was named already", "write " + name + " " + right);
    }
    if (parts.length == 1 && Letters.isName(left)) {
      return mistake(0, "the group is missing", "write group:" + left + " " + right);
    }
    return left.isEmpty()
        ? mistake(0, "the library is missing", "write group:artifact " + right)
        : Optional.empty();
  }

  private static Optional<Mistake> sign(String body) {
    int at = firstOf(body, "[](){},@%#\\*$/");
    if (at < 0) {
      return Optional.empty();
    }
    String before = body.substring(0, at).strip();
    return switch (body.charAt(at)) {
      case '[', '(', ']', ')' ->
          before.contains(":")
              ? mistake(
                  at,
                  "a range stands in the place of the version",
                  "write group:artifact:[1.0,2.0)")
              : mistake(at, "'" + body.charAt(at) + "' isn't part of coordinates", FORM);
      case ',' ->
          at == body.length() - 1
              ? mistake(at, "a line doesn't end with a comma", "write " + before)
              : mistake(at, "a line has one requirement", FORM + ", one to a line");
      case '@' ->
          mistake(at, "'@' is Gradle's", "write " + before + ":jar, if you need a packaging");
      case '%' -> mistake(at, "'%' is sbt's", FORM + ", with colons");
      case '#' -> mistake(at, "a comment needs white space before it", "write a space before #");
      case '\\' ->
          mistake(at, "only the end of a line continues it", "leave out what stands behind the \\");
      case '*' -> mistake(at, "versions have no wildcards", "write group:artifact ~= 1.4.0");
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
      case 2 ->
          new Mistake(Math.max(0, body.indexOf('+')), "'+' stands only within a version", FORM);
      case 3 -> versionWrong(parts);
      default -> packaging(parts);
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

  /// Gradle writes `group:artifact:version:classifier`; Maven, at times,
  /// `group:artifact:type:classifier:version`.
  static Mistake packaging(String[] parts) {
    String name = parts[0] + ":" + parts[1];
    int start = name.length() + 1;
    if (!Character.isDigit(parts[2].charAt(0))
        && Character.isDigit(parts[parts.length - 1].charAt(0))) {
      String classifier = parts.length > 4 ? ":" + parts[2] + ":" + parts[3] : "";
      return new Mistake(
          start,
          "the version stands behind the artifact",
          "write " + name + ":" + parts[parts.length - 1] + classifier);
    }
    int third = start + parts[2].length() + 1;
    if (parts.length > 5) {
      return new Mistake(
          third, "there are too many colons", "write group:artifact:version:packaging:classifier");
    }
    String version = name + ":" + parts[2];
    return parts.length == 4 && !List.of("war", "ear", "zip", "aar", "tar.gz").contains(parts[3])
        ? new Mistake(
            third,
            "the packaging stands before the classifier",
            "write " + version + ":jar:" + parts[3])
        : new Mistake(
            third,
            "'" + parts[3] + "' can't be loaded: a script's libraries are jars",
            "write " + version + ":jar, or :pom for what the library needs alone");
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
