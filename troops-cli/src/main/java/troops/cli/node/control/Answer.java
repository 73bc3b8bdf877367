package troops.cli.node.control;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import troops.cli.console.Outlet;

/// What is answered through the node's socket, in pkt-lines whose first byte says what they are.
///
/// Writing never waits for whoever reads: a closed laptop, or a pager that nobody scrolls, must not
/// hold up a run. A thread of its own sends what was written; when it can't keep up, lines are left
/// out, and a line says how many.
public final class Answer {
  private static final int MOST = 16 << 20;
  private static final Duration STALLED = Duration.ofSeconds(60);

  private final OutputStream stream;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long size;
  private int leftOut;
  private boolean gone;
  private boolean important;
  private long lastSent = System.nanoTime();
  private long lastAdded = System.nanoTime();

  /// Begins an answer.
  ///
  /// @param stream where it goes
  public Answer(OutputStream stream) {
    this.stream = stream;
    Thread.ofPlatform().daemon().name("answer").start(this::send);
  }

  /// An outlet whose words become a part of the answer.
  ///
  /// @param dataColourful whether whoever reads its standard output likes colours
  /// @param colourful whether whoever reads its standard error does
  /// @param width how long a line may be; 0 for any length
  /// @return the outlet
  public Outlet outlet(boolean dataColourful, boolean colourful, int width) {
    return new Outlet(new Part('1'), new Part('2'), dataColourful, colourful, width);
  }

  /// A stream of the other end.
  private final class Part extends OutputStream {
    private final char kind;

    Part(char kind) {
      this.kind = kind;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      for (int at = offset; at < offset + length; at += PktLine.LONGEST - 1) {
        int count = Math.min(PktLine.LONGEST - 1, offset + length - at);
        add(frame(kind, bytes, at, count), false);
      }
    }
  }

  private static byte[] frame(char kind, byte[] bytes, int offset, int length) {
    byte[] payload = new byte[length + 1];
    payload[0] = (byte) kind;
    System.arraycopy(bytes, offset, payload, 1, length);
    return PktLine.of(payload);
  }

  private static byte[] frame(char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return frame(kind, bytes, 0, Math.min(bytes.length, PktLine.LONGEST - 1));
  }

  /// A line of the report that git awaits from its hook `proc-receive` (githooks(5)).
  ///
  /// @param line the line
  public void report(String line) {
    add(frame('r', line), true);
  }

  /// From now on nothing is left out any more: how it ended is what matters most.
  public synchronized void keepAll() {
    important = true;
  }

  /// How long nothing was answered, in nanoseconds.
  ///
  /// @return a number of nanoseconds
  public synchronized long silence() {
    return System.nanoTime() - lastAdded;
  }

  /// Ends the answer, and waits until it is read, unless nobody reads for a minute.
  ///
  /// @param exitCode the exit code of whatever was asked for
  public void end(int exitCode) {
    add(frame('x', Integer.toString(exitCode)), true);
    flush(STALLED);
  }

  /// Waits until everything is sent.
  ///
  /// @param patience how long nothing at all may be read before it gives up
  public synchronized void flush(Duration patience) {
    lastSent = System.nanoTime();
    try {
      while (!gone && size > 0 && System.nanoTime() - lastSent < patience.toNanos()) {
        wait(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void add(byte[] frame, boolean must) {
    if (gone) {
      return;
    }
    lastAdded = System.nanoTime();
    if (size > MOST && !must && !important) {
      leftOut++;
      return;
    }
    if (leftOut > 0) {
      byte[] note =
          frame('2', leftOut + " lines were left out here: they are in troops log last\n");
      leftOut = 0;
      put(note);
    }
    put(frame);
  }

  private void put(byte[] frame) {
    waiting.add(frame);
    size += frame.length;
    notifyAll();
  }

  private void send() {
    try {
      while (true) {
        byte[] frame = next();
        stream.write(frame);
        sent(frame.length);
      }
    } catch (IOException e) {
      // Nobody listens any more. The run goes on.
      leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized byte[] next() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    return waiting.remove();
  }

  private synchronized void sent(int count) {
    size -= count;
    lastSent = System.nanoTime();
    notifyAll();
  }

  private synchronized void leave() {
    gone = true;
    waiting.clear();
    notifyAll();
  }
}
