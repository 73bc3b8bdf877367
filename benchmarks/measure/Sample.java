package measure;

/// What one run of a program cost.
///
/// @param nanoseconds wall clock, from before the process was there until it had ended
/// @param cpu user and system time in nanoseconds, with those of its children
/// @param kib peak memory of its largest process; 0 if that isn't known
/// @param exit its exit code
public record Sample(long nanoseconds, long cpu, long kib, int exit) {
  /// Reads what `measure.c` writes.
  public static Sample parse(String line) {
    String[] words = line.strip().split(" ");
    return new Sample(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Integer.parseInt(words[3]));
  }

  public double milliseconds() {
    return nanoseconds / 1e6;
  }

  double cpuMilliseconds() {
    return cpu / 1e6;
  }

  double mebibytes() {
    return kib / 1024.0;
  }
}
