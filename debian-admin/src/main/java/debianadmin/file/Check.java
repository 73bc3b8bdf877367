package debianadmin.file;

import java.util.List;

/// A program that looks at a new content before it takes its place.
///
/// @param program its name or path
/// @param arguments its arguments before the file's path
public record Check(String program, List<String> arguments) implements FileOption {
  /// Copies the list.
  public Check {
    arguments = List.copyOf(arguments);
  }

  @Override
  public String spelling() {
    return "check(\"" + program + "\", …)";
  }
}
