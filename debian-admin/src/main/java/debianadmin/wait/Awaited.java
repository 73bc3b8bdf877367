package debianadmin.wait;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A condition that is waited for until it is met. Bringing it about is waiting; a preview looks
/// once, and a rehearsal, in which no service runs that could meet it, doesn't look.
public final class Awaited implements Resource {
  private static final Duration GLANCE = Duration.ofSeconds(3);
  private static final Duration AT_ONCE = Duration.ofMillis(500);
  // Before whoever listens would say by itself that nothing is heard.
  private static final Duration AGAIN = Duration.ofSeconds(8);
  private static final long SHORTEST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 500;

  private final Condition condition;
  private final Duration atMost;

  public Awaited(Condition condition, Duration atMost) {
    this.condition = condition;
    this.atMost = atMost;
  }

  @Override
  public String subject() {
    return condition.subject();
  }

  @Override
  public Decision decide(Machine machine) {
    return switch (machine.mode()) {
      case APPLY -> new Waiting(machine).await();
      case PREVIEW -> glance(machine);
      case REHEARSAL -> Decision.settled("not waited for: no service runs in a rehearsal");
    };
  }

  private Decision glance(Machine machine) {
    Waiting once = new Waiting(machine);
    Condition.Look look = once.look(GLANCE);
    return look != null && look.isMet()
        ? Decision.settled(look.seen())
        : Decision.unknown("a preview doesn't wait: " + once.seen);
  }

  /// One time of waiting.
  private final class Waiting {
    private final Machine machine;
    private final long begin = System.nanoTime();
    private String seen = "no answer yet";
    private Duration nextWord = AT_ONCE;
    private boolean told;

    Waiting(Machine machine) {
      this.machine = machine;
    }

    private Duration passed() {
      return Duration.ofNanos(System.nanoTime() - begin);
    }

    Decision await() {
      long pause = SHORTEST_PAUSE;
      for (Duration left = atMost; left.isPositive(); left = atMost.minus(passed())) {
        Condition.Look look = look(left);
        if (look != null && look.isMet()) {
          String after = told ? ", after " + words(passed()) : "";
          return Decision.settled(look.seen() + after);
        }
        if (!told) {
          tell();
        }
        sleep(Math.min(pause, Math.max(1, atMost.minus(passed()).toMillis())));
        pause = Math.min(LONGEST_PAUSE, pause * 2);
      }
      String details = condition.details(machine);
      throw new MachineException(
          "waited "
              + words(atMost)
              + " for "
              + subject()
              + ": "
              + seen
              + (details.isEmpty() ? "" : "\n" + details),
          condition.hint());
    }

    /// Looks once. That has a thread of its own, for neither a name server nor a silent host hears
    /// of an interrupt.
    ///
    /// @return what was seen, or null if that took too long
    Condition.@Nullable Look look(Duration limit) {
      FutureTask<Condition.Look> task = new FutureTask<>(() -> condition.look(machine, limit));
      Thread.ofPlatform().daemon().name("waiting for " + subject()).start(task);
      long end = System.nanoTime() + limit.toNanos();
      try {
        while (true) {
          try {
            long slice = Math.min(end - System.nanoTime(), nextWord.minus(passed()).toNanos());
            Condition.Look look = task.get(Math.max(0, slice), TimeUnit.NANOSECONDS);
            // Near the end, hardly anything has the time to answer: what it said before tells more.
            if (!told || limit.compareTo(AT_ONCE) >= 0) {
              seen = look.seen();
            }
            sayAgain();
            return look;
          } catch (TimeoutException e) {
            sayAgain();
            if (System.nanoTime() >= end) {
              return null;
            }
          }
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException known) {
          throw known;
        }
        throw new IllegalStateException(e.getCause());
      } finally {
        task.cancel(true);
      }
    }

    private void sayAgain() {
      if (machine.mode() == Mode.APPLY && passed().compareTo(nextWord) >= 0) {
        tell();
      }
    }

    private void tell() {
      machine.listener().waiting("waiting for " + subject() + ": " + seen);
      nextWord = passed().plus(AGAIN);
      told = true;
    }

    private void sleep(long milliseconds) {
      try {
        Thread.sleep(milliseconds);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    private MachineException interrupted(InterruptedException e) {
      Thread.currentThread().interrupt();
      return new MachineException("waiting for " + subject() + ": interrupted", "", e);
    }
  }

  private static String words(Duration duration) {
    return duration.toSeconds() == 0 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
  }
}
