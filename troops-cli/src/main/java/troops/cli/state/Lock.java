package troops.cli.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Lets one run go at a time: a lock of the kernel (fcntl(2)), which dies with its process, and
/// beside it a file that says who holds it, since when, and which programs were started that may
/// change the machine.
///
/// No other class may open the lock's file: closing any channel on it lets go of the lock.
public final class Lock implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration SILENCE = Duration.ofSeconds(9);

  private final FileChannel channel;
  private final Path side;
  private Holder holder;
  private final Optional<Holder> predecessor;
  private final Set<String> children = new TreeSet<>();
  private boolean closed;

  private Lock(FileChannel channel, Path side, Holder holder, Optional<Holder> predecessor) {
    this.channel = channel;
    this.side = side;
    this.holder = holder;
    this.predecessor = predecessor;
  }

  /// Takes the lock, waiting for it if need be.
  ///
  /// @param state the directory of the state that it protects
  /// @param holder who wants it
  /// @param patience how long to wait
  /// @param waiting hears whom it waits for: at once, and again every nine seconds
  /// @return the lock
  /// @throws Problem if it is still held in the end ([Kind#BUSY])
  public static Lock take(Path state, Holder holder, Duration patience, Consumer<String> waiting) {
    Path file = Directories.make(state).resolve("lock");
    Path side = state.resolve("lock.holder");
    long end = System.nanoTime() + patience.toNanos();
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        await(channel, side, end, waiting);
        Optional<Holder> before = read(side);
        awaitOrphans(before, side, holder, end, waiting);
        Durable.sweep(state);
        Lock lock = new Lock(channel, side, holder, before);
        lock.write();
        return lock;
      } catch (Throwable e) {
        // Whoever couldn't have it must not keep it from others.
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot take the lock " + file + ": " + Directories.reason(e),
          List.of(),
          "",
          e);
    }
  }

  private static void await(FileChannel channel, Path side, long end, Consumer<String> waiting)
      throws IOException {
    Waiting told = new Waiting(waiting);
    while (tryLock(channel) == null) {
      String who = read(side).map(Holder::toString).orElse("another run");
      if (System.nanoTime() >= end) {
        throw busy(who);
      }
      told.tell(who);
      pause();
    }
  }

  /// Says whom somebody waits for: at once, and again every nine seconds.
  private static final class Waiting {
    private final Consumer<String> lines;
    private final long begin = System.nanoTime();
    private long last;
    private String told = "";

    Waiting(Consumer<String> lines) {
      this.lines = lines;
    }

    void tell(String who) {
      long now = System.nanoTime();
      if (!who.equals(told)) {
        lines.accept("waiting for " + who);
      } else if (now - last > SILENCE.toNanos()) {
        lines.accept("still waiting for " + who + ": " + (now - begin) / 1_000_000_000 + " s");
      } else {
        return;
      }
      told = who;
      last = now;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return null;
    }
  }

  private static Problem busy(String who) {
    return new Problem(
        Kind.BUSY,
        "one run at a time: the lock is held by " + who,
        "try again later, or wait longer with --lock-wait=SECONDS");
  }

  /// A killed run may have left an apt running: the lock died with the run, but the machine is
  /// still being changed.
  private static void awaitOrphans(
      Optional<Holder> before, Path side, Holder holder, long end, Consumer<String> waiting) {
    if (before.map(Holder::children).orElse(List.of()).stream().noneMatch(Holder::isRunning)) {
      return;
    }
    // Who asks is to see who waits; and whoever comes after us is to wait, too.
    write(side, holder.with(before.orElseThrow().children()));
    try {
      awaitAll(before, end, waiting);
    } catch (Problem e) {
      write(side, before.orElseThrow());
      throw e;
    }
  }

  private static void awaitAll(Optional<Holder> before, long end, Consumer<String> waiting) {
    for (String child : before.map(Holder::children).orElse(List.of())) {
      String who =
          "process "
              + child.substring(0, child.indexOf('/'))
              + ", which a run that was killed has left";
      Waiting told = new Waiting(waiting);
      while (Holder.isRunning(child)) {
        told.tell(who);
        if (System.nanoTime() >= end) {
          throw busy(who);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(Kind.ENDED, "interrupted while waiting for the lock", "");
    }
  }

  private static Optional<Holder> read(Path side) {
    try {
      return Holder.parse(Files.readString(side));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The run that holds the lock now, asked without touching the lock: a process that only tries to
  /// take it would keep it, for a moment, from a run that doesn't wait.
  ///
  /// @param state the directory of the state that it protects
  /// @return its holder; none if nobody holds it, or its holder isn't known yet
  public static Optional<Holder> holder(Path state) {
    return read(state.resolve("lock.holder"))
        .filter(holder -> LockTable.names(holder.pid(), state.resolve("lock")));
  }

  /// What is known by now of a run that held the lock: meanwhile it may have settled what it
  /// carries out. Asked without touching the lock, too.
  ///
  /// @param state the directory of the state that it protects
  /// @param holder the run
  /// @return the run; none if it doesn't hold the lock any more
  public static Optional<Holder> stillHolding(Path state, Holder holder) {
    return holder(state).filter(now -> now.pid() == holder.pid());
  }

  /// The run that held the lock before and didn't let go of it in order: it was killed, or the
  /// machine went down.
  ///
  /// @return its holder, if there was one
  public Optional<Holder> predecessor() {
    return predecessor.filter(Holder::isRun);
  }

  /// Notes what the holder carries out, once that is settled.
  ///
  /// @param revision what it carries out
  /// @param run the id of the run
  public synchronized void settle(String revision, String run) {
    holder = holder.carrying(revision, run);
    write();
  }

  /// Notes that a program was started that may change the machine.
  ///
  /// @param pid its process id
  public synchronized void started(long pid) {
    if (!closed) {
      children.add(Holder.child(pid));
      write();
    }
  }

  /// Notes that it has ended.
  ///
  /// @param pid its process id
  public synchronized void ended(long pid) {
    if (!closed) {
      String prefix = pid + "/";
      children.removeIf(child -> child.startsWith(prefix));
      write();
    }
  }

  private void write() {
    write(side, holder.with(new ArrayList<>(children)));
  }

  private static void write(Path side, Holder holder) {
    try {
      String text = holder.text();
      // Written beside and renamed: whoever waits reads it at any time, and a run that is killed
      // just now must leave it whole. Only the lock's holder writes it, so one name is enough.
      Path fresh = side.resolveSibling("lock.holder.new");
      Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
      Files.move(fresh, side, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE, "cannot write " + side + ": " + Directories.reason(e), List.of(), "", e);
    }
  }

  /// Lets go of the lock. If programs that it started are still running, the file beside it stays,
  /// for the next run to wait for them.
  @Override
  public synchronized void close() {
    if (closed) {
      // The file beside the lock may be the next holder's already.
      return;
    }
    closed = true;
    try {
      if (children.isEmpty()) {
        Files.deleteIfExists(side);
      }
      channel.close();
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE, "cannot let go of the lock: " + Directories.reason(e), List.of(), "", e);
    }
  }
}
