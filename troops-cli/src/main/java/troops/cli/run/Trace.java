package troops.cli.run;

import java.util.ArrayList;
import java.util.List;

/// Where the milliseconds of a run go, for whoever sets `TROOPS_TRACE`.
public final class Trace {
  private final boolean on;
  private final List<String> lines = new ArrayList<>();
  private long last;

  /// A trace that begins now.
  ///
  /// @param on whether anybody wants it
  public Trace(boolean on) {
    this.on = on;
    this.last = on ? System.nanoTime() : 0;
  }

  /// Notes that a phase has ended.
  ///
  /// @param phase its name
  public synchronized void mark(String phase) {
    if (on) {
      long now = System.nanoTime();
      long micros = (now - last) / 1000;
      String fraction = Long.toString(1000 + micros % 1000).substring(1);
      lines.add("trace: " + phase + " " + micros / 1000 + "." + fraction);
      last = now;
    }
  }

  /// The phases so far, each as `trace: NAME MILLISECONDS`.
  ///
  /// @return the lines; none if nobody wants them
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
