package measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Describes where and with what was measured.
public final class Setting {
  private Setting() {}

  /// Describes this machine, and the JDK that Troops runs on.
  public static Map<String, String> describe(Path top, Path work) throws IOException {
    Map<String, String> setting = new LinkedHashMap<>();
    setting.put("system", first("/etc/os-release", "PRETTY_NAME=\"?([^\"]*)"));
    setting.put("kernel", System.getProperty("os.version"));
    setting.put("processor", first("/proc/cpuinfo", "model name\\s*: (.*)"));
    setting.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    setting.put("load", first("/proc/loadavg", "(\\S+)") + " when it began");
    setting.put("memory", memory());
    setting.put("file system", Files.getFileStore(work).type());
    setting.put("user", System.getProperty("user.name"));
    setting.put("JDK", jdk(top));
    return setting;
  }

  /// What there is to say about the rounds.
  public static String rounds(int count) {
    return count + " in turn, after one that doesn't count";
  }

  private static String memory() throws IOException {
    long kib = Long.parseLong(first("/proc/meminfo", "MemTotal:\\s*([0-9]+)"));
    return "%d MiB".formatted(kib / 1024);
  }

  /// The one that Troops runs on, once that is built; else this one.
  private static String jdk(Path top) throws IOException {
    Path runtime = top.resolve("distribution/target/troops/runtime");
    if (!Files.isReadable(runtime.resolve("release"))) {
      return Runtime.version() + " (the benchmark's own)";
    }
    String version = first(runtime.resolve("release").toString(), "JAVA_VERSION=\"([^\"]*)");
    return version + (Files.isSymbolicLink(runtime) ? ", a whole JDK" : ", a runtime image");
  }

  private static String first(String file, String pattern) throws IOException {
    Path path = Path.of(file);
    List<String> lines = Files.exists(path) ? Files.readAllLines(path) : List.of();
    for (String line : lines) {
      Matcher matcher = Pattern.compile("^" + pattern).matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return "0";
  }
}
