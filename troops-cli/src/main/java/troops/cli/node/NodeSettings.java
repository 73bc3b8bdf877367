package troops.cli.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.ConfigFile;
import troops.cli.state.RunFiles;
import troops.cli.state.Span;

/// The settings of a node: the file `config` among its settings, in the syntax of git-config(1).
///
/// @param runTimeout `run.timeout`: how long a run's script may take
/// @param rehearsed `run.rehearse`: `always`, if what is deployed is rehearsed first; `never`, if
///   only what somebody asks to be rehearsed is
/// @param kept `runs.keep`: how many records are kept, and `runs.maxAge`: for how long
/// @param pullTimeout `pull.timeout`: how long the fetch of one remote may take
/// @param redeploy `pull.redeploy`: how long after its last run what is deployed is deployed again
///   by a pull that finds nothing new; never, if there is no such setting
/// @param lockRequired `requirements.lock`: `required`, if requirements that aren't locked are
///   refused; `optional`, if not
/// @param keyType `ssh.keyType`: the kind of the key that remotes are shown, `ed25519` or `rsa`
public record NodeSettings(
    Duration runTimeout,
    boolean rehearsed,
    RunFiles.Retention kept,
    Duration pullTimeout,
    Optional<Duration> redeploy,
    boolean lockRequired,
    String keyType) {
  private static final String FILE = "config";

  private static final List<String> KEY_TYPES = List.of("ed25519", "rsa");

  // As git prints them.
  private static final Set<String> KNOWN =
      new TreeSet<>(
          List.of(
              "run.timeout",
              "run.rehearse",
              "runs.keep",
              "runs.maxage",
              "pull.timeout",
              "pull.redeploy",
              "requirements.lock",
              "ssh.keytype"));

  /// Reads them.
  ///
  /// @param directory the directory of the settings
  /// @return the settings; what isn't set has its default
  /// @throws Problem if the file can't be read, or a value makes no sense ([Kind#BAD_SETTING])
  public static NodeSettings read(Path directory) {
    Path file = directory.resolve(FILE);
    Map<String, String> values = ConfigFile.read(file);
    for (String key : values.keySet()) {
      if (!KNOWN.contains(key)) {
        throw bad(file, key + " is no setting", "there are " + String.join(", ", KNOWN));
      }
    }
    return new NodeSettings(
        span(file, values, "run.timeout").orElse(Duration.ofHours(4)),
        rehearsed(file, values.getOrDefault("run.rehearse", "never")),
        new RunFiles.Retention(
            count(file, values, "runs.keep", RunFiles.Retention.USUAL.count()),
            span(file, values, "runs.maxage").orElse(RunFiles.Retention.USUAL.age())),
        span(file, values, "pull.timeout").orElse(Duration.ofSeconds(60)),
        span(file, values, "pull.redeploy"),
        lockRequired(file, values.getOrDefault("requirements.lock", "optional")),
        keyType(file, values.getOrDefault("ssh.keytype", "ed25519")));
  }

  private static Optional<Duration> span(Path file, Map<String, String> values, String key) {
    Optional<String> text = Optional.ofNullable(values.get(key));
    Optional<Duration> span = text.flatMap(Span::parse);
    if (text.isPresent() && (span.isEmpty() || span.get().isZero())) {
      throw bad(
          file,
          key + " is a time such as 90s, 10m, 4h or 1d, not '" + text.get() + "'",
          "change it there, or leave it out");
    }
    return span;
  }

  private static int count(Path file, Map<String, String> values, String key, int otherwise) {
    String text = values.getOrDefault(key, Integer.toString(otherwise));
    try {
      int count = Integer.parseInt(text);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw bad(
        file, key + " is a number above 0, not '" + text + "'", "change it there, or leave it out");
  }

  private static boolean rehearsed(Path file, String text) {
    if (!List.of("always", "never").contains(text)) {
      throw bad(
          file,
          "run.rehearse is always or never, not '" + text + "'",
          "change it there, or leave it out");
    }
    return text.equals("always");
  }

  private static boolean lockRequired(Path file, String text) {
    if (!List.of("required", "optional").contains(text)) {
      throw bad(
          file,
          "requirements.lock is required or optional, not '" + text + "'",
          "change it there, or leave it out");
    }
    return text.equals("required");
  }

  private static String keyType(Path file, String text) {
    if (!KEY_TYPES.contains(text)) {
      throw bad(
          file,
          "ssh.keytype is ed25519 or rsa, not '" + text + "'",
          "change it there, or leave it out");
    }
    return text;
  }

  private static Problem bad(Path file, String message, String hint) {
    return new Problem(Kind.BAD_SETTING, file + ": " + message, hint);
  }
}
