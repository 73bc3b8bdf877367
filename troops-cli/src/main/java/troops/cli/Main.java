package troops.cli;

/// Where the process begins and ends.
public final class Main {
  private Main() {}

  /// Carries out a command line, and exits with its exit code.
  ///
  /// @param words the command line
  public static void main(String[] words) {
    Tool.end(Tool.standard().run(java.util.List.of(words)));
  }
}
