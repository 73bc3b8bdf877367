package troops.cli.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import troops.cli.event.ConsoleRendering;
import troops.cli.event.Event;
import troops.cli.history.Entry.Outcome;

/// What a page calls things.
final class Words {
  private final ZoneId zone;
  private final DateTimeFormatter times;

  /// @param zone the zone of times
  Words(ZoneId zone) {
    this.zone = zone;
    this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  ZoneId zone() {
    return zone;
  }

  String time(Instant at) {
    return times.format(at);
  }

  /// How a run stands, with a sign before it, so that colour isn't all that tells.
  static String outcome(RunStory run) {
    Outcome outcome = run.entry().outcome();
    String sign = outcome == Outcome.SUCCEEDED ? "✓ " : outcome == Outcome.GOING_ON ? "… " : "✗ ";
    return sign + (run.isPreview() ? "preview " : "") + outcome;
  }

  /// The class of its colour.
  static String tone(RunStory run) {
    return switch (run.entry().outcome()) {
      case SUCCEEDED -> run.isPreview() ? "preview" : "good";
      case GOING_ON -> "preview";
      case FAILED, ENDED_WITHOUT_A_WORD -> "bad";
    };
  }

  static String took(RunStory run) {
    return run.entry().finished().map(end -> ConsoleRendering.seconds(end.took())).orElse("");
  }

  static String changes(RunStory run) {
    long number = run.entry().finished().map(end -> (long) end.tally().changed()).orElse(0L);
    String drift = run.drift() == 0 ? "" : " (" + run.drift() + " drift)";
    return number + drift;
  }

  static String revision(Event.Deployed what) {
    return what.revision().substring(0, 10) + (what.worktree() ? "+" : "");
  }

  /// What links lead to.
  static String anchor(RunStory run) {
    return "run-" + run.entry().run();
  }
}
