package troops.cli.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// How often the node has tried to deploy what it last tried to deploy.
///
/// @param revision the commit
/// @param failures how often it has failed since it last succeeded; 0 if it succeeded
/// @param since when it failed for the first of these times, or succeeded, in seconds since 1970
/// @param last when it was last tried
/// @param failure why it failed last, in a line; empty if it succeeded
public record Attempts(String revision, int failures, long since, long last, String failure) {
  private static final String FILE = "attempts";

  /// Reads them.
  ///
  /// @param state the directory of the state
  /// @return the attempts; nothing if there were none, or the file makes no sense
  public static Optional<Attempts> read(Path state) {
    try {
      List<String> lines = Files.readAllLines(state.resolve(FILE));
      return lines.size() < 5
          ? Optional.empty()
          : Optional.of(
              new Attempts(
                  lines.get(0),
                  Integer.parseInt(lines.get(1)),
                  Long.parseLong(lines.get(2)),
                  Long.parseLong(lines.get(3)),
                  lines.get(4)));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Notes that an attempt has failed.
  ///
  /// @param state the directory of the state
  /// @param revision the commit
  /// @param now when it ended
  /// @param failure why it failed
  /// @throws Problem if it can't be written
  public static void failed(Path state, String revision, Instant now, String failure) {
    long at = now.getEpochSecond();
    Optional<Attempts> before =
        read(state).filter(known -> known.revision.equals(revision) && known.failures > 0);
    write(
        state,
        new Attempts(
            revision,
            before.map(Attempts::failures).orElse(0) + 1,
            before.map(Attempts::since).orElse(at),
            at,
            failure.replace('\n', ' ').replace('\r', ' ')));
  }

  /// Notes that an attempt has succeeded. It needn't outlive a power cut.
  ///
  /// @param state the directory of the state
  /// @param revision the commit
  /// @param now when it ended
  /// @throws Problem if it can't be written
  public static void succeeded(Path state, String revision, Instant now) {
    Attempts noted = new Attempts(revision, 0, now.getEpochSecond(), now.getEpochSecond(), "");
    try {
      Durable.cache(state.resolve(FILE), noted.text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw refused(state, e);
    }
  }

  private static void write(Path state, Attempts noted) {
    try {
      Durable.write(state.resolve(FILE), noted.text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw refused(state, e);
    }
  }

  private static Problem refused(Path state, IOException e) {
    return new Problem(
        Kind.UNREADABLE,
        "cannot write " + state.resolve(FILE) + ": " + Directories.reason(e),
        List.of(),
        "make room, and deploy again",
        e);
  }

  private String text() {
    return String.join(
            "\n", revision, Integer.toString(failures), Long.toString(since), Long.toString(last))
        + "\n"
        + failure
        + "\n";
  }
}
