package debianadmin.mount;

import debianadmin.text.TextFile;
import java.util.List;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// A line of /etc/fstab (fstab(5)).
///
/// @param device what is mounted: a device, `UUID=…`, a share, a directory, or a word
/// @param point where; `none` for swap space
/// @param type the type of the file system
/// @param options mount options, at least one
/// @param dump the fifth field, for dump(8)
/// @param pass the sixth field: when fsck(8) looks at it at boot; 0 for never
record FstabEntry(
    String device, String point, String type, List<String> options, int dump, int pass) {

  /// Checks the fields, and copies the list.
  FstabEntry {
    options = options.isEmpty() ? List.of("defaults") : List.copyOf(options);
    field(device, "what is mounted", "a device such as \"UUID=...\" or \"/dev/vdb1\"");
    field(type, "the type of a file system", "\"ext4\", \"tmpfs\", \"none\" for a bind mount");
    if (device.startsWith("#")) {
      throw new MachineException(
          "not something to mount: '" + device + "'", "/etc/fstab takes # for a comment");
    }
    for (String option : options) {
      field(option, "a mount option", "options are separate words: \"noatime\", \"size=1G\"");
      if (option.indexOf(',') >= 0) {
        throw new MachineException(
            point + ": not a mount option: '" + option + "'",
            "name each option by itself: \"" + option.replace(",", "\", \"") + "\"");
      }
    }
    if (pass < 0 || pass > 9) {
      throw new MachineException(
          point + ": not a pass of fsck: " + pass, "1 for /, 2 for others, 0 for none: fstab(5)");
    }
  }

  private static void field(String text, String what, String hint) {
    boolean ok = !text.isBlank();
    for (int i = 0; i < text.length() && ok; i++) {
      ok = text.charAt(i) >= ' ' && text.charAt(i) != 127;
    }
    if (!ok) {
      throw new MachineException("not " + what + ": '" + text + "'", hint);
    }
  }

  /// A mount point as fstab and the kernel write it.
  ///
  /// @param path an absolute path
  /// @return the path without slashes at its end
  /// @throws MachineException if it isn't absolute, or not in its shortest form
  static String point(String path) {
    String point = trimmed(path);
    boolean ok = point.startsWith("/");
    for (String part : point.length() > 1 ? point.substring(1).split("/", -1) : new String[0]) {
      ok = ok && !part.isEmpty() && !part.equals(".") && !part.equals("..");
    }
    for (int i = 0; i < point.length() && ok; i++) {
      ok = point.charAt(i) >= ' ';
    }
    if (!ok) {
      throw new MachineException(
          "not a mount point: '" + path + "'", "write the whole path: \"/srv/data\"");
    }
    return point;
  }

  /// Reads a line.
  ///
  /// @param line the line, without its end
  /// @return the entry; null for a comment, an empty line, or one that can't be read
  static @Nullable FstabEntry parse(String line) {
    List<String> words = TextFile.words(line);
    if (words.size() < 3 || words.getFirst().charAt(0) == '#') {
      return null;
    }
    try {
      return new FstabEntry(
          Octal.unescaped(words.get(0)),
          trimmed(Octal.unescaped(words.get(1))),
          words.get(2),
          words.size() > 3 ? unescaped(words.get(3).split(",", -1)) : List.of(),
          words.size() > 4 ? Integer.parseInt(words.get(4)) : 0,
          words.size() > 5 ? Integer.parseInt(words.get(5)) : 0);
    } catch (MachineException | NumberFormatException e) {
      return null;
    }
  }

  private static String trimmed(String point) {
    boolean more = point.length() > 1 && point.endsWith("/");
    return more ? trimmed(point.substring(0, point.length() - 1)) : point;
  }

  private static List<String> unescaped(String[] options) {
    for (int i = 0; i < options.length; i++) {
      options[i] = Octal.unescaped(options[i]);
    }
    return List.of(options);
  }

  /// Whether another entry says the same. The order of options is left out of the comparison.
  boolean isSame(FstabEntry other) {
    return device.equals(other.device)
        && point.equals(other.point)
        && type.equals(other.type)
        && options.size() == other.options.size()
        && options.containsAll(other.options)
        && other.options.containsAll(options)
        && dump == other.dump
        && pass == other.pass;
  }

  /// The entry as a line, without its end.
  String line() {
    return Octal.escaped(device)
        + " "
        + Octal.escaped(point)
        + " "
        + Octal.escaped(type)
        + " "
        + Octal.escaped(String.join(",", options))
        + " "
        + dump
        + " "
        + pass;
  }
}
