package troops.cli.requirement;

/// Which letters coordinates are made of. Each method answers with the place of the first fault, or
/// -1.
final class Letters {
  private Letters() {}

  static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }

  static boolean isOfName(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '.'
        || letter == '-'
        || letter == '_';
  }

  static int nameFault(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isOfName(name.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /// A plus is fine within a version (`1.0+build`); at its end it is Gradle's "any".
  static int versionFault(String version) {
    for (int i = 0; i < version.length(); i++) {
      char letter = version.charAt(i);
      if (!isOfName(letter) && (letter != '+' || i == 0 || i == version.length() - 1)) {
        return i;
      }
    }
    return -1;
  }

  /// Dots stand alone, and between other letters.
  static int dotFault(String part) {
    for (int i = 0; i < part.length(); i++) {
      boolean edge = i == 0 || i == part.length() - 1 || part.charAt(i - 1) == '.';
      if (part.charAt(i) == '.' && edge) {
        return i;
      }
    }
    return -1;
  }
}
