package troops.cli.repository;

/// A commit, by its full id.
///
/// @param id 40 hexadecimal digits (SHA-1) or 64 (SHA-256), in lower case
public record Revision(String id) {
  /// Checks the id.
  public Revision {
    if (!isId(id)) {
      throw new IllegalArgumentException("not a full commit id: " + id);
    }
  }

  /// Whether a text is a full object id.
  ///
  /// @param text the text
  /// @return true if it is
  public static boolean isId(String text) {
    if (text.length() != 40 && text.length() != 64) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /// What git writes where there is no commit yet: zeros.
  ///
  /// @return the null id
  public static Revision none() {
    return new Revision("0".repeat(40));
  }

  /// The first ten digits, for people.
  ///
  /// @return a short id
  public String shortened() {
    return id.substring(0, 10);
  }

  // As every record has it; but the runtime would put that together anew in each process, in ten
  // milliseconds.
  @Override
  public boolean equals(Object other) {
    return other instanceof Revision revision && id.equals(revision.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }
}
