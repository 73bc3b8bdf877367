package debianadmin.apt.source;

import machine.MachineException;

/// The names of files and the values of fields below /etc/apt.
final class ConfigName {
  private ConfigName() {}

  /// The name of a file, without its ending, as apt reads it: letters, digits, `_`, `-` and `.`
  /// (sources.list(5), apt_preferences(5)).
  ///
  /// @param what what is named: `repository`
  /// @param name the name
  /// @return the name
  /// @throws MachineException if apt would pass over a file of that name
  static String file(String what, String name) {
    boolean plain = !name.isEmpty() && name.charAt(0) != '.';
    for (int i = 0; i < name.length() && plain; i++) {
      char c = name.charAt(i);
      plain = isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
    if (!plain) {
      throw new MachineException(
          "not the name of a " + what + ": '" + name + "'",
          "a name has letters, digits, '_', '-' and '.': apt passes over files with others");
    }
    return name;
  }

  /// A value that has no blanks in it, so that several can stand in a field.
  ///
  /// @param what what it is: `suite`
  /// @param value the value
  /// @return the value
  /// @throws MachineException if it is anything else
  static String word(String what, String value) {
    boolean plain = !value.isEmpty() && value.charAt(0) != '#' && value.charAt(0) != '-';
    for (int i = 0; i < value.length() && plain; i++) {
      plain = value.charAt(i) > ' ' && value.charAt(i) < 127;
    }
    if (!plain) {
      throw new MachineException(
          "not a " + what + ": '" + value + "'", "write each as a text of its own, without blanks");
    }
    return value;
  }

  /// A value that fills one line.
  ///
  /// @param what what it is: `pin`
  /// @param value the value
  /// @return the value
  /// @throws MachineException if it is empty, or has control characters in it
  static String line(String what, String value) {
    boolean plain = !value.isBlank() && value.equals(value.strip());
    for (int i = 0; i < value.length() && plain; i++) {
      plain = value.charAt(i) >= ' ' && value.charAt(i) != 127;
    }
    if (!plain) {
      throw new MachineException(
          "not a " + what + ": '" + value + "'", "it is one line, without blanks around it");
    }
    return value;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
