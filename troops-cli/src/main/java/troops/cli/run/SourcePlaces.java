package troops.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import troops.cli.script.ScriptLoader;

/// Finds the places in a script's sources that stack frames mean.
final class SourcePlaces {
  private final Path files;

  SourcePlaces(Path files) {
    this.files = files;
  }

  /// A line of a source.
  ///
  /// @param path the source, relative to the deployed folder
  /// @param number the line's number
  record SourceLine(String path, int number) {
    @Override
    public String toString() {
      return path + ":" + number;
    }
  }

  /// The innermost line of the script that is being carried out by the calling thread.
  Optional<SourceLine> here() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(frames ->
            frames
                .filter(frame -> frame.getDeclaringClass().getClassLoader() instanceof ScriptLoader)
                .findFirst()
                .map(StackWalker.StackFrame::toStackTraceElement)
                .map(this::line));
  }

  /// The innermost line of the script in a trace.
  Optional<SourceLine> in(StackTraceElement[] trace) {
    for (StackTraceElement element : trace) {
      if (isScript(element)) {
        return Optional.of(line(element));
      }
    }
    return Optional.empty();
  }

  boolean isScript(StackTraceElement element) {
    return "script".equals(element.getClassLoaderName()) && element.getLineNumber() > 0;
  }

  private SourceLine line(StackTraceElement element) {
    String name = element.getClassName();
    String file = element.getFileName() == null ? "?" : element.getFileName();
    String folder = name.substring(0, name.lastIndexOf('.') + 1).replace('.', '/');
    for (String base : new String[] {"", "src/main/java/"}) {
      if (Files.isRegularFile(files.resolve(base + folder + file))) {
        return new SourceLine(base + folder + file, element.getLineNumber());
      }
    }
    return new SourceLine(file, element.getLineNumber());
  }

  /// What a line says; an empty string if it can't be read.
  String text(SourceLine line) {
    try (Stream<String> lines = Files.lines(files.resolve(line.path()))) {
      return lines.skip(Math.max(0, line.number() - 1)).findFirst().orElse("");
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }
}
