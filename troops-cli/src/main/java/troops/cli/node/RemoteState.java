package troops.cli.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import troops.cli.repository.remote.Fetched;
import troops.cli.repository.remote.Remote;
import troops.cli.repository.remote.Warning;
import troops.cli.state.Durable;

/// How each remote did at the last pull, for whoever asks later.
///
/// @param name the remote
/// @param url where it is
/// @param at when it was fetched, in seconds since 1970; 0 if it never was
/// @param failure why it could not be fetched; empty if it could
public record RemoteState(String name, String url, long at, String failure) {
  private static final String FILE = "remotes";

  /// A remote that was never fetched.
  static RemoteState unknown(Remote remote) {
    return new RemoteState(remote.name(), remote.url(), 0, "");
  }

  /// Notes how fetching went. It is not worth a failure.
  static void note(Path state, List<Fetched> fetched, Instant now) {
    StringBuilder text = new StringBuilder();
    for (Fetched one : fetched) {
      text.append(one.remote().name())
          .append('\t')
          .append(one.remote().url())
          .append('\t')
          .append(now.getEpochSecond())
          .append('\t')
          .append(one.failure().map(Warning::message).orElse("").replaceAll("[\t\n\r]", " "))
          .append('\n');
    }
    try {
      Durable.cache(state.resolve(FILE), text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The disk may be full: then the pull itself will say so.
    }
  }

  /// Reads what was noted.
  ///
  /// @param state the directory of the state
  /// @return the remotes of the last pull; none if there was none
  public static List<RemoteState> read(Path state) {
    List<RemoteState> remotes = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(state.resolve(FILE))) {
        String[] fields = line.split("\t", -1);
        if (fields.length == 4) {
          remotes.add(new RemoteState(fields[0], fields[1], Long.parseLong(fields[2]), fields[3]));
        }
      }
    } catch (IOException | NumberFormatException e) {
      // As if there had been none.
    }
    return remotes;
  }
}
