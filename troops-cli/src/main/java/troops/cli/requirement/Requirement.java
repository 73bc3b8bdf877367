package troops.cli.requirement;

/// A library that the script needs, as a line of `requirements.txt` says it.
public sealed interface Requirement {
  /// The group of its coordinates.
  ///
  /// @return such as `org.apache.commons`
  String group();

  /// The artifact of its coordinates.
  ///
  /// @return such as `commons-text`
  String artifact();

  /// Where it was written.
  ///
  /// @return the number of the line, from 1
  int line();

  /// How it is written.
  ///
  /// @return the coordinates, with a version if one was named
  String coordinates();

  /// A library that comes with the tool, in the version that comes with it.
  ///
  /// @param library which
  /// @param line the number of the line, from 1
  record Unversioned(Library library, int line) implements Requirement {
    /// Checks the line's number.
    ///
    /// @throws IllegalArgumentException if there is no such line
    public Unversioned {
      checkLine(line);
    }

    @Override
    public String group() {
      return library.group();
    }

    @Override
    public String artifact() {
      return library.artifact();
    }

    @Override
    public String coordinates() {
      return group() + ":" + artifact();
    }
  }

  /// A library in one version.
  ///
  /// @param group the group: parts of letters, digits, `-` and `_`, with dots between them
  /// @param artifact the artifact: letters, digits, `-`, `_` and single dots
  /// @param version the version: the same, and `+`
  /// @param line the number of the line, from 1
  record Versioned(String group, String artifact, String version, int line) implements Requirement {
    /// Checks the parts: none of them can lead out of the directory that it names in a repository.
    ///
    /// @throws IllegalArgumentException if one of them isn't formed as said
    public Versioned {
      checkLine(line);
      for (String part : new String[] {group, artifact, version}) {
        if (part.isEmpty() || Letters.dotFault(part) >= 0) {
          throw new IllegalArgumentException("not a part of coordinates: " + part);
        }
      }
      for (String name : new String[] {group, artifact}) {
        if (Letters.nameFault(name) >= 0) {
          throw new IllegalArgumentException("not a name: " + name);
        }
      }
      if (Letters.versionFault(version) >= 0) {
        throw new IllegalArgumentException("not a version: " + version);
      }
    }

    @Override
    public String coordinates() {
      return group + ":" + artifact + ":" + version;
    }
  }

  private static void checkLine(int line) {
    if (line < 1) {
      throw new IllegalArgumentException("lines are numbered from 1: " + line);
    }
  }
}
