package troops.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import machine.Change;
import machine.Mode;
import org.junit.jupiter.api.Test;
import troops.cli.Golden;
import troops.cli.console.Outlet;

class ConsoleRenderingTest {
  private static final Event.Tally ONE = new Event.Tally(1, 0, 0);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String render(boolean diff, boolean verbose, boolean colour, List<Event> events) {
    ConsoleRendering rendering =
        new ConsoleRendering(
            new Outlet(out, err, colour, colour, 0).console("auto"),
            new ConsoleRendering.Detail(diff, verbose));
    for (Event event : events) {
      if (!(event instanceof Event.Kept) || rendering.wantsKept()) {
        rendering.hear(event);
      }
    }
    return err.toString(StandardCharsets.UTF_8);
  }

  private static List<Event> applied() {
    return List.of(
        Events.started(Mode.APPLY),
        new Event.Warned("not committed, so not deployed: motd", "commit first"),
        Events.begins("tmux", 11),
        new Event.Waiting("waiting for dpkg's lock, held by apt (process 77)"),
        new Event.Output("Reading package lists...", false, "apt-get"),
        Events.changed(true),
        Events.ends("tmux", ONE),
        Events.begins("motd", 20),
        new Event.Kept("/etc/motd", "it has that text"),
        Events.ends("motd", new Event.Tally(0, 5, 0), "/etc/motd: it has that text", "b: c"),
        Events.begins("empty", 30),
        Events.ends("empty", Event.Tally.NONE),
        Events.begins("talker", 40),
        new Event.Output("to people", true, ""),
        new Event.Output("to programs", false, ""),
        Events.ends("talker", ONE),
        Events.finished(new Event.Tally(2, 5, 0), Duration.ofMillis(12_345)));
  }

  @Test
  void tellsOfARunThatChangesThings() throws IOException {
    Golden.check("event/apply.txt", render(false, false, false, applied()));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("to programs\n");
  }

  @Test
  void tellsMoreIfAsked() throws IOException {
    Golden.check("event/verbose.txt", render(false, true, false, applied()));
  }

  @Test
  void setsThingsOffWhereThereIsColour() throws IOException {
    Golden.check("event/colour.txt", render(true, true, true, applied()).replace("\u001b", "ESC"));
  }

  @Test
  void tellsOfAPreview() throws IOException {
    List<Event> events =
        List.of(
            Events.started(Mode.PREVIEW),
            Events.begins("tmux", 11),
            Events.changed(false),
            new Event.Unknown("nginx", "its package isn't installed", "deploy.java:14"),
            Events.ends("tmux", new Event.Tally(1, 0, 1)),
            Events.finished(new Event.Tally(1, 0, 1), Duration.ofMillis(5)));
    Golden.check("event/preview.txt", render(false, false, false, events));
  }

  private static List<Event> rehearsed() {
    return List.of(
        Events.started(Mode.REHEARSAL),
        Events.begins("tmux", 11),
        Events.changed(false),
        Events.text(false, "old\n", "new\n"),
        Events.ends("tmux", new Event.Tally(2, 0, 0)),
        Events.different(Event.Difference.Topic.PACKAGE, "install", "package tmux", "3.3a-3"),
        new Event.Difference(
            Event.Difference.Topic.FILE,
            Change.of("change", "/etc/motd", "its text").showing("old\n", "new\n")),
        Events.different(Event.Difference.Topic.SERVICE, "restart", "unit ssh.service", ""),
        Events.different(Event.Difference.Topic.NOISE, "write", "12 files of packages", ""),
        Events.finished(new Event.Tally(3, 0, 0), Duration.ofMillis(1234)));
  }

  @Test
  void tellsWhatARehearsalWouldReallyHaveChanged() throws IOException {
    Golden.check("event/rehearsal.txt", render(false, false, false, rehearsed()));
    assertThat(render(true, false, false, rehearsed()))
        .as("a diff is shown once")
        .containsOnlyOnce("    +new\n");
  }

  @Test
  void tellsThatARehearsalThatFailedHasChangedNothing() {
    List<Event> events =
        List.of(Events.started(Mode.REHEARSAL), Events.begins("tmux", 11), Events.failed());
    assertThat(render(false, false, false, events))
        .contains("failed: tmux, deploy.java:12\n")
        .contains("nothing was changed: it failed in a rehearsal\n")
        .doesNotContain("changed before it failed");
  }

  @Test
  void tellsThatNothingIsToBeDone() throws IOException {
    List<Event> events =
        List.of(
            Events.started(Mode.APPLY),
            Events.begins("tmux", 11),
            Events.ends("tmux", new Event.Tally(0, 1, 0), "tmux: 3.3a-3 is installed"),
            Events.finished(new Event.Tally(0, 1, 0), Duration.ofMillis(5)));
    Golden.check("event/nothing.txt", render(false, false, false, events));
  }

  @Test
  void showsChangesOfTextAsDiffs() throws IOException {
    List<Event> events =
        List.of(
            Events.started(Mode.PREVIEW),
            Events.begins("motd", 11),
            Events.text(false, "", "new\n"),
            Events.text(false, "a\nb\nc\n", "a\nB\nc"),
            Events.text(false, "a\r\nb\n", "a\nb\u001b[31m\n"),
            Events.ends("motd", new Event.Tally(3, 0, 0)));
    Golden.check("event/diff.txt", render(true, false, false, events));
  }

  @Test
  void tellsDriftFromWhatIsNew() throws IOException {
    Event.Changed fresh =
        new Event.Changed(
            Change.of("install", "tmux", ""), true, "deploy.java:12", Event.Origin.NEW);
    List<Event> events =
        List.of(
            Events.started(Mode.PREVIEW),
            Events.begins("motd", 11),
            Events.drift(false),
            Events.ends("motd", ONE),
            Events.finished(ONE, Duration.ofMillis(5)),
            Events.started(Mode.APPLY),
            Events.begins("motd", 11),
            Events.drift(true),
            Events.ends("motd", ONE),
            Events.finished(new Event.Tally(1, 3, 0), Duration.ofMillis(5)),
            Events.started(Mode.APPLY),
            Events.begins("tmux", 12),
            fresh,
            Events.ends("tmux", ONE),
            Events.finished(ONE, Duration.ofMillis(5)));
    Golden.check("event/drift.txt", render(false, false, false, events));
  }

  @Test
  void saysWhetherThePreviewWasRightAndWhatItCouldNotVouchFor() throws IOException {
    String preview = "20260131-235958.000-41-check";
    List<Event> events =
        List.of(
            new Event.Unvouched("what org.example does", "it is a library", "deploy.java:9"),
            new Event.Compared(preview, List.of(), List.of(), 0),
            new Event.Compared(preview, List.of(), List.of(), 2),
            new Event.Compared(preview, List.of("a: install b"), List.of("a: start c"), 1));
    Golden.check("event/compared.txt", render(false, false, false, events));
  }

  @Test
  void namesTheSlowestDeployablesOfALongRunOnly() {
    Event.DeployableFinished slow =
        new Event.DeployableFinished("slow", true, ONE, List.of(), Duration.ofMillis(3210));
    Event.DeployableFinished slower =
        new Event.DeployableFinished("slower", true, ONE, List.of(), Duration.ofSeconds(61));
    Event.DeployableFinished quick =
        new Event.DeployableFinished("quick", true, ONE, List.of(), Duration.ofMillis(499));
    List<Event> work = List.of(Events.started(Mode.APPLY), slow, quick, slower);
    List<Event> events = new java.util.ArrayList<>(work);
    events.add(Events.finished(ONE, Duration.ofMillis(4999)));
    assertThat(render(false, false, false, events)).doesNotContain("slowest");
    events.addAll(work);
    events.add(Events.finished(ONE, Duration.ofSeconds(65)));
    assertThat(render(false, false, false, events))
        .endsWith("slowest: slower 1 min 1 s, slow 3.21 s\nsucceeded: 1 change (1 min 5 s)\n");
  }

  @Test
  void tellsOfAFailure() throws IOException {
    List<Event> events =
        List.of(
            Events.started(Mode.APPLY),
            Events.begins("tmux", 11),
            Events.changed(true),
            Events.failed());
    Golden.check("event/failure.txt", render(false, false, false, events));
  }

  @Test
  void tellsOfARunThatCouldNotBegin() throws IOException {
    Event.Failure failure =
        new Event.Failure("not-a-repository", "no such place", Optional.empty(), List.of(), "");
    Event event =
        new Event.Finished(
            Events.AT, Duration.ZERO, Event.Tally.NONE, List.of(), Optional.of(failure));
    assertThat(render(false, false, false, List.of(event))).isEqualTo("failed: no such place\n");
  }

  /// Whatever a repository, a script or a program calls things, the terminal is safe.
  @Test
  void passesNoEscapeSequenceOn() {
    String bad = "x\u001b[31m\u009b\u202e\ny";
    Event.Failure failure =
        new Event.Failure(
            bad, bad, Optional.of(new Event.Place(bad, bad + ":1", bad)), List.of(bad), bad);
    Event.Started started = Events.started(Mode.APPLY);
    Event.Deployed what = new Event.Deployed(bad, bad, Events.REVISION, false, bad);
    Event.Tally kept = new Event.Tally(0, 1, 0);
    List<Event> events =
        List.of(
            new Event.Started(bad, Events.AT, bad, new Event.Asked(bad, bad), Mode.APPLY, what),
            new Event.Started(
                started.run(), Events.AT, bad, new Event.Asked(bad, bad), Mode.PREVIEW, what),
            new Event.DeployableStarted(bad, bad, bad),
            new Event.Changed(Change.of(bad, bad, bad).showing(bad, bad + bad), true, bad),
            new Event.Kept(bad, bad),
            new Event.Unknown(bad, bad, bad),
            new Event.Waiting(bad),
            new Event.Output(bad, false, ""),
            new Event.Output(bad, true, ""),
            new Event.Output(bad, true, bad),
            new Event.Warned(bad, bad),
            new Event.Unvouched(bad, bad, bad),
            new Event.Compared(bad, List.of(bad), List.of(bad), 1),
            new Event.DeployableStarted(bad, bad, bad),
            new Event.DeployableFinished(bad, true, kept, List.of(bad), Duration.ZERO),
            new Event.Finished(Events.AT, Duration.ZERO, kept, List.of(bad), Optional.of(failure)));
    String all = render(true, true, false, events) + out.toString(StandardCharsets.UTF_8);
    assertThat(all).contains("x^[[31m\\u009b\\u202e");
    assertThat(all.chars())
        .noneMatch(c -> c == 0x1b || c == 0x9b || c == 0x202e || c == '\r' || c == 0);
  }

  @Test
  void saysHowLongThingsTook() {
    assertThat(took(0)).isEqualTo("0.00 s");
    assertThat(took(9)).isEqualTo("0.00 s");
    assertThat(took(1050)).isEqualTo("1.05 s");
    assertThat(took(59_999)).isEqualTo("59.99 s");
    assertThat(took(60_000)).isEqualTo("1 min 0 s");
    assertThat(took(3_723_000)).isEqualTo("62 min 3 s");
  }

  private String took(long millis) {
    err.reset();
    String line =
        render(
            false,
            false,
            false,
            List.of(Events.finished(Event.Tally.NONE, Duration.ofMillis(millis))));
    return line.substring(line.indexOf('(') + 1, line.indexOf(')'));
  }
}
