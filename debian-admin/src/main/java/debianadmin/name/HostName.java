package debianadmin.name;

import machine.MachineException;

/// A name of a machine, with or without its domain: labels of letters, digits and hyphens, as RFC
/// 1123 (2.1) has it.
///
/// @param text the name
record HostName(String text) {

  /// Checks the name.
  HostName {
    boolean ok = !text.isEmpty() && text.length() <= 253;
    String last = "";
    for (String label : text.split("\\.", -1)) {
      ok = ok && isLabel(label);
      last = label;
    }
    if (!ok || isNumber(last)) {
      throw new MachineException(
          "not a host name: '" + text + "'",
          "labels of letters, digits and hyphens, 63 of them at most, separated by dots:"
              + " \"web-1\", \"db.example.com\"");
    }
  }

  private static boolean isLabel(String label) {
    boolean ok = !label.isEmpty() && label.length() <= 63;
    for (int i = 0; i < label.length() && ok; i++) {
      char c = label.charAt(i);
      boolean inside = i > 0 && i < label.length() - 1;
      ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || (c == '-' && inside);
    }
    return ok;
  }

  private static boolean isNumber(String label) {
    for (int i = 0; i < label.length(); i++) {
      if (label.charAt(i) < '0' || label.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /// The name without its domain.
  String label() {
    int dot = text.indexOf('.');
    return dot < 0 ? text : text.substring(0, dot);
  }

  @Override
  public String toString() {
    return text;
  }
}
