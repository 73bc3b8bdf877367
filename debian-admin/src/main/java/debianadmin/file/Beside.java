package debianadmin.file;

import debianadmin.path.Held;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import machine.Command;
import machine.CommandFailed;
import machine.Exit;
import org.jspecify.annotations.Nullable;

/// Something new beside the place that it will take, under a name of its own. Closing it removes
/// it, unless it was moved into its place.
final class Beside implements AutoCloseable {
  private final Held directory;
  private final String place;
  private final String name;
  private final @Nullable Held file;
  private boolean moved;

  private Beside(Held directory, String place, String name, @Nullable Held file) {
    this.directory = directory;
    this.place = place;
    this.name = name;
    this.file = file;
  }

  /// Makes an empty file that only its owner can read.
  ///
  /// @param directory where it will go
  /// @param place the name that it will take there
  /// @return the file
  static Beside file(Held directory, String place) throws IOException {
    return make(directory, place, directory::make);
  }

  /// Makes a symbolic link.
  ///
  /// @param directory where it will go
  /// @param place the name that it will take there
  /// @param target what it points to
  /// @return the link
  static Beside link(Held directory, String place, Path target) throws IOException {
    return make(
        directory,
        place,
        name -> {
          Files.createSymbolicLink(directory.at(name), target);
          return null;
        });
  }

  private static Beside make(Held directory, String place, Maker maker) throws IOException {
    // A name has 255 bytes at most, and a character up to four.
    String start = "." + (place.length() > 50 ? place.substring(0, 50) : place) + ".";
    for (int attempt = 0; ; attempt++) {
      long number = System.nanoTime() + ProcessHandle.current().pid() * 1_000_003;
      String name = start + Long.toString(number & 0xfffffffffL, 36) + ".new";
      try {
        return new Beside(directory, place, name, maker.make(name));
      } catch (FileAlreadyExistsException e) {
        if (attempt == 100) {
          throw e;
        }
      }
    }
  }

  private interface Maker {
    @Nullable Held make(String name) throws IOException;
  }

  /// The new file.
  Held held() {
    return Objects.requireNonNull(file, "a file");
  }

  /// Gives the file its content.
  void write(Content content) throws IOException {
    // Nobody else can put a link in its place: it is open, or lies where nobody else may write. To
    // append to what is empty is to write, but for ext4, which sends to the disk at once what was
    // written after a file was cut to nothing (mount option auto_da_alloc, ext4(5)).
    try (OutputStream out = new FileOutputStream(held().path().toFile(), true)) {
      content.writeTo(out);
    }
  }

  /// Lets a program look at the file.
  ///
  /// @param check the program
  /// @param shown the place, as messages show it
  /// @param secret whether what the program says may show a secret
  /// @throws CommandFailed if it doesn't accept the content
  void check(Check check, String shown, boolean secret) {
    List<String> words = new ArrayList<>();
    words.add(check.program());
    words.addAll(check.arguments());
    words.add(directory.shown(name).toString());
    Exit exit = Command.of(words).limit(Duration.ofMinutes(1)).ask();
    if (!exit.ok()) {
      String silence = "(not shown: the content is secret)";
      throw new CommandFailed(
          secret ? new Exit(exit.command(), exit.code(), silence, silence, exit.duration()) : exit,
          "the new content of " + shown + " was not accepted; what was there before is untouched");
    }
  }

  /// Moves it into its place, replacing what is there, at one instant.
  void move() throws IOException {
    Files.move(
        directory.at(name),
        directory.at(place),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    moved = true;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
    if (!moved) {
      Files.deleteIfExists(directory.at(name));
    }
  }
}
