package debianadmin.apt.dpkg;

import debianadmin.file.Foreseen;
import java.util.ArrayList;
import java.util.List;
import machine.MachineException;

/// The name of a package, as Debian Policy 5.6.1 allows it, and perhaps an architecture.
///
/// @param name the name
/// @param architecture Debian's name of an architecture, or an empty string for the machine's own
public record PackageName(String name, String architecture) {

  /// Reads `name` or `name:architecture`.
  ///
  /// @param text the text
  /// @return the name
  /// @throws MachineException if it is anything else
  public static PackageName parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String architecture = colon < 0 ? "" : text.substring(colon + 1);
    if (!isName(name) || (colon >= 0 && !isArchitecture(architecture))) {
      throw new MachineException("not the name of a package: '" + text + "'", hint(text));
    }
    return new PackageName(name, architecture);
  }

  /// Reads names.
  ///
  /// @param texts at least one text
  /// @return the names, in the same order
  public static List<PackageName> parse(String[] texts) {
    requireSome(texts);
    List<PackageName> names = new ArrayList<>(texts.length);
    for (String text : texts) {
      names.add(parse(text));
    }
    return names;
  }

  /// Refuses to do something to no package at all.
  ///
  /// @param texts names of packages
  /// @throws MachineException if there is none
  static void requireSome(String[] texts) {
    if (texts.length == 0) {
      throw new MachineException("no package named", "name at least one: Apt.install(\"tmux\")");
    }
  }

  /// Some names in a few words: `git, tmux, vim and 4 more`.
  ///
  /// @param names names, or wishes for packages
  /// @return all of them up to four, else the first three
  public static String some(List<?> names) {
    int shown = names.size() > 4 ? 3 : names.size();
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < shown; i++) {
      words.append(i == 0 ? "" : ", ").append(names.get(i).toString());
    }
    if (shown < names.size()) {
      words.append(" and ").append(names.size() - shown).append(" more");
    }
    return words.toString();
  }

  /// What a preview foresees when this package would be installed.
  ///
  /// @return the key
  public Object key() {
    return key("");
  }

  /// What a preview foresees when this package would be installed in some version.
  ///
  /// @param version `=` and the version, `/` and the release that it is of, or an empty string
  /// @return the key
  public Object key(String version) {
    return Foreseen.installed(this + version);
  }

  /// What a preview foresees when this package would be removed.
  ///
  /// @return the key
  public String goneKey() {
    return "no package:" + this;
  }

  /// What a preview foresees when nothing would be left of this package.
  ///
  /// @return the key
  public String purgedKey() {
    return "nothing of package:" + this;
  }

  // A last '-' is excluded although Policy allows it: apt-get takes it as "remove".
  private static boolean isName(String text) {
    int length = text.length();
    if (length < 2 || text.charAt(length - 1) == '-') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!plain && (i == 0 || (c != '+' && c != '-' && c != '.'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isArchitecture(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (i > 0 && c == '-'))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String hint(String text) {
    int cut = -1;
    for (int i = 0; i < text.length() && cut < 0; i++) {
      cut = "=/ ".indexOf(text.charAt(i)) >= 0 ? i : -1;
    }
    if (cut > 0 && isName(text.substring(0, cut))) {
      String name = text.substring(0, cut);
      return text.charAt(cut) == ' '
          ? "write each package as a text of its own: Apt.install(\"" + name + "\", ...)"
          : "write \"" + name + "\"; versions and releases are for Apt.install";
    }
    if (text.length() > 1 && text.endsWith("-") && isName(text.substring(0, text.length() - 1))) {
      return "to remove it, write Apt.remove(\"" + text.substring(0, text.length() - 1) + "\")";
    }
    return "a name has lower-case letters, digits, '+', '-' and '.'; write \"tmux\" or \"tmux:amd64\"";
  }

  /// The name as apt and dpkg take it: `tmux` or `tmux:amd64`.
  @Override
  public String toString() {
    return architecture.isEmpty() ? name : name + ":" + architecture;
  }
}
