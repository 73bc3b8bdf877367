package debianadmin.download;

import java.time.Duration;
import machine.Listener;

/// Tells now and then how far something is. For one thread.
public final class Progress {
  private static final String UNITS = "kMGT";

  private final Listener listener;
  private final String what;
  private final long word;
  private long last = System.nanoTime();

  /// Nothing is told until the first of these times has passed.
  ///
  /// @param listener who hears it
  /// @param what what goes on: `downloading https://example.com/app.tar.gz`
  /// @param word the time between two lines
  public Progress(Listener listener, String what, Duration word) {
    this.listener = listener;
    this.what = what;
    this.word = word.toNanos();
  }

  /// Tells how far it is, if it is time to.
  ///
  /// @param done how many bytes are done
  /// @param total how many there are, or a negative number if that isn't known
  public void at(long done, long total) {
    long now = System.nanoTime();
    if (now - last >= word) {
      last = now;
      listener.waiting(what + ": " + bytes(done) + (total < 0 ? "" : " of " + bytes(total)));
    }
  }

  /// A number of bytes as people say it: `999 bytes`, `1.5 MB` (powers of 1000).
  ///
  /// @param number how many
  /// @return the words
  public static String bytes(long number) {
    if (number < 1000) {
      return number == 1 ? "1 byte" : number + " bytes";
    }
    long tenths = number / 100;
    int unit = 0;
    while (tenths >= 10_000 && unit < UNITS.length() - 1) {
      tenths /= 1000;
      unit++;
    }
    return tenths / 10 + "." + tenths % 10 + " " + UNITS.charAt(unit) + "B";
  }
}
