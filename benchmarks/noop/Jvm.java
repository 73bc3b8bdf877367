package noop;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a JVM is started, up to the main class.
///
/// @param options the program java and its options, without the class path
/// @param classPath the class path, maybe empty
record Jvm(List<String> options, String classPath) {
  private static final Set<String> WITH_VALUE =
      Set.of("--add-modules", "--add-opens", "--add-exports", "--add-reads", "--module-path", "-p");

  /// This JDK, with the options that suit short programs.
  static Jvm plain() {
    return new Jvm(List.of(tool("java"), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), "");
  }

  /// A program of this JDK.
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /// Watches a program that becomes a JVM, to learn how it starts it.
  static Optional<Jvm> watch(Process process) throws IOException, InterruptedException {
    Path arguments = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    while (process.isAlive()) {
      String[] words = read(arguments).split("\0");
      if (words[0].endsWith("/java")) {
        return parse(Arrays.asList(words));
      }
      Thread.sleep(1);
    }
    return Optional.empty();
  }

  private static String read(Path arguments) throws IOException {
    try {
      return new String(Files.readAllBytes(arguments), StandardCharsets.UTF_8);
    } catch (IOException ended) {
      return "";
    }
  }

  /// Reads java's command line. Empty if it starts a module: that has no class path to put another
  /// program on.
  private static Optional<Jvm> parse(List<String> words) {
    List<String> options = new ArrayList<>(words.subList(0, 1));
    String classPath = "";
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "-m", "--module" -> {
          return Optional.empty();
        }
        case "-cp", "-classpath", "--class-path" -> classPath = words.get(++i);
        case "-jar" -> {
          return Optional.of(new Jvm(options, words.get(i + 1)));
        }
        default -> {
          if (word.startsWith("--class-path=")) {
            classPath = word.substring("--class-path=".length());
          } else if (!word.startsWith("-")) {
            return Optional.of(new Jvm(options, classPath));
          } else {
            options.add(word);
            if (WITH_VALUE.contains(word)) {
              options.add(words.get(++i));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /// The same JVM with one more jar, behind the others: a start-up cache stays valid then.
  List<String> with(String jar) {
    List<String> command = new ArrayList<>(options);
    command.add("-cp");
    command.add(classPath.isEmpty() ? jar : classPath + File.pathSeparator + jar);
    return command;
  }
}
