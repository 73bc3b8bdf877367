package debianadmin.checkout;

import machine.MachineException;

/// A tag, a branch or a commit, as a person names it.
///
/// @param name the name of the tag or branch, or the full id of the commit
record Revision(String name) {

  /// Reads a name (git-check-ref-format(1)).
  ///
  /// @param name the name
  /// @return the revision
  /// @throws MachineException if it can't be one
  static Revision parse(String name) {
    boolean ok = !name.isEmpty() && !name.startsWith("-") && !name.startsWith("/");
    ok &= !name.endsWith("/") && !name.endsWith(".") && !name.endsWith(".lock");
    ok &= !name.contains("..") && !name.contains("//") && !name.contains("@{");
    for (int i = 0; i < name.length() && ok; i++) {
      char c = name.charAt(i);
      ok = c > ' ' && c != 127 && "~^:?*[\\".indexOf(c) < 0;
    }
    if (!ok) {
      throw new MachineException(
          "not the name of a tag or branch, nor a commit: '" + name + "'",
          "write \"v1.2\", \"main\" or the 40 digits of a commit");
    }
    return new Revision(name);
  }

  /// Whether it is the full id of a commit.
  boolean isCommit() {
    boolean ok = name.length() == 40 || name.length() == 64;
    for (int i = 0; i < name.length() && ok; i++) {
      ok = "0123456789abcdef".indexOf(name.charAt(i)) >= 0;
    }
    return ok;
  }

  @Override
  public String toString() {
    return isCommit() ? name.substring(0, 7) : name;
  }
}
