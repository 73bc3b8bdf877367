package troops.cli.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import machine.Mode;
import troops.cli.console.Clean;
import troops.cli.event.Event;
import troops.cli.history.Entry;

/// Runs as a table for people: a line for each.
final class LogTable {
  private static final int LONGEST_REASON = 50;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final ZoneId zone;

  /// A table.
  ///
  /// @param zone the zone of its times
  LogTable(ZoneId zone) {
    this.zone = zone;
  }

  /// Its lines, a heading first.
  List<String> lines(List<Entry> entries) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("RUN", "TIME", "BY", "REVISION", "OUTCOME", "TITLE"));
    entries.forEach(entry -> rows.add(row(entry)));
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private List<String> row(Entry entry) {
    List<String> row = new ArrayList<>();
    row.add(Clean.line(entry.run()));
    if (entry.started().isPresent()) {
      Event.Started started = entry.started().get();
      row.add(time(started.at()));
      row.add(Clean.line(by(started.asked())));
      row.add(revision(started.what()));
      row.add(Clean.line(outcome(entry)));
      row.add(Clean.line(started.what().title()));
    } else {
      row.addAll(List.of("?", "?", "?", entry.outcome().toString(), "?"));
    }
    return row;
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  private static String by(Event.Asked asked) {
    String user = asked.user().isEmpty() ? "?" : asked.user();
    return asked.via().isEmpty() ? user : user + " (" + asked.via() + ")";
  }

  /// Its first digits, with a plus if there was more in the work tree.
  private static String revision(Event.Deployed what) {
    String digits = what.revision().substring(0, 10);
    return what.worktree() ? digits + "+" : digits;
  }

  private static String outcome(Entry entry) {
    String words = entry.outcome().toString();
    Optional<Mode> mode = entry.started().map(Event.Started::mode).filter(it -> it != Mode.APPLY);
    String prefix = mode.map(it -> it.name().toLowerCase(Locale.ROOT) + ": ").orElse("");
    if (entry.failure().isPresent()) {
      String reason = entry.failure().get().message();
      boolean whole = reason.length() <= LONGEST_REASON;
      return prefix
          + words
          + ": "
          + (whole ? reason : reason.substring(0, LONGEST_REASON) + " ...");
    }
    if (entry.finished().isEmpty()) {
      return prefix + words;
    }
    Event.Tally tally = entry.finished().get().tally();
    String number = tally.changed() == 1 ? "1 change" : tally.changed() + " changes";
    if (mode.isPresent()) {
      String unknown = tally.unknown() == 0 ? "" : ", " + tally.unknown() + " unknown";
      return prefix + number + " to make" + unknown;
    }
    return words + ": " + (tally.changed() == 0 ? "nothing to do" : number);
  }
}
