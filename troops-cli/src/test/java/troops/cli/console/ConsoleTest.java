package troops.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import troops.cli.console.Console.Style;

class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesDataToOneStreamAndSaysThingsOnTheOther() {
    Console console = new Outlet(out, err, false, false, 0).console("auto");
    console.data("größe");
    console.data("raw\n".getBytes(StandardCharsets.UTF_8));
    console.say("hello");
    assertThat(text(out)).isEqualTo("größe\nraw\n");
    assertThat(text(err)).isEqualTo("hello\n");
  }

  @Test
  void showsStylesOnlyWhereThereIsColour() {
    Console coloured = new Outlet(out, err, true, true, 0).console("auto");
    assertThat(coloured.styled(Style.BAD, "x")).isEqualTo("\u001b[31mx\u001b[0m");
    assertThat(coloured.styled(Style.PLAIN, "x")).isEqualTo("x");
    Console plain = new Outlet(out, err, false, false, 0).console("auto");
    for (Style style : Style.values()) {
      assertThat(plain.styled(style, "x")).isEqualTo("x");
    }
  }

  private static boolean coloured(String when, Map<String, String> environment) {
    return !Outlet.standard(environment).console(when).styled(Style.BAD, "x").equals("x");
  }

  @Test
  void obeysWhatWasAskedForBeforeAnythingElse() {
    Map<String, String> against = Map.of("NO_COLOR", "1", "TERM", "dumb");
    assertThat(coloured("always", against)).isTrue();
    assertThat(coloured("never", Map.of("TERM", "xterm"))).isFalse();
  }

  @Test
  void showsNoColourWhereItIsNotWelcome() {
    assertThat(coloured("auto", Map.of("TERM", "dumb"))).isFalse();
    assertThat(coloured("auto", Map.of())).isFalse();
    assertThat(coloured("auto", Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
  }

  @Test
  void foldsLongLinesAtBlanksWhereTheyMustNotBeLong() {
    Console console = new Outlet(out, err, true, true, 20).console("never");
    console.say(Style.GOOD, "  nothing to do: a-word-that-is-too-long-for-a-line and more");
    console.say(Style.GOOD, "short");
    assertThat(text(err))
        .isEqualTo(
            """
              nothing to do:
                  a-word-that-is
                  -too-long-for-
                  a-line and
                  more
            short
            """);
    assertThat(text(err).lines()).allMatch(line -> line.length() <= 20);
  }

  @Test
  void goesOnWhenNobodyReadsAnyMore() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Console console = new Outlet(closed, closed, false, false, 0).console("auto");
    console.data("x");
    console.data(new byte[] {'x', '\n'});
    console.say("x");
    new Outlet(closed, err, false, false, 0).console("auto").say("still heard");
    assertThat(text(err)).isEqualTo("still heard\n");
  }

  @Test
  void writesLinesWholeHoweverManyThreadsWrite() {
    Console console = new Outlet(out, out, false, false, 0).console("auto");
    String line = "x".repeat(500);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        threads.execute(() -> {
          for (int j = 0; j < 200; j++) {
            console.say(line);
            console.data(line);
          }
        });
      }
    }
    assertThat(text(out).lines()).hasSize(1600).allMatch(line::equals);
  }
}
