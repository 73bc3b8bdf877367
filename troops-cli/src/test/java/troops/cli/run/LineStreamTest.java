package troops.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LineStreamTest {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final LineStream stream = new LineStream(lines::add);

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.write(bytes, 0, bytes.length);
  }

  @Test
  void cutsWhatIsWrittenIntoLines() {
    write("one\ntw");
    assertThat(lines).containsExactly("one");
    write("o\n\nthree");
    assertThat(lines).containsExactly("one", "two", "");
    stream.end();
    assertThat(lines).containsExactly("one", "two", "", "three");
    stream.end();
    assertThat(lines).hasSize(4);
  }

  @Test
  void keepsCarriageReturnsForWhoeverShowsTheLine() {
    write("a\r\nb\rc\n");
    assertThat(lines).containsExactly("a\r", "b\rc");
  }

  @Test
  void joinsCharactersThatArriveInPieces() {
    for (byte b : "größe 🎉\n".getBytes(StandardCharsets.UTF_8)) {
      stream.write(b);
    }
    assertThat(lines).containsExactly("größe 🎉");
  }

  @Test
  void showsWhatIsNotUtf8AsSuch() {
    byte[] bytes = {'a', (byte) 0xff, (byte) 0xc3, 'b', '\n', (byte) 0xe2, '\n'};
    stream.write(bytes, 0, bytes.length);
    assertThat(lines).containsExactly("a\ufffd\ufffdb", "\ufffd");
  }

  @Test
  void cutsLinesThatNeverEndAndLosesNothing() {
    String text = "x".repeat(200_000);
    write(text);
    assertThat(lines).hasSizeGreaterThan(2);
    stream.end();
    assertThat(String.join("", lines)).isEqualTo(text);
  }

  @Test
  void losesNothingOfSeveralWriters() {
    PrintStream print = new PrintStream(stream, true, StandardCharsets.UTF_8);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        String word = "w" + i;
        threads.execute(() -> {
          for (int j = 0; j < 500; j++) {
            print.println(word.repeat(10));
          }
        });
      }
    }
    stream.end();
    assertThat(String.join("", lines)).hasSize(4 * 500 * 20);
    assertThat(lines).allMatch(line -> line.isEmpty() || line.matches("(w[0-3])+"));
  }
}
