package troops.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.event.Event;
import troops.cli.event.EventReader;
import troops.cli.history.Entry.Outcome;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.state.Lock;

class HistoryTest {
  @TempDir Path root;

  private final List<EventReader.Line> lines = Collections.synchronizedList(new ArrayList<>());
  private Records records;
  private History history;

  @BeforeEach
  void begin() {
    records = new Records(root.resolve("runs"));
    history = new History(records.files(), root.resolve("state"));
  }

  private List<Event> events() {
    return lines.stream().flatMap(line -> line.event().stream()).toList();
  }

  private List<Entry> all() {
    return history.newest(100, entry -> true);
  }

  @Test
  void hasNothingToTellBeforeTheFirstRun() {
    assertThat(all()).isEmpty();
  }

  @Test
  void tellsOfRunsNewestFirst() throws IOException {
    for (int i = 0; i < 5; i++) {
      records.write(Records.id(i), Records.started(i, "Nr " + i), Records.succeeded());
    }
    assertThat(all())
        .extracting(entry -> entry.started().orElseThrow().what().title())
        .containsExactly("Nr 4", "Nr 3", "Nr 2", "Nr 1", "Nr 0");
    assertThat(history.newest(2, entry -> true)).hasSize(2);
    assertThat(history.newest(2, entry -> entry.run().equals(Records.id(0)))).hasSize(1);
  }

  @Test
  void tellsHowEachRunStands() throws IOException {
    records
        .write(Records.id(0), Records.started(0, "a"), Records.changed(), Records.succeeded())
        .write(Records.id(1), Records.started(1, "b"), Records.failed("no"))
        .write(Records.id(2), Records.started(2, "c"), Records.changed())
        .write(Records.id(3), Records.started(3, "d"), Records.changed());
    try (Lock lock =
        Lock.take(
            root.resolve("state"), Records.holder(Records.id(3)), Duration.ZERO, line -> {})) {
      assertThat(lock.predecessor()).isEmpty();
      assertThat(all())
          .extracting(Entry::outcome)
          .containsExactly(
              Outcome.GOING_ON, Outcome.ENDED_WITHOUT_A_WORD, Outcome.FAILED, Outcome.SUCCEEDED);
    }
    assertThat(all().getFirst().outcome()).isEqualTo(Outcome.ENDED_WITHOUT_A_WORD);
    Entry failed = history.entry(Records.id(1)).orElseThrow();
    assertThat(failed.failure().orElseThrow().message()).isEqualTo("no");
    assertThat(failed.finished().orElseThrow().tally()).isEqualTo(new Event.Tally(1, 2, 0));
  }

  @Test
  void tellsOfRecordsThatACrashHasCutShort() throws IOException {
    records
        .write(Records.id(0), "")
        .write(Records.id(1), "{\"type\":\"sta")
        .write(Records.id(2), Records.started(2, "c"))
        .write(Records.id(2), "{\"type\":\"finished\",\"outcome\":\"succ")
        .write(Records.id(3), "\0\0\0\n\0")
        .write(Records.id(4), "\n\n");
    assertThat(all()).hasSize(5).allMatch(e -> e.outcome() == Outcome.ENDED_WITHOUT_A_WORD);
    assertThat(all().get(2).started()).isPresent();
    assertThat(all().getLast().started()).isEmpty();
  }

  @Test
  void readsTheEndsOfLongLines() throws IOException {
    for (int length : List.of(3_800, 4_000, 4_096, 4_100, 16_384, 100_000)) {
      String run = Records.id(length);
      String much = "x".repeat(length);
      records.write(
          run,
          Records.started(length, much),
          new Event.Output(much, false, ""),
          Records.failed(much));
      Entry entry = history.entry(run).orElseThrow();
      assertThat(entry.started().orElseThrow().what().title()).isEqualTo(much);
      assertThat(entry.failure().orElseThrow().message()).isEqualTo(much);
    }
  }

  @Test
  void tellsOfAThousandRunsQuickly() throws IOException {
    for (int i = 0; i < 1000; i++) {
      records.write(Records.id(i), Records.started(i, "Nr " + i), Records.succeeded());
    }
    long begin = System.nanoTime();
    assertThat(history.newest(1000, entry -> true)).hasSize(1000);
    // A tenth of that by itself; the bound leaves room for a machine that does other things too.
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(took).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void findsARunByTheBeginningOfItsId() throws IOException {
    records.write(Records.id(0), "").write(Records.id(1), "");
    assertThat(history.find(Records.id(0))).isEqualTo(Records.id(0));
    assertThat(history.find("20260131-2301")).isEqualTo(Records.id(1));
    assertThat(history.find("last")).isEqualTo(Records.id(1));
    records.write(Records.id(0) + "7", "");
    assertThat(history.find(Records.id(0))).as("exactly so").isEqualTo(Records.id(0));
    refused("2026", "3 runs begin with '2026'");
    refused("../x", "no run is called '../x' in " + root.resolve("runs"));
  }

  private void refused(String name, String message) {
    assertThatThrownBy(() -> history.find(name))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_RUN);
              assertThat(e.message()).isEqualTo(message);
              assertThat(e.hint()).isNotEmpty();
            });
  }

  @Test
  void saysThatNothingIsRecordedYet() {
    refused("last", "no run is recorded yet in " + root.resolve("runs"));
  }

  @Test
  void readsARecordAgain() throws IOException {
    records.write("a", Records.started(0, "a"), Records.changed()).write("a", "broken\n{\"ty");
    assertThat(history.replay("a", lines::add)).isTrue();
    assertThat(events()).hasSize(2);
    assertThat(lines).extracting(EventReader.Line::isBroken).containsExactly(false, false, true);
    assertThatThrownBy(() -> history.replay("b", lines::add))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_RUN));
    assertThat(history.entry("b")).isEqualTo(Optional.empty());
  }

  @Test
  void followsARunToItsEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Thread.sleep(50);
                records.write("a", Records.started(0, "a"));
                records.write("a", "{\"type\":\"waiting\",");
                Thread.sleep(50);
                records.write("a", "\"what\":\"b\"}\n");
                begun.await();
                records.write("a", Records.changed(), Records.succeeded());
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    boolean ended =
        history.follow(
            "a",
            () -> true,
            line -> {
              lines.add(line);
              begun.countDown();
            });
    writer.join();
    assertThat(ended).isTrue();
    assertThat(events()).hasSize(4).contains(new Event.Waiting("b"));
  }

  @Test
  void readsWhatAKilledRunHasWrittenToItsVeryEnd() throws IOException {
    records.write("a", Records.started(0, "a"));
    AtomicBoolean goingOn = new AtomicBoolean(true);
    boolean ended =
        history.follow(
            "a",
            () -> {
              if (goingOn.getAndSet(false)) {
                return true;
              }
              try {
                records.write("a", Records.changed());
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
              return false;
            },
            lines::add);
    assertThat(ended).isFalse();
    assertThat(events()).hasSize(2);
  }

  @Test
  void saysThatARunHasLeftNoRecord() {
    assertThatThrownBy(() -> history.follow("a", () -> false, lines::add))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_RUN));
  }

  @Test
  void stopsToFollowWhenItIsInterrupted() throws Exception {
    records.write("a", Records.started(0, "a"));
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              boolean ended = history.follow("a", () -> true, lines::add);
              interrupted.set(!ended && Thread.currentThread().isInterrupted());
            });
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    assertThat(interrupted).isTrue();
  }
}
