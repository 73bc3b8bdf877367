package troops.cli.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import machine.Change;
import machine.Mode;
import troops.cli.event.Event;
import troops.cli.event.JsonLines;
import troops.cli.state.Holder;
import troops.cli.state.RunFiles;

/// Records as runs write them.
public final class Records {
  public static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
  private static final Instant BEGIN = Instant.parse("2026-01-31T23:00:00Z");

  private final RunFiles files;

  public Records(Path directory) {
    this.files = new RunFiles(directory);
  }

  public RunFiles files() {
    return files;
  }

  /// The id of the run that begins so many minutes later than the first.
  public static String id(int minute) {
    return RunFiles.id(BEGIN.plus(Duration.ofMinutes(minute)), 42);
  }

  public static Event.Started started(int minute, String title) {
    return new Event.Started(
        id(minute),
        BEGIN.plus(Duration.ofMinutes(minute)),
        "web-1",
        new Event.Asked("ann", "push"),
        Mode.APPLY,
        new Event.Deployed("/srv/deploy", "", REVISION, false, title));
  }

  public static Event.Changed changed() {
    return new Event.Changed(Change.of("install", "tmux", "3.3a-3"), true, "deploy.java:12");
  }

  public static Event.Finished succeeded() {
    return new Event.Finished(
        BEGIN, Duration.ofMillis(1234), new Event.Tally(2, 5, 0), List.of(), Optional.empty());
  }

  public static Event.Finished failed(String message) {
    return new Event.Finished(
        BEGIN,
        Duration.ofSeconds(61),
        new Event.Tally(1, 2, 0),
        List.of("nginx"),
        Optional.of(
            new Event.Failure(
                "deployable-failed",
                message,
                Optional.of(new Event.Place("tmux", "deploy.java:12", "Apt.install(\"tmux\");")),
                List.of("E: Unable to locate package tmux"),
                "run apt-get update")));
  }

  /// Appends events to the record of a run.
  public Records write(String run, Event... events) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonLines json = new JsonLines(bytes::writeBytes, false);
    List.of(events).forEach(json::hear);
    return write(run, bytes.toString(StandardCharsets.UTF_8));
  }

  /// Appends text to the record of a run.
  public Records write(String run, String text) throws IOException {
    Files.createDirectories(files.directory());
    Files.writeString(files.file(run), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return this;
  }

  /// The run of this process.
  public static Holder holder(String run) {
    return new Holder(ProcessHandle.current().pid(), 1769900000, "ann", REVISION, run, List.of());
  }
}
