package noop;

import java.io.IOException;
import java.util.List;
import measure.Unmeasured;

/// A program that checks the deployment.
interface Peer {
  String name();

  /// Makes it ready to be measured.
  ///
  /// @return its rows
  /// @throws Unmeasured if it isn't here or doesn't run, saying what to do about it
  List<Program> prepare() throws IOException, InterruptedException, Unmeasured;
}
