package measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Measures programs of this machine.
///
/// @param tools among them, what measures
/// @param work where programs run
public record Meter(Tools tools, Path work) {
  /// Runs and measures a program once.
  public Row.Outcome measure(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException, Unmeasured {
    Path result = work.resolve("result");
    List<String> words = new ArrayList<>();
    words.addAll(List.of(tools.program(Tools.MEASURE).toString(), result.toString()));
    words.addAll(command);
    Run run = Run.in(work, words, environment).orElseThrow();
    return new Row.Outcome(Sample.parse(Files.readString(result)), run);
  }
}
