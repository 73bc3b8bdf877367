package troops.cli.run;

import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.event.JsonLines;
import troops.cli.state.RunFiles;

/// Records a run as JSON Lines. The end of a run that changed something, or failed, outlives a
/// power cut; that of one that found nothing to do isn't worth the wait.
final class Recorder implements EventSink, AutoCloseable {
  private final RunFiles.Writer file;
  private final JsonLines lines;
  private boolean closed;

  Recorder(RunFiles.Writer file) {
    this.file = file;
    this.lines = new JsonLines(file::append, false);
  }

  @Override
  public synchronized void hear(Event event) {
    if (closed) {
      return;
    }
    lines.hear(event);
    if (event instanceof Event.Finished finished
        && (finished.failure().isPresent() || finished.tally().changed() > 0)) {
      file.sync();
    }
  }

  /// Whether the run before this one was a preview.
  boolean isAfterPreview() {
    return file.isAfterPreview();
  }

  @Override
  public synchronized void close() {
    closed = true;
    file.close();
  }
}
