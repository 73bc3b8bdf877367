package troops.cli.requirement;

/// Where something was written.
///
/// @param file the file, relative to what is deployed
/// @param line the number of the line, from 1
public record Place(String file, int line) {
  /// Checks the number.
  ///
  /// @throws IllegalArgumentException if there is no such line
  public Place {
    if (line < 1) {
      throw new IllegalArgumentException("lines are numbered from 1: " + line);
    }
  }

  /// As compilers say it.
  ///
  /// @return such as `requirements.txt:3`
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
