package troops.cli.command;

import io.avaje.json.stream.BytesJsonWriter;
import io.avaje.json.stream.JsonStream;
import troops.cli.event.JsonLines;
import troops.cli.run.Selection;

/// A deployable as a line of JSON, for `--list --json`.
final class Listing {
  private Listing() {}

  static byte[] json(Selection.Choice choice) {
    BytesJsonWriter json = JsonStream.builder().build().bufferedWriterAsBytes();
    json.beginObject();
    json.name("type");
    json.value("deployable");
    json.name("schema");
    json.value(JsonLines.SCHEMA);
    json.name("name");
    json.value(choice.deployable().name());
    json.name("where");
    json.value(choice.deployable().where());
    json.name("runs");
    json.value(choice.runs());
    json.name("because");
    json.value(choice.because());
    json.endObject();
    json.writeNewLine();
    return json.result();
  }
}
