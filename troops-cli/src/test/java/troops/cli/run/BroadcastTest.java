package troops.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import troops.cli.event.Event;
import troops.cli.event.EventSink;

class BroadcastTest {
  private static final Event END =
      new Event.Finished(
          Instant.EPOCH, Duration.ZERO, Event.Tally.NONE, List.of(), Optional.empty());

  private final List<Event> one = Collections.synchronizedList(new ArrayList<>());
  private final List<Event> other = Collections.synchronizedList(new ArrayList<>());
  private final Broadcast broadcast = new Broadcast(List.of(one::add, other::add));

  @Test
  void passesNothingOnAfterTheEnd() {
    broadcast.hear(new Event.Waiting("a"));
    assertThat(broadcast.isFinished()).isFalse();
    broadcast.hear(END);
    assertThat(broadcast.isFinished()).isTrue();
    broadcast.hear(new Event.Waiting("b"));
    broadcast.hear(END);
    assertThat(one).containsExactly(new Event.Waiting("a"), END).isEqualTo(other);
  }

  @Test
  void nothingComesAfterTheEndForAnybodyWhateverThreadsSay() {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 400; i++) {
        Event event = i == 300 ? END : new Event.Waiting("" + i);
        threads.execute(() -> broadcast.hear(event));
      }
    }
    assertThat(one).endsWith(END).doesNotHaveDuplicates();
    assertThat(other).endsWith(END).doesNotHaveDuplicates();
  }

  @Test
  void whoeverIsStuckKeepsNobodyElseFromHearing() throws InterruptedException {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    EventSink terminal =
        event -> {
          stuck.countDown();
          awaitQuietly(release);
        };
    Broadcast both = new Broadcast(List.of(one::add, terminal));
    Thread talker = Thread.ofPlatform().start(() -> both.hear(new Event.Waiting("a")));
    stuck.await();
    Thread ender = Thread.ofPlatform().start(() -> both.hear(END));
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (one.size() < 2 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(one).containsExactly(new Event.Waiting("a"), END);
    release.countDown();
    talker.join();
    ender.join();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void knowsHowLongNothingWasHeard() {
    long before = broadcast.silence();
    broadcast.hear(new Event.Waiting("a"));
    assertThat(before).isNotNegative();
    assertThat(broadcast.silence()).isBetween(0L, Duration.ofSeconds(30).toNanos());
  }
}
