package noop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import measure.Run;

/// Describes where and with what was measured.
final class Setting {
  private static final Pattern VERSION = Pattern.compile("[0-9]+([.][0-9]+)+");

  private Setting() {}

  static Map<String, String> describe(Path top, Path work, Workload workload, int rounds)
      throws IOException, InterruptedException {
    Map<String, String> setting = measure.Setting.describe(top, work);
    setting.put("cf-agent", version("cf-agent"));
    setting.put("puppet", version("puppet"));
    setting.put("deployment", deployment(workload));
    setting.put("rounds", measure.Setting.rounds(rounds));
    return setting;
  }

  private static String deployment(Workload workload) {
    return "%d files of 1 KiB, %d packages, all as wanted"
        .formatted(workload.paths().size(), workload.packages().size());
  }

  private static String version(String program) throws IOException, InterruptedException {
    if (!Run.knows(program)) {
      return "none";
    }
    // Asked for its version, puppet makes a folder in the home directory.
    Map<String, String> elsewhere = Map.of("HOME", System.getProperty("java.io.tmpdir"));
    Run run = Run.of(List.of(program, "--version"), elsewhere);
    Matcher version = VERSION.matcher(run.output());
    return version.find() ? version.group() : "unknown";
  }
}
