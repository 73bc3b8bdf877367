package troops.cli.event;

import io.avaje.json.stream.BytesJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.function.Consumer;
import troops.cli.console.Clean;

/// Events as JSON Lines: an object in a line, whose `type` says what it is. The first line carries
/// the version of the schema; fields may be added within a version, none is taken away.
public final class JsonLines implements EventSink {
  /// The version of the schema.
  public static final int SCHEMA = 1;

  private final JsonStream stream = JsonStream.builder().build();
  private final Consumer<byte[]> lines;
  private final boolean everything;
  private final long begin = System.nanoTime();
  private boolean first = true;

  /// A rendering.
  ///
  /// @param lines takes the lines, each with its end
  /// @param everything whether [Event.Kept] is rendered; records leave it out
  public JsonLines(Consumer<byte[]> lines, boolean everything) {
    this.lines = lines;
    this.everything = everything;
  }

  @Override
  public boolean wantsKept() {
    return everything;
  }

  @Override
  public synchronized void hear(Event event) {
    BytesJsonWriter json = stream.bufferedWriterAsBytes();
    // An empty text or list is an answer too: whoever reads a field should find it.
    json.serializeEmpty(true);
    json.beginObject();
    event.to(new JsonRendering(json));
    if (first) {
      json.name("schema");
      json.value(SCHEMA);
      first = false;
    }
    json.name("ms");
    json.value((System.nanoTime() - begin) / 1_000_000);
    json.endObject();
    json.writeNewLine();
    lines.accept(Clean.json(json.result()));
  }
}
