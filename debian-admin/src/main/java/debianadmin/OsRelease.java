package debianadmin;

import java.util.LinkedHashMap;
import java.util.Map;

/// The assignments of an os-release file (os-release(5)).
///
/// @param values names and values, without quotes
record OsRelease(Map<String, String> values) {

  /// Reads the file. Lines that are no assignments are left out.
  ///
  /// @param text its content
  /// @return the assignments; the last one of a name counts
  static OsRelease parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String raw : text.split("\n", -1)) {
      String line = raw.strip();
      int equals = line.indexOf('=');
      if (equals > 0 && line.charAt(0) != '#') {
        values.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
      }
    }
    return new OsRelease(values);
  }

  /// The value of a name.
  ///
  /// @param name the name
  /// @return its value, or an empty string
  String value(String name) {
    return values.getOrDefault(name, "");
  }

  // As a shell reads it: '...' as it is, "..." with \ before $ " \ ` and outside of quotes before
  // anything.
  private static String unquoted(String text) {
    StringBuilder value = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        boolean escaped = quote == 0 || "$\"\\`".indexOf(next) >= 0;
        value.append(escaped ? "" : "\\").append(next);
      } else if (quote == 0 && (c == ' ' || c == '\t')) {
        break;
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }
}
