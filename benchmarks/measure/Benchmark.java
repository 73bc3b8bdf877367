package measure;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What all benchmarks have in common as programs.
///
/// @param name what people call it
/// @param installs whether it knows how to install what is missing
/// @param body what it does
public record Benchmark(String name, boolean installs, Body body) {
  /// What a benchmark does.
  public interface Body {
    /// Measures and reports.
    ///
    /// @param top the top of the source tree
    /// @param work an empty directory to work in
    /// @return the exit code
    int measure(Path top, Path work, Options options)
        throws IOException, InterruptedException, Unmeasured;
  }

  /// Runs it, and ends this JVM.
  ///
  /// @param args the top of the source tree, an empty directory to work in, then what people say
  public void main(String... args) throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(Benchmark::endWithUs));
    System.exit(run(List.of(args)));
  }

  /// Ends what is being measured when the benchmark is ended: its directory is about to go.
  private static void endWithUs() {
    ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::destroy)
        .forEach(process -> process.onExit().completeOnTimeout(process, 5, SECONDS).join());
  }

  private int run(List<String> args) throws IOException, InterruptedException {
    try {
      Options options = Options.parse(name, installs, args.subList(2, args.size()));
      return body.measure(Path.of(args.get(0)), Path.of(args.get(1)), options);
    } catch (Options.Mistake mistake) {
      System.err.println(mistake.getMessage());
      return 64;
    } catch (Unmeasured unmeasured) {
      System.err.println(unmeasured.getMessage());
      return 1;
    }
  }

  /// Tells what is going on.
  public static void progress(String line) {
    System.err.println("benchmark: " + line);
  }
}
