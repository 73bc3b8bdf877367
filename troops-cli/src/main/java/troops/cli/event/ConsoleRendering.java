package troops.cli.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import machine.Change;
import machine.Mode;
import troops.cli.console.Clean;
import troops.cli.console.Console;
import troops.cli.console.Console.Style;

/// Events as lines for people, on standard error; what a script writes to standard output goes
/// there.
public final class ConsoleRendering implements EventSink, Rendering {
  /// How much is said.
  ///
  /// @param diff whether changes of text are shown as diffs
  /// @param verbose whether what is kept, and what programs write, is shown
  public record Detail(boolean diff, boolean verbose) {}

  private static final int LONGEST = 160;

  /// From how many milliseconds on people want to know what took its time.
  private static final int LONG = 5000;

  private final Console console;
  private final Detail detail;
  private String deployable = "";
  private boolean headed;
  private Mode mode = Mode.APPLY;
  private boolean different;
  private boolean drift;
  private final List<Event.DeployableFinished> ended = new ArrayList<>();

  /// A rendering.
  ///
  /// @param console where to
  /// @param detail how much
  public ConsoleRendering(Console console, Detail detail) {
    this.console = console;
    this.detail = detail;
  }

  @Override
  public boolean wantsKept() {
    return detail.verbose();
  }

  @Override
  public synchronized void hear(Event event) {
    event.to(this);
  }

  @Override
  public void show(Event.DeployableStarted e) {
    deployable = Clean.line(e.name()) + console.styled(Style.FAINT, Clean.line("  " + e.where()));
    headed = false;
  }

  @Override
  public void show(Event.Kept e) {
    head();
    say(Style.FAINT, "  as wanted: " + e.subject() + ": " + e.reason());
  }

  @Override
  public void show(Event.Unknown e) {
    head();
    say(Style.CHANGE, "  unknown: " + e.subject() + ": " + e.because());
  }

  @Override
  public void show(Event.Waiting e) {
    head();
    say(Style.FAINT, "  " + e.what());
  }

  @Override
  public void show(Event.Warned e) {
    say(Style.CHANGE, "warning: " + e.message());
    hint(e.hint());
  }

  @Override
  public void show(Event.Started e) {
    mode = e.mode();
    different = false;
    drift = false;
    ended.clear();
    deployable = "main";
    headed = false;
    Event.Deployed what = e.what();
    String revision = what.revision().substring(0, 10);
    String subject =
        what.worktree()
            ? "the work tree"
                + (what.revision().startsWith("0000000000000000")
                    ? ", of which nothing is committed yet,"
                    : " on top of " + revision)
            : revision + (what.title().isEmpty() ? "" : " \"" + what.title() + "\"");
    say(Style.PLAIN, verb() + " " + subject + " on " + e.node());
  }

  private String verb() {
    if (mode == Mode.APPLY) {
      return "deploying";
    }
    return mode == Mode.PREVIEW ? "previewing" : "rehearsing";
  }

  private void head() {
    if (!headed && !deployable.isEmpty()) {
      console.say(deployable);
    }
    headed = true;
  }

  @Override
  public void show(Event.Changed e) {
    head();
    boolean isDrift = e.origin() == Event.Origin.DRIFT;
    drift |= isDrift;
    say(Style.CHANGE, "  " + (e.made() ? "" : "would ") + e.change() + (isDrift ? ", drift" : ""));
    // What a rehearsal has really changed is told in the end.
    if (mode != Mode.REHEARSAL) {
      diff(e.change());
    }
  }

  @Override
  public void show(Event.Difference e) {
    if (!different) {
      say(Style.PLAIN, "what would be different on this machine:");
      different = true;
    }
    boolean noise = e.kind() == Event.Difference.Topic.NOISE;
    say(noise ? Style.FAINT : Style.CHANGE, "  " + e.change());
    diff(e.change());
  }

  private void diff(Change change) {
    if (detail.diff() && change.text().isPresent()) {
      for (String line : Diff.of(change.subject(), change.text().get())) {
        for (String part : line.split("\n", -1)) {
          // A carriage return may be all that differs.
          String end = part.endsWith("\r") ? "^M" : "";
          say(style(part), "    " + part.substring(0, part.length() - end.length() / 2) + end);
        }
      }
    }
  }

  private static Style style(String line) {
    if (line.startsWith("+")) {
      return Style.GOOD;
    }
    return line.startsWith("-") ? Style.BAD : Style.PLAIN;
  }

  @Override
  public void show(Event.Output e) {
    if (!e.program().isEmpty()) {
      if (detail.verbose()) {
        head();
        say(Style.FAINT, "  | " + e.line());
      }
      return;
    }
    head();
    if (e.error()) {
      console.say(Style.PLAIN, e.line());
    } else {
      console.data(Clean.line(e.line()));
    }
  }

  @Override
  public void show(Event.DeployableFinished e) {
    Event.Tally tally = e.tally();
    if (e.ok() && tally.changed() == 0 && tally.unknown() == 0) {
      head();
      if (tally.kept() == 0) {
        say(Style.PLAIN, "  no changes that Troops knows of");
      } else if (detail.verbose()) {
        say(Style.PLAIN, "  nothing to do");
      } else {
        say(Style.PLAIN, "  nothing to do: " + reasons(tally, e.reasons()));
      }
    }
    deployable = "";
    ended.add(e);
  }

  @Override
  public void show(Event.Unvouched e) {
    say(Style.CHANGE, "not vouched for: " + e.what() + ", " + e.where() + ": " + e.because());
  }

  @Override
  public void show(Event.Compared e) {
    if (e.isRight()) {
      String excused =
          e.excused() == 0 ? "" : ", but for " + changes(e.excused()) + " that it couldn't tell";
      say(Style.FAINT, "the preview was right" + excused);
      return;
    }
    say(Style.CHANGE, "the preview was wrong:");
    e.notMade().forEach(line -> say(Style.PLAIN, "  announced, not made: " + line));
    e.notAnnounced().forEach(line -> say(Style.PLAIN, "  made, not announced: " + line));
  }

  private static String reasons(Event.Tally tally, List<String> reasons) {
    int more = tally.kept() - reasons.size();
    return String.join("; ", reasons) + (more > 0 ? "; and " + more + " more as wanted" : "");
  }

  @Override
  public void show(Event.Finished e) {
    if (e.took().toMillis() >= LONG) {
      Slowest.line(ended).ifPresent(line -> say(Style.FAINT, line));
    }
    if (e.failure().isPresent()) {
      failed(e, e.failure().get());
      return;
    }
    Event.Tally tally = e.tally();
    String took = " (" + seconds(e.took()) + ")";
    if (mode == Mode.PREVIEW) {
      String found = drift ? ", drift" : "";
      say(Style.GOOD, "preview: " + outlook(tally) + found + "; nothing was changed" + took);
    } else if (mode == Mode.REHEARSAL) {
      say(Style.FAINT, "not rehearsed: what services do, kernel settings, other machines");
      say(Style.GOOD, "rehearsal: " + outlook(tally) + "; nothing was changed" + took);
    } else if (tally.changed() == 0) {
      String nothing = tally.kept() == 0 ? "no changes that Troops knows of" : "nothing to do";
      say(Style.GOOD, "succeeded: " + nothing + took);
    } else {
      String found = drift ? ", drift put right" : "";
      say(Style.GOOD, "succeeded: " + changes(tally.changed()) + found + kept(tally) + took);
    }
  }

  private static String kept(Event.Tally tally) {
    return tally.kept() == 0 ? "" : ", " + tally.kept() + " as wanted";
  }

  private static String outlook(Event.Tally tally) {
    if (tally.unknown() == 0) {
      return tally.changed() == 0 ? "nothing to do" : changes(tally.changed()) + " to make";
    }
    String known = tally.changed() == 0 ? "" : changes(tally.changed()) + " to make, ";
    return known + tally.unknown() + " unknown";
  }

  private void failed(Event.Finished e, Event.Failure failure) {
    if (failure.place().isPresent()) {
      Event.Place place = failure.place().get();
      say(Style.BAD, "failed: " + place.deployable() + ", " + place.where());
      if (!place.line().isBlank()) {
        String number = place.where().substring(place.where().lastIndexOf(':') + 1);
        say(Style.PLAIN, "  " + number + " | " + shortened(place.line().strip()));
      }
      say(Style.PLAIN, "  " + failure.message());
    } else {
      say(Style.BAD, "failed: " + failure.message());
    }
    for (String line : failure.details()) {
      say(Style.PLAIN, "    " + line);
    }
    int changed = e.tally().changed();
    boolean named = failure.place().isPresent();
    if (mode == Mode.REHEARSAL) {
      say(Style.PLAIN, "nothing was changed: it failed in a rehearsal");
    } else if ((named || changed > 0) && mode == Mode.APPLY) {
      say(
          Style.PLAIN,
          "changed before it failed: "
              + (changed == 0 ? "nothing that Troops knows of" : changes(changed)));
    }
    if (!e.notRun().isEmpty()) {
      say(Style.PLAIN, "not run: " + String.join(", ", e.notRun()));
    }
    hint(failure.hint());
  }

  private static String shortened(String line) {
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " ..." : line;
  }

  private void hint(String hint) {
    if (!hint.isEmpty()) {
      say(Style.STRONG, "hint: " + hint);
    }
  }

  private void say(Style style, String text) {
    console.say(style, text);
  }

  private static String changes(int number) {
    return number == 1 ? "1 change" : number + " changes";
  }

  /// How long something took, for people: in seconds with two decimals, or from a minute on in
  /// minutes and seconds.
  ///
  /// @param took how long it took
  /// @return `1.05 s`, `2 min 3 s`
  public static String seconds(Duration took) {
    long millis = took.toMillis();
    if (millis >= 60_000) {
      return millis / 60_000 + " min " + millis / 1000 % 60 + " s";
    }
    long hundredths = millis / 10;
    String fraction = Long.toString(hundredths % 100);
    return hundredths / 100 + "." + (fraction.length() == 1 ? "0" : "") + fraction + " s";
  }
}
