package troops.cli.repository;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Reads what git writes on a thread of its own, so that git never waits for us. Of very much, only
/// the last part is kept: what comes from a remote may have no end.
final class Tail {
  private static final int KEPT = 4 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean whole = true;
  private final Thread thread;

  Tail(InputStream stream) {
    thread = Thread.ofPlatform().daemon().name("what git writes").start(() -> collect(stream));
  }

  private void collect(InputStream stream) {
    byte[] buffer = new byte[1 << 13];
    try {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        add(buffer, n);
      }
    } catch (IOException e) {
      // git has ended; what it said is what we have.
    }
  }

  private synchronized void add(byte[] buffer, int count) {
    bytes.write(buffer, 0, count);
    if (bytes.size() > 2 * KEPT) {
      byte[] all = bytes.toByteArray();
      bytes.reset();
      bytes.write(all, all.length - KEPT, KEPT);
      whole = false;
    }
  }

  byte[] bytes() throws InterruptedException {
    // Something that has left git's session may keep the pipe open.
    thread.join(Duration.ofSeconds(2));
    synchronized (this) {
      return bytes.toByteArray();
    }
  }

  synchronized boolean whole() {
    return whole;
  }

  List<String> lines() throws InterruptedException {
    return text().lines().limit(20).toList();
  }

  List<String> last(int most) throws InterruptedException {
    List<String> lines = text().lines().toList();
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  private String text() throws InterruptedException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
