package troops.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the milliseconds of a run go, for whoever sets `TROOPS_TRACE`.
///
/// If that is the absolute path of a directory, the run stops at the end of each phase of whose
/// name a FIFO lies there, until somebody has opened it, written to it and closed it: to look at
/// the machine at that moment, or to end the run there.
public final class Trace {
  private static final String VARIABLE = "TROOPS_TRACE";

  private final boolean on;
  private final Optional<Path> stops;
  private final List<String> lines = new ArrayList<>();
  private long last;

  private Trace(boolean on, Optional<Path> stops) {
    this.on = on;
    this.stops = stops;
    this.last = on ? System.nanoTime() : 0;
  }

  /// A trace that begins now, if somebody wants one.
  ///
  /// @param environment the environment of the process
  /// @return a trace
  public static Trace of(Map<String, String> environment) {
    Optional<String> wanted = Optional.ofNullable(environment.get(VARIABLE));
    return new Trace(wanted.isPresent(), wanted.map(Path::of).filter(Path::isAbsolute));
  }

  /// Notes that a phase has ended.
  ///
  /// @param phase its name
  public void mark(String phase) {
    if (on) {
      note(phase);
      stops.map(place -> place.resolve(phase.replace('/', ' '))).ifPresent(Trace::stop);
    }
  }

  private synchronized void note(String phase) {
    long now = System.nanoTime();
    long micros = (now - last) / 1000;
    String fraction = Long.toString(1000 + micros % 1000).substring(1);
    lines.add("trace: " + phase + " " + micros / 1000 + "." + fraction);
    last = now;
  }

  private static void stop(Path fifo) {
    try {
      if (Files.exists(fifo)) {
        Files.readAllBytes(fifo);
      }
    } catch (IOException e) {
      // Then there is nothing to stop for.
    }
  }

  /// The phases so far, each as `trace: NAME MILLISECONDS`.
  ///
  /// @return the lines; none if nobody wants them
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
