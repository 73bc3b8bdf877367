package files;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import measure.Meter;
import measure.Row;
import measure.Unmeasured;

/// A program that places files, either where none are or where all are as wanted.
///
/// @param first whether none are there before
record PlacingRow(
    String name,
    List<String> command,
    Map<String, String> environment,
    Meter meter,
    Placement placement,
    boolean first)
    implements Row {
  @Override
  public Outcome once() throws IOException, InterruptedException, Unmeasured {
    if (first) {
      placement.clear();
    } else if (placement.files() > 0) {
      meter.measure(command, environment);
    }
    Outcome outcome = meter.measure(command, environment);
    if (outcome.sample().exit() != 0) {
      throw new Unmeasured("it ended with " + outcome.sample().exit() + outcome.run().said());
    }
    placement.require();
    return outcome;
  }
}
