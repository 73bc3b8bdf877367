package troops.cli.command;

import io.avaje.json.stream.BytesJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import troops.cli.console.Clean;
import troops.cli.event.Event;
import troops.cli.event.JsonLines;
import troops.cli.history.Entry;
import troops.cli.node.RemoteState;
import troops.cli.node.Status;
import troops.cli.problem.Problem;
import troops.cli.requirement.Resolution;
import troops.cli.requirement.lock.WorkTree;
import troops.cli.run.Selection;
import troops.cli.state.Attempts;
import troops.cli.state.Holder;
import troops.cli.workspace.NewDeployment;

/// Lines of JSON that aren't events: each tells its type, and the version of the schema.
final class Listing {
  private final BytesJsonWriter json = JsonStream.builder().build().bufferedWriterAsBytes();

  private Listing(String type) {
    // An empty text is an answer too.
    json.serializeEmpty(true);
    json.beginObject();
    text("type", type);
    json.name("schema");
    json.value(JsonLines.SCHEMA);
  }

  /// A deployable, for `deploy --list --json`.
  static byte[] json(Selection.Choice choice) {
    Listing line = new Listing("deployable");
    line.text("name", choice.deployable().name());
    line.text("where", choice.deployable().where());
    line.flag("runs", choice.runs());
    line.text("because", choice.because());
    return line.end();
  }

  /// A run, for `log --json`.
  static byte[] json(Entry entry) {
    Listing line = new Listing("run");
    line.text("run", entry.run());
    line.text("outcome", outcome(entry));
    entry.started().ifPresent(line::started);
    entry.finished().ifPresent(line::finished);
    return line.end();
  }

  /// How a node is doing, for `status --json`.
  static byte[] json(Status status) {
    Listing line = new Listing("status");
    line.text("node", status.node());
    line.text("branch", status.branch().orElse(""));
    line.text("revision", status.deployed().map(it -> it.revision().id()).orElse(""));
    line.text("author", status.deployed().map(Status.Deployment::author).orElse(""));
    line.text("title", status.deployed().map(Status.Deployment::title).orElse(""));
    line.text("last-run", status.last().map(Entry::run).orElse(""));
    line.text("last-outcome", status.last().map(Listing::outcome).orElse(""));
    line.text("attempted", status.attempts().map(Attempts::revision).orElse(""));
    line.number("failures", status.attempts().map(Attempts::failures).orElse(0));
    line.text("failure", status.attempts().map(Attempts::failure).orElse(""));
    line.text("going-on", status.going().map(Holder::run).orElse(""));
    line.text("next-pull", status.nextPull());
    line.list("roles", status.roles());
    line.json.name("remotes");
    line.json.beginArray();
    for (RemoteState remote : status.remotes()) {
      line.json.beginObject();
      line.text("name", remote.name());
      line.text("url", remote.url());
      line.text("time", remote.at() == 0 ? "" : Instant.ofEpochSecond(remote.at()).toString());
      line.text("failure", remote.failure());
      line.json.endObject();
    }
    line.json.endArray();
    line.list("problems", status.problems());
    return line.end();
  }

  private static String outcome(Entry entry) {
    return entry.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void list(String name, List<String> values) {
    json.name(name);
    json.beginArray();
    values.forEach(json::value);
    json.endArray();
  }

  private void started(Event.Started started) {
    text("time", started.at().toString());
    text("node", started.node());
    text("user", started.asked().user());
    text("via", started.asked().via());
    text("mode", started.modeName());
    text("repository", started.what().repository());
    text("folder", started.what().folder());
    text("revision", started.what().revision());
    flag("worktree", started.what().worktree());
    text("title", started.what().title());
  }

  private void finished(Event.Finished finished) {
    number("changed", finished.tally().changed());
    number("kept", finished.tally().kept());
    number("unknown", finished.tally().unknown());
    number("took", finished.took().toMillis());
    Optional<Event.Failure> failure = finished.failure();
    if (failure.isPresent()) {
      text("kind", failure.get().kind());
      text("message", failure.get().message());
    }
  }

  /// A library in the tree of requirements, for `requirements tree --json`.
  ///
  /// @param depth how many others stand between it and the work tree
  static byte[] json(Resolution.Node node, int depth) {
    Listing line = new Listing("library");
    line.number("depth", depth);
    line.text("coordinates", node.coordinates());
    line.text("because", node.because());
    line.text("origin", node.origin());
    return line.end();
  }

  /// What became of a lock, for `requirements lock --json`.
  static byte[] json(WorkTree.Locked locked) {
    Listing line = new Listing("lock");
    line.text("path", locked.path().toString());
    line.number("files", locked.files());
    line.list("changes", locked.changes());
    return line.end();
  }

  /// A repository that was made, for `requirements vendor --json`.
  static byte[] vendored(Path directory, int files) {
    Listing line = new Listing("repository");
    line.text("path", directory.toString());
    line.number("files", files);
    return line.end();
  }

  /// A deployment that has begun, for `init --json`.
  static byte[] json(NewDeployment.Begun begun) {
    Listing line = new Listing("deployment");
    line.text("path", begun.directory().toString());
    line.list("files", begun.files());
    line.flag("committed", begun.committed());
    return line.end();
  }

  /// A project file that was written, for `ide --json`.
  static byte[] ide(Path file) {
    Listing line = new Listing("project");
    line.text("path", file.toString());
    return line.end();
  }

  /// What went wrong where no run tells of it.
  static byte[] json(Problem problem) {
    Listing line = new Listing("problem");
    line.text("kind", Event.Failure.name(problem.kind()));
    line.text("message", problem.message());
    line.list("details", problem.details());
    line.text("hint", problem.hint());
    return line.end();
  }

  private void text(String name, String value) {
    json.name(name);
    json.value(value);
  }

  private void flag(String name, boolean value) {
    json.name(name);
    json.value(value);
  }

  private void number(String name, long value) {
    json.name(name);
    json.value(value);
  }

  private byte[] end() {
    json.endObject();
    json.writeNewLine();
    return Clean.json(json.result());
  }
}
