package troops.cli.node.aftermath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.event.Event;
import troops.cli.history.Records;

class JournalTest {
  /// Listens, and writes each datagram in hexadecimal digits, a line for each. With a second word
  /// it doesn't listen, but keeps the queue full.
  private static final String LISTENER =
      """
      use Socket; use IO::Handle;
      socket(S, AF_UNIX, SOCK_DGRAM, 0) or die;
      bind(S, pack_sockaddr_un($ARGV[0])) or die;
      print "ready\\n"; STDOUT->flush;
      sleep 100 if @ARGV > 1;
      while (defined recv(S, $d, 1000000, 0)) { print unpack("H*", $d), "\\n"; STDOUT->flush }
      """;

  @TempDir Path root;
  private final List<Process> processes = new ArrayList<>();

  private Path socket() {
    return root.resolve("socket");
  }

  private Path heard() {
    return root.resolve("heard");
  }

  private void listen(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("perl", "-e", LISTENER, socket().toString()));
    command.addAll(List.of(words));
    processes.add(
        new ProcessBuilder(command)
            .redirectOutput(heard().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
    await(1);
  }

  /// Waits for so many lines.
  private List<String> await(int lines) throws IOException, InterruptedException {
    for (int i = 0; i < 1000; i++) {
      List<String> all = Files.exists(heard()) ? Files.readAllLines(heard()) : List.of();
      if (all.size() >= lines) {
        return all;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("heard too little: " + Files.size(heard()) + " bytes");
  }

  /// So many datagrams, as text.
  private List<String> datagrams(int number) throws IOException, InterruptedException {
    return await(number + 1).stream()
        .skip(1)
        .map(line -> new String(java.util.HexFormat.of().parseHex(line), StandardCharsets.UTF_8))
        .toList();
  }

  @AfterEach
  void endListeners() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void saysWhatTheConsoleSaysWithTheRunAsFields() throws Exception {
    listen();
    try (Journal journal = new Journal(socket())) {
      journal.hear(new Event.Waiting("waiting for the run before"));
      journal.hear(Records.started(0, "Größe\u001b[31m"));
      journal.hear(new Event.Warned("careful", "look"));
      journal.hear(Records.changed());
      journal.hear(new Event.Output("not said", true, "apt-get"));
      journal.hear(Records.failed("no"));
    }
    List<String> all = datagrams(13);
    assertThat(all.getFirst())
        .isEqualTo("MESSAGE=  waiting for the run before\nPRIORITY=6\nSYSLOG_IDENTIFIER=troops\n");
    String fields =
        "SYSLOG_IDENTIFIER=troops\nTROOPS_RUN="
            + Records.id(0)
            + "\nTROOPS_REVISION="
            + Records.REVISION
            + "\nTROOPS_USER=ann\nTROOPS_VIA=push\n";
    assertThat(all.get(1))
        .isEqualTo("MESSAGE=deploying 0123456789 \"Größe^[[31m\" on web-1\nPRIORITY=6\n" + fields);
    assertThat(all.get(2)).isEqualTo("MESSAGE=warning: careful\nPRIORITY=4\n" + fields);
    assertThat(all.get(5)).isEqualTo("MESSAGE=  install tmux (3.3a-3)\nPRIORITY=6\n" + fields);
    assertThat(all.get(6)).isEqualTo("MESSAGE=failed: tmux, deploy.java:12\nPRIORITY=3\n" + fields);
    assertThat(all.getLast()).startsWith("MESSAGE=hint: run apt-get update\nPRIORITY=3\n");
    assertThat(all).hasSize(13);
  }

  @Test
  void writesValuesOfSeveralLinesWithTheirLength() {
    byte[] entry = new JournalEntry().with("A", "ö\nb").with("B", "c").bytes();
    assertThat(entry).isEqualTo("A\n\4\0\0\0\0\0\0\0ö\nb\nB=c\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void cutsWhatIsTooLongBetweenCharacters() throws Exception {
    listen();
    try (Journal journal = new Journal(socket())) {
      journal.hear(new Event.Output("x" + "ö".repeat(1_000_000), true, ""));
    }
    String message = datagrams(1).getLast().lines().findFirst().orElse("");
    assertThat(message).startsWith("MESSAGE=xöö").endsWith("öö ...").doesNotContain("\ufffd");
    assertThat(message.getBytes(StandardCharsets.UTF_8).length).isBetween(49_000, 49_200);
  }

  @Test
  void beginsToSendWhileTheRunGoesOn() throws Exception {
    listen();
    try (Journal journal = new Journal(socket())) {
      long begin = System.nanoTime();
      journal.hear(new Event.Warned("one", ""));
      assertThat(datagrams(1).getFirst()).startsWith("MESSAGE=warning: one\n");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(400));
      journal.hear(new Event.Warned("two", ""));
      assertThat(datagrams(2).getLast()).startsWith("MESSAGE=warning: two\n");
    }
  }

  @Test
  void sendsAtOnceWhenTheRunHasEnded() throws Exception {
    listen();
    try (Journal journal = new Journal(socket())) {
      journal.hear(Records.succeeded());
      assertThat(datagrams(1).getFirst()).startsWith("MESSAGE=succeeded: 2 changes");
    }
  }

  @Test
  void doesNothingWhereNobodyListens() throws Exception {
    try (Journal journal = new Journal(socket())) {
      journal.hear(Records.succeeded());
    }
    listen();
    processes.getFirst().destroyForcibly().waitFor();
    try (Journal journal = new Journal(socket())) {
      journal.hear(Records.succeeded());
    }
    try (Journal journal = new Journal(Path.of("/" + "x".repeat(200)))) {
      journal.hear(Records.succeeded());
    }
    new Journal(socket()).close();
  }

  @Test
  void isHeldUpByNobody() throws Exception {
    listen("deaf");
    long begin = System.nanoTime();
    Journal journal = new Journal(socket());
    for (int i = 0; i < 100_000; i++) {
      journal.hear(new Event.Warned("one of many", ""));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    journal.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
  }
}
