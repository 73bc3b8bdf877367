package acceptance.bed;

import java.util.List;

/// How a program ended.
///
/// @param words what was run
/// @param code its exit code
/// @param out what it wrote to standard output
/// @param err what it wrote to standard error
public record Result(List<String> words, int code, String out, String err) {
  public Result {
    words = List.copyOf(words);
  }

  /// All there is to say about it, for messages of tests.
  public String all() {
    return String.join(" ", words) + "\nexit code " + code + "\n" + out + err;
  }

  /// This result, if the program went well; a failure of the test otherwise.
  public Result ok() {
    if (code != 0) {
      throw new AssertionError(all());
    }
    return this;
  }

  /// This result, if the program went wrong; a failure of the test otherwise.
  public Result refused() {
    if (code == 0) {
      throw new AssertionError("should have been refused: " + all());
    }
    return this;
  }
}
