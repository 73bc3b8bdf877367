package noop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import measure.Unmeasured;

/// What is deployed: files of 1 KiB that differ from each other, and packages that are installed
/// already.
///
/// @param wanted the directory of the files as they should be
/// @param found the directory of the files on the machine
/// @param paths the files, relative to both
/// @param packages names of installed packages, sorted
/// @param inodes what the files on the machine were when last [remembered][#remember]
record Workload(
    Path wanted, Path found, List<String> paths, List<String> packages, List<Object> inodes) {
  static final String NO_PACKAGE = "no-such-package-for-the-benchmark";

  private static final int DIRECTORIES = 10;
  private static final int FILES = 100;
  private static final int SIZE = 1024;
  private static final int PACKAGES = 200;

  /// Writes the wanted files, the same ones each time.
  static Workload make(Path directory) throws IOException, Unmeasured {
    Workload made =
        new Workload(
            directory.resolve("files"),
            directory.resolve("machine"),
            names(),
            installed(),
            new ArrayList<>());
    Random random = new Random(1);
    byte[] content = new byte[SIZE];
    for (String path : made.paths) {
      random.nextBytes(content);
      Path file = made.wanted.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      mode(file, "rw-r--r--");
    }
    return made;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int directory = 0; directory < DIRECTORIES; directory++) {
      for (int file = 0; file < FILES; file++) {
        names.add("directory-%d/file-%02d".formatted(directory, file));
      }
    }
    return names;
  }

  private static List<String> installed() throws IOException, Unmeasured {
    TreeSet<String> names = new TreeSet<>();
    String name = "";
    for (String line : Files.readAllLines(Path.of("/var/lib/dpkg/status"))) {
      if (line.startsWith("Package: ")) {
        name = line.substring("Package: ".length());
      } else if (line.equals("Status: install ok installed")
          && name.matches("[a-z0-9][a-z0-9+.-]+")) {
        names.add(name);
      }
    }
    if (names.size() < PACKAGES) {
      throw new Unmeasured(
          "the benchmark wants %d installed packages, and here are %d"
              .formatted(PACKAGES, names.size()));
    }
    return names.stream().limit(PACKAGES).toList();
  }

  /// Places what isn't there yet, as far as nobody else did.
  void placeMissing() throws IOException {
    for (String path : paths) {
      if (!Files.exists(found.resolve(path))) {
        place(path);
      }
    }
  }

  private void place(String path) throws IOException {
    Path file = found.resolve(path);
    Files.createDirectories(file.getParent());
    Files.copy(wanted.resolve(path), file, StandardCopyOption.REPLACE_EXISTING);
    mode(file, "rw-r--r--");
  }

  String contentVictim() {
    return paths.get(paths.size() / 3);
  }

  String modeVictim() {
    return paths.get(paths.size() / 2);
  }

  /// Changes a byte of one file, as hard to notice as can be: size and time of change stay. Changes
  /// another one's mode.
  void spoil() throws IOException {
    Path file = found.resolve(contentVictim());
    FileTime time = Files.getLastModifiedTime(file);
    byte[] content = Files.readAllBytes(file);
    content[SIZE / 2] ^= 1;
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);
    mode(found.resolve(modeVictim()), "rw-------");
  }

  void mend() throws IOException {
    place(contentVictim());
    place(modeVictim());
  }

  /// Takes down what the files are now, for [#untouched].
  void remember() throws IOException {
    inodes.clear();
    inodes.addAll(identities());
  }

  /// Whether nobody wrote to, replaced or changed the mode of any file since [#remember].
  boolean untouched() throws IOException {
    return inodes.equals(identities());
  }

  private List<Object> identities() throws IOException {
    List<Object> all = new ArrayList<>();
    for (String path : paths) {
      Path file = found.resolve(path);
      all.add(
          List.of(Files.getAttribute(file, "unix:ino"), Files.getAttribute(file, "unix:ctime")));
    }
    return all;
  }

  private static void mode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
