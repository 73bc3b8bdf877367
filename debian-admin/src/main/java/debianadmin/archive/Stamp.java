package debianadmin.archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What was unpacked into a directory, noted in a file beside it: from which archive and how, and
/// the mode, owner, size and time of everything. A file that was changed, added or removed since
/// shows in one of them; a directory's time tells of what it holds.
///
/// @param wish the archive's digest, and how it is unpacked
/// @param source where the archive came from
/// @param things what was there, by path below the directory
record Stamp(String wish, String source, Map<String, String> things) {
  private static final int FORMAT = 0x64610001;
  private static final String STAT = "unix:mode,uid,gid,size,lastModifiedTime";

  /// Where the stamp of a directory lies.
  static Path place(Path directory) {
    return directory.resolveSibling("." + directory.getFileName() + ".unpacked");
  }

  /// Reads the stamp of a directory.
  ///
  /// @param directory the directory
  /// @return its stamp, or null if it has none that this process can believe
  static @Nullable Stamp read(Path directory) throws IOException {
    Path place = place(directory);
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    }
    Object owner = Files.getAttribute(place, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!found.isRegularFile() || !(owner.equals(0) || owner.equals(self))) {
      return null;
    }
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS), 1 << 16))) {
      if (in.readInt() != FORMAT) {
        return null;
      }
      String wish = in.readUTF();
      String source = in.readUTF();
      int count = in.readInt();
      Map<String, String> things = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        things.put(in.readUTF(), in.readUTF());
      }
      return new Stamp(wish, source, things);
    } catch (EOFException e) {
      return null;
    }
  }

  /// Describes what a directory holds.
  ///
  /// @param wish the archive's digest, and how it was unpacked
  /// @param source where the archive came from
  /// @param directory the directory
  /// @return the stamp
  static Stamp of(String wish, String source, Path directory) throws IOException {
    Map<String, String> things = new LinkedHashMap<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(path, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            things.put(directory.relativize(path).toString(), describe(path));
            return FileVisitResult.CONTINUE;
          }
        });
    return new Stamp(wish, source, things);
  }

  private static String describe(Path path) throws IOException {
    Map<String, Object> stat = Files.readAttributes(path, STAT, LinkOption.NOFOLLOW_LINKS);
    int mode = (int) Objects.requireNonNull(stat.get("mode"), "asked for");
    String who = Integer.toOctalString(mode) + " " + stat.get("uid") + " " + stat.get("gid") + " ";
    // inode(7), S_IFMT: the time of a link can't be set, the size of a directory means nothing.
    return switch (mode & 0170000) {
      case 0120000 -> who + Files.readSymbolicLink(path);
      case 0040000 -> who + time(stat);
      default -> who + time(stat) + " " + stat.get("size");
    };
  }

  private static long time(Map<String, Object> stat) {
    FileTime time = (FileTime) Objects.requireNonNull(stat.get("lastModifiedTime"), "asked for");
    return time.to(TimeUnit.NANOSECONDS);
  }

  /// Where a directory isn't as it was.
  ///
  /// @param directory the directory
  /// @return the paths below it that differ; `.` is the directory itself
  List<String> differences(Path directory) throws IOException {
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, String> thing : things.entrySet()) {
      String name = thing.getKey();
      String now;
      try {
        now = describe(name.isEmpty() ? directory : directory.resolve(name));
      } catch (NoSuchFileException | NotDirectoryException e) {
        now = "";
      }
      if (!now.equals(thing.getValue())) {
        all.add(name.isEmpty() ? "." : name);
      }
    }
    return all;
  }

  /// Puts the stamp beside a directory.
  void write(Path directory) throws IOException {
    Path place = place(directory);
    Path fresh = place.resolveSibling(place.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(
                    fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                1 << 16))) {
      out.writeInt(FORMAT);
      out.writeUTF(wish);
      out.writeUTF(source);
      out.writeInt(things.size());
      for (Map.Entry<String, String> thing : things.entrySet()) {
        out.writeUTF(thing.getKey());
        out.writeUTF(thing.getValue());
      }
    }
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
  }
}
