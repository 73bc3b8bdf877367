package noop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import measure.Run;
import measure.Unmeasured;

/// A row counts only if its program really looks: it must leave alone what is as wanted, and name a
/// file with another byte, a file with another mode, and a package that isn't installed.
record Proof(Workload workload, Path work) {
  void require(Program row) throws IOException, InterruptedException, Unmeasured {
    content(row);
    if (row.looks()) {
      noticesFiles(row);
      noticesPackages(row);
    }
  }

  private void content(Program row) throws IOException, InterruptedException, Unmeasured {
    workload.remember();
    Run run = Run.in(work, row.command(), row.environment()).orElseThrow();
    if (row.silent() && !run.output().isBlank()) {
      throw new Unmeasured("all is as wanted, and yet it ended" + run.said());
    }
    if (!workload.untouched()) {
      throw new Unmeasured("it rewrote files that were as wanted" + run.said());
    }
  }

  /// What is said about a file must change with the file: that it is named proves nothing by
  /// itself.
  private void noticesFiles(Program row) throws IOException, InterruptedException, Unmeasured {
    Run before = Run.in(work, row.preview(), row.environment());
    workload.spoil();
    try {
      Run after = Run.in(work, row.preview(), row.environment());
      for (String victim : List.of(workload.contentVictim(), workload.modeVictim())) {
        if (after.about(victim).equals(before.about(victim))) {
          throw new Unmeasured("it overlooked that " + victim + " had been changed" + after.said());
        }
      }
    } finally {
      workload.mend();
    }
  }

  private void noticesPackages(Program row) throws IOException, InterruptedException, Unmeasured {
    Run run = Run.in(work, row.unmet(), row.environment());
    if (run.about(Workload.NO_PACKAGE).isEmpty()) {
      throw new Unmeasured("it overlooked a package that isn't installed" + run.said());
    }
  }
}
