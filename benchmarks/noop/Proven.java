package noop;

import java.io.IOException;
import java.util.List;
import measure.Meter;
import measure.Row;
import measure.Unmeasured;

/// A program that has shown that it really looks, to be measured.
record Proven(Program program, Meter meter) implements Row {
  @Override
  public String name() {
    return program.name();
  }

  @Override
  public List<String> command() {
    return program.command();
  }

  @Override
  public int most() {
    return program.most();
  }

  /// @throws Unmeasured if not all was as wanted
  @Override
  public Outcome once() throws IOException, InterruptedException, Unmeasured {
    Outcome outcome = meter.measure(program.command(), program.environment());
    int exit = outcome.sample().exit();
    if (exit != 0 || program.silent() && !outcome.run().output().isBlank()) {
      throw new Unmeasured(
          "something was not as wanted: it ended with " + exit + outcome.run().said());
    }
    return outcome;
  }
}
