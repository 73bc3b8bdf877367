package debianadmin.archive;

import java.util.ArrayList;
import java.util.List;

/// The place of an entry below the directory that an archive is unpacked into.
///
/// @param names the names from that directory down; none for the directory itself
record EntryPath(List<String> names) {
  private static final int LONGEST = 4096;

  /// Copies the list.
  EntryPath {
    names = List.copyOf(names);
  }

  /// Reads the name of an entry.
  ///
  /// @param name as the archive has it
  /// @param strip how many of its first directories are left out
  /// @return its place; the directory itself, if nothing is left
  /// @throws Refused if it could lie anywhere else
  static EntryPath parse(String name, int strip) throws Refused {
    if (name.indexOf('\0') >= 0 || name.isEmpty() || name.length() > LONGEST) {
      throw new Refused(name, "is no name of a file");
    }
    if (name.startsWith("/")) {
      throw new Refused(name, "is an absolute path");
    }
    List<String> names = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        throw new Refused(name, "leads out of the directory");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        names.add(part);
      }
    }
    return new EntryPath(names.subList(Math.min(strip, names.size()), names.size()));
  }

  boolean isTop() {
    return names.isEmpty();
  }

  EntryPath parent() {
    return new EntryPath(names.subList(0, names.size() - 1));
  }

  /// Looks where a symbolic link at this place leads to. `..` is allowed at its beginning only: the
  /// directories above it are real ones, but behind another link `..` may mean anything.
  ///
  /// @param target what the link says
  /// @throws Refused if it could lead out of the directory
  void checkLink(String target) throws Refused {
    if (target.isEmpty() || target.indexOf('\0') >= 0 || target.length() > LONGEST) {
      throw new Refused(toString(), "is a link to no path");
    }
    if (target.startsWith("/")) {
      throw new Refused(toString(), "is a link to an absolute path: " + target);
    }
    int depth = names.size() - 1;
    boolean down = false;
    for (String part : target.split("/", -1)) {
      if (part.equals("..")) {
        depth--;
        if (down || depth < 0) {
          throw new Refused(toString(), "is a link that may lead out of the directory: " + target);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        down = true;
      }
    }
  }

  @Override
  public String toString() {
    return String.join("/", names);
  }
}
