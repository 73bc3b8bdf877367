package troops.cli.script;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// A Java source of the repository.
///
/// @param path where it is, relative to the deployed folder
/// @param text what it says
public record Source(String path, String text) {
  /// The file that a deployment begins with.
  public static final String MAIN = "deploy.java";

  /// The file that, if it is there, is carried out before the requirements are looked for.
  public static final String PREPARE = "prepare.java";

  /// Reads a source.
  ///
  /// @param path where it is, relative to the deployed folder
  /// @param bytes its content
  /// @return the source, without a byte order mark
  /// @throws Problem if it isn't UTF-8 ([Kind#COMPILE_ERROR])
  public static Source of(String path, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Source(path, text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      throw new Problem(
          Kind.COMPILE_ERROR,
          path + " isn't UTF-8, and so doesn't compile",
          List.of(),
          "save it as UTF-8",
          e);
    }
  }

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
