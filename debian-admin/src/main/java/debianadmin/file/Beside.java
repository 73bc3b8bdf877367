package debianadmin.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import machine.Command;
import machine.CommandFailed;
import machine.Exit;

/// Something new beside the place that it will take, under a name of its own. Closing it removes
/// it, unless it was moved into its place.
final class Beside implements AutoCloseable {
  private final Path place;
  private final Path path;
  private boolean moved;

  private Beside(Path place, Path path) {
    this.place = place;
    this.path = path;
  }

  /// Makes an empty file that only its owner can read.
  ///
  /// @param place where it will go
  /// @return the file
  static Beside file(Path place) throws IOException {
    return make(
        place,
        name ->
            Files.newByteChannel(
                    name,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------")))
                .close());
  }

  /// Makes a symbolic link.
  ///
  /// @param place where it will go
  /// @param target what it points to
  /// @return the link
  static Beside link(Path place, Path target) throws IOException {
    return make(place, name -> Files.createSymbolicLink(name, target));
  }

  private static Beside make(Path place, Maker maker) throws IOException {
    String name = Objects.requireNonNull(place.getFileName(), "a file name").toString();
    // A name has 255 bytes at most, and a character up to four.
    String start = "." + (name.length() > 50 ? name.substring(0, 50) : name) + ".";
    for (int attempt = 0; ; attempt++) {
      long number = System.nanoTime() + ProcessHandle.current().pid() * 1_000_003;
      Path path = place.resolveSibling(start + Long.toString(number & 0xfffffffffL, 36) + ".new");
      try {
        maker.make(path);
        return new Beside(place, path);
      } catch (FileAlreadyExistsException e) {
        if (attempt == 100) {
          throw e;
        }
      }
    }
  }

  private interface Maker {
    void make(Path path) throws IOException;
  }

  /// Where it is now.
  Path path() {
    return path;
  }

  /// Gives the file its content.
  void write(Content content) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(
                path,
                Set.of(
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    java.nio.file.LinkOption.NOFOLLOW_LINKS)))) {
      content.writeTo(out);
    }
  }

  /// Lets a program look at the file.
  ///
  /// @param check the program
  /// @param name the place, as messages show it
  /// @param secret whether what the program says may show a secret
  /// @throws CommandFailed if it doesn't accept the content
  void check(Check check, String name, boolean secret) {
    List<String> words = new ArrayList<>();
    words.add(check.program());
    words.addAll(check.arguments());
    words.add(path.toString());
    Exit exit = Command.of(words).limit(Duration.ofMinutes(1)).ask();
    if (!exit.ok()) {
      String silence = "(not shown: the content is secret)";
      throw new CommandFailed(
          secret ? new Exit(exit.command(), exit.code(), silence, silence, exit.duration()) : exit,
          "the new content of " + name + " was not accepted; what was there before is untouched");
    }
  }

  /// Moves it into its place, replacing what is there, at one instant.
  void move() throws IOException {
    Files.move(path, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    moved = true;
  }

  @Override
  public void close() throws IOException {
    if (!moved) {
      Files.deleteIfExists(path);
    }
  }
}
