package troops.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeTest {
  private static final int FORMAT = 7;

  @TempDir Path root;
  Path file = Path.of("/");

  @BeforeEach
  void writeOne() throws IOException {
    file = root.resolve("entry");
    Envelope.write(
        file,
        FORMAT,
        out -> {
          out.writeUTF("größe");
          out.writeLong(42);
          out.writeInt(0);
        });
  }

  @Test
  void givesBackWhatWasWritten() throws IOException {
    DataInputStream in = Envelope.read(file, FORMAT).orElseThrow();
    assertThat(in.readUTF()).isEqualTo("größe");
    assertThat(in.readLong()).isEqualTo(42);
    assertThat(in.readInt()).isZero();
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void noticesEveryDamageOfASingleByte() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      for (int difference = 1; difference < 256; difference++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) difference;
        Files.write(file, damaged);
        assertThat(Envelope.read(file, FORMAT)).as("byte %d ^ %d", at, difference).isEmpty();
      }
    }
    Files.write(file, whole);
    assertThat(Envelope.read(file, FORMAT)).isPresent();
  }

  @Test
  void noticesEveryTruncationAndEveryAppendix() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(Envelope.read(file, FORMAT)).as("%d bytes", length).isEmpty();
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThat(Envelope.read(file, FORMAT)).isEmpty();
  }

  @Test
  void seesNoFileOfAnotherFormat() {
    assertThat(Envelope.read(file, FORMAT + 1)).isEmpty();
    assertThat(Envelope.read(root.resolve("missing"), FORMAT)).isEmpty();
    assertThat(Envelope.read(root, FORMAT)).isEmpty();
  }

  @Test
  void holdsNothingToo() throws IOException {
    Envelope.write(file, FORMAT, out -> {});
    Optional<DataInputStream> in = Envelope.read(file, FORMAT);
    assertThat(in.orElseThrow().read()).isEqualTo(-1);
  }

  @Test
  void removesWhatAProcessThatWasKilledWasWriting(@TempDir Path directory) throws Exception {
    Process gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor()).isZero();
    Path left = directory.resolve(".cached." + gone.pid() + ".4.tmp");
    Path begun = directory.resolve(".cached." + ProcessHandle.current().pid() + ".1.tmp");
    Path cached = directory.resolve("cached");
    for (Path file : List.of(left, begun, cached)) {
      Files.writeString(file, "");
    }
    Envelope.prune(directory, 100);
    assertThat(left).doesNotExist();
    assertThat(begun).exists();
    assertThat(cached).exists();
  }
}
