package troops.cli.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /// Notes an attempt.
  ///
  /// @param state the directory of the state
  /// @param revision the commit
  /// @param now when it ended, in seconds since 1970
  /// @param failure why it failed; empty if it succeeded
  /// @throws Problem if it can't be written
  public static void note(Path state, String revision, long now, String failure) {
    Optional<Attempts> before =
        read(state).filter(known -> known.revision.equals(revision) && known.failures > 0);
    Attempts noted =
        failure.isEmpty()
            ? new Attempts(revision, 0, now, now, "")
            : new Attempts(
                revision,
                before.map(Attempts::failures).orElse(0) + 1,
                before.map(Attempts::since).orElse(now),
                now,
                failure.replace('\n', ' ').replace('\r', ' '));
    try {
      Durable.write(state.resolve(FILE), noted.text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot write " + state.resolve(FILE) + ": " + Directories.reason(e),
          List.of(),
          "make room, and deploy again",
          e);
    }
  }

  private String text() {
    return String.join(
            "\n", revision, Integer.toString(failures), Long.toString(since), Long.toString(last))
        + "\n"
        + failure
        + "\n";
  }
}
