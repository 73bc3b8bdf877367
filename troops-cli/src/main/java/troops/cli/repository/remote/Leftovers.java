package troops.cli.repository.remote;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.state.Directories;

/// Files that are in the way, in a directory that belongs to somebody else: no link of theirs leads
/// a deletion out of it, however quick they are.
///
/// @param directory the directory: nobody else can rename it
/// @param folders the folders below it that lead to them
record Leftovers(Path directory, List<String> folders) {
  static Leftovers in(Path directory, String... folders) {
    return new Leftovers(directory, List.of(folders));
  }

  /// Deletes files, in this directory and those below it.
  ///
  /// @param names which
  /// @param age how long ago they were written, at least
  /// @return how many
  int delete(Predicate<String> names, Duration age) {
    return delete(names, Instant.now().minus(age), false);
  }

  /// Deletes the directory with all that is in it.
  void deleteAll() {
    delete(name -> true, Instant.MAX, true);
    try {
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private int delete(Predicate<String> names, Instant before, boolean directories) {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      if (stream instanceof SecureDirectoryStream<Path> secure) {
        return descend(secure, folders, names, before, directories);
      }
      throw new IOException("this file system has no secure way to delete");
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw refused(e);
    } catch (DirectoryIteratorException e) {
      throw refused(new IOException(e.getMessage(), e));
    }
  }

  private static int descend(
      SecureDirectoryStream<Path> stream,
      List<String> folders,
      Predicate<String> names,
      Instant before,
      boolean directories)
      throws IOException {
    if (folders.isEmpty()) {
      return delete(stream, names, before, directories);
    }
    try (SecureDirectoryStream<Path> below =
        stream.newDirectoryStream(Path.of(folders.getFirst()), LinkOption.NOFOLLOW_LINKS)) {
      return descend(below, folders.subList(1, folders.size()), names, before, directories);
    }
  }

  private static int delete(
      SecureDirectoryStream<Path> stream,
      Predicate<String> names,
      Instant before,
      boolean directories)
      throws IOException {
    int count = 0;
    for (Path path : stream) {
      Path name = path.getFileName();
      BasicFileAttributes now =
          stream
              .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes();
      if (now.isDirectory()) {
        try (SecureDirectoryStream<Path> below =
            stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
          count += delete(below, names, before, directories);
        }
        if (directories) {
          stream.deleteDirectory(name);
        }
      } else if (names.test(name.toString())
          && now.lastModifiedTime().toInstant().isBefore(before)) {
        stream.deleteFile(name);
        count++;
      }
    }
    return count;
  }

  private Problem refused(IOException e) {
    return new Problem(
        Kind.UNREADABLE,
        "cannot clear " + directory + ": " + Directories.reason(e),
        List.of(),
        "",
        e);
  }
}
