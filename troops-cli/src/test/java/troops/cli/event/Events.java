package troops.cli.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import machine.Change;
import machine.Mode;

/// One event of each kind, and runs made of them.
final class Events {
  static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
  static final Instant AT = Instant.parse("2026-01-31T23:59:59.987654Z");
  static final String ESCAPES = "\u001b[31mred\u0007 \u202e \"quoted\" \\ größe 🎉";

  private Events() {}

  static Event.Started started(Mode mode) {
    return new Event.Started(
        "20260131-235959.987-42",
        AT,
        "web-1",
        new Event.Asked("ann", "push"),
        mode,
        new Event.Deployed(
            "/srv/deploy",
            "web",
            REVISION,
            false,
            "Install tmux",
            List.of("tmux"),
            List.of("web")));
  }

  static Event.DeployableStarted begins(String name, int line) {
    return new Event.DeployableStarted(name, "deploy.java:" + line, "every node");
  }

  static Event.DeployableFinished ends(String name, Event.Tally tally, String... reasons) {
    return new Event.DeployableFinished(
        name, true, tally, List.of(reasons), Duration.ofMillis(1234));
  }

  static Event.Changed changed(boolean made) {
    return new Event.Changed(Change.of("install", "tmux", "3.3a-3"), made, "deploy.java:12");
  }

  static Event.Changed text(boolean made, String before, String after) {
    return new Event.Changed(
        Change.of("change", "/etc/motd", "").showing(before, after), made, "deploy.java:13");
  }

  static Event.Difference different(
      Event.Difference.Topic kind, String verb, String subject, String detail) {
    return new Event.Difference(kind, Change.of(verb, subject, detail));
  }

  static Event.Changed drift(boolean made) {
    return new Event.Changed(
        Change.of("update", "/etc/motd", "1 line"), made, "deploy.java:13", Event.Origin.DRIFT);
  }

  static Event.Failure failure() {
    return new Event.Failure(
        "deployable-failed",
        "apt-get install tmux: exit code 100",
        Optional.of(new Event.Place("tmux", "deploy.java:12", "    Apt.install(\"tmux\");")),
        List.of("E: Unable to locate package tmux", "\u001b[31mE: red"),
        "run apt-get update");
  }

  static Event.Finished finished(Event.Tally tally, Duration took) {
    return new Event.Finished(AT, took, tally, List.of(), Optional.empty());
  }

  static Event.Finished failed() {
    return new Event.Finished(
        AT,
        Duration.ofSeconds(61),
        new Event.Tally(1, 2, 0),
        List.of("nginx", "motd"),
        Optional.of(failure()));
  }

  static List<Event> ofEachKind() {
    return List.of(
        started(Mode.APPLY),
        new Event.DeployableStarted("tmux", "deploy.java:11", "role interactive (--role)"),
        changed(true),
        text(false, "old\n", ESCAPES),
        different(Event.Difference.Topic.PACKAGE, "install", "package tmux", "3.3a-3"),
        new Event.Difference(
            Event.Difference.Topic.FILE,
            Change.of("change", "/etc/motd", "its text").showing("old\n", "new\n")),
        drift(true),
        new Event.Changed(
            Change.of("start", "nginx", ""), false, "deploy.java:15", Event.Origin.NEW),
        new Event.Kept("tmux", "3.3a-3 is installed"),
        new Event.Unknown("nginx", "apt-get update was not run", "deploy.java:14"),
        new Event.Waiting("waiting for dpkg's lock"),
        new Event.Output(ESCAPES, false, ""),
        new Event.Output("Reading package lists...", true, "apt-get"),
        new Event.Warned("nothing defines role 'x'", ""),
        new Event.Unvouched("Files.delete", "it is marked @Previewable", "deploy.java:16"),
        new Event.Compared(
            "20260131-235958.000-41-check", List.of("tmux: install tmux"), List.of("b: run x"), 2),
        ends("tmux", new Event.Tally(1, 2, 3), "tmux: 3.3a-3 is installed"),
        finished(Event.Tally.NONE, Duration.ofMillis(7)),
        failed());
  }
}
