package troops.cli.requirement.version;

/// Which letters coordinates and digests are made of. What ends in `Fault` answers with the place
/// of the first fault, or -1.
public final class Letters {
  private Letters() {}

  /// Whether it is white space within a line.
  ///
  /// @param letter a letter
  /// @return whether it is a blank or a tab
  public static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }

  /// Passes over white space.
  ///
  /// @param text a text
  /// @param start where to begin
  /// @return where there is no white space any more; the end of the text if there is nothing else
  public static int skipBlanks(String text, int start) {
    int at = start;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Whether names are made of it.
  ///
  /// @param letter a letter
  /// @return whether it may stand in a name
  public static boolean isOfName(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '.'
        || letter == '-'
        || letter == '_';
  }

  /// Finds what can't stand in a name.
  ///
  /// @param name what should be one
  /// @return where
  public static int nameFault(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isOfName(name.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /// Whether something is written in hexadecimal digits, in lower case.
  ///
  /// @param text what
  /// @param length how many digits it should have
  /// @return whether it has as many, and nothing else
  public static boolean isHexadecimal(String text, int length) {
    boolean fine = text.length() == length;
    for (int i = 0; i < text.length() && fine; i++) {
      char digit = text.charAt(i);
      fine = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
    }
    return fine;
  }

  /// Whether something can be the name of a group, an artifact or a classifier.
  ///
  /// @param name what
  /// @return whether it can
  public static boolean isName(String name) {
    return !name.isEmpty() && nameFault(name) < 0 && dotFault(name) < 0;
  }

  /// Whether something can be a version.
  ///
  /// @param version what
  /// @return whether it can
  public static boolean isVersion(String version) {
    return !version.isEmpty() && versionFault(version) < 0 && dotFault(version) < 0;
  }

  /// A plus is fine within a version (`1.0+build`); at its end it is Gradle's "any".
  ///
  /// @param version what should be one
  /// @return where it has a letter that versions haven't
  public static int versionFault(String version) {
    for (int i = 0; i < version.length(); i++) {
      char letter = version.charAt(i);
      if (!isOfName(letter) && (letter != '+' || i == 0 || i == version.length() - 1)) {
        return i;
      }
    }
    return -1;
  }

  /// Dots stand alone, and between other letters.
  ///
  /// @param part what should be part of coordinates
  /// @return where a dot doesn't
  public static int dotFault(String part) {
    for (int i = 0; i < part.length(); i++) {
      boolean edge = i == 0 || i == part.length() - 1 || part.charAt(i - 1) == '.';
      if (part.charAt(i) == '.' && edge) {
        return i;
      }
    }
    return -1;
  }
}
