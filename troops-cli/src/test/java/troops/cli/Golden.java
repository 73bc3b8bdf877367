package troops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares a text with a file that a person has looked at. `-Dgolden=write` rewrites the file.
public final class Golden {
  private Golden() {}

  /// Fails unless the text is the file's.
  ///
  /// @param name the file, below `src/test/resources/troops/cli`
  /// @param text the text
  /// @throws IOException if the file can't be read
  public static void check(String name, String text) throws IOException {
    Path file = Path.of("src/test/resources/troops/cli").resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
    }
    assertThat(text).as("-Dgolden=write rewrites %s", file).isEqualTo(Files.readString(file));
  }
}
