package measure;

import java.io.IOException;
import java.util.List;

/// One line of the table: something that can be done again and again, and measured.
public interface Row {
  /// What it cost and what it said.
  record Outcome(Sample sample, Run run) {}

  /// The line's name.
  String name();

  /// What is run.
  List<String> command();

  /// In how many rounds it takes part at most.
  default int most() {
    return Integer.MAX_VALUE;
  }

  /// Does it once.
  ///
  /// @throws Unmeasured if it didn't do what it should
  Outcome once() throws IOException, InterruptedException, Unmeasured;
}
