package troops.cli.script;

/// A Java source of the repository.
///
/// @param path where it is, relative to the deployed folder
/// @param text what it says
public record Source(String path, String text) {
  /// The file that a deployment begins with.
  public static final String MAIN = "deploy.java";

  /// Its directory, with a final slash unless it is the top.
  String directory() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /// A line of it.
  ///
  /// @param number the line's number, from 1
  /// @return the line, or an empty string if it has none of that number
  public String line(long number) {
    return number < 1 ? "" : text.lines().skip(number - 1).findFirst().orElse("");
  }
}
