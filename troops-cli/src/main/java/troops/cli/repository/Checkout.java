package troops.cli.repository;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import troops.cli.state.Directories;
import troops.cli.state.Envelope;

/// Trees of commits as files, in directories named by tree id, of which only their owner may read
/// or write anything.
///
/// Contents are those of the commit, byte for byte: no filter, no conversion of line ends, whatever
/// a repository's settings say. A checkout is used again only if each file and directory in it
/// still has the size, the times and the inode that it was made with, which is how git's index
/// tells (gitformat-index(5)).
public final class Checkout {
  private static final int FORMAT = 1;
  private static final int KEPT = 8;

  private final Path directory;

  /// Checkouts in a directory.
  ///
  /// @param cache the directory of the cache
  public Checkout(Path cache) {
    this.directory = cache.resolve("checkouts");
  }

  /// Finds the checkout of a tree, if there is one that is still what it was.
  ///
  /// @param tree the id of the tree
  /// @return its directory
  public Optional<Path> find(String tree) {
    Path files = directory.resolve(tree);
    Optional<DataInputStream> manifest = Envelope.read(manifest(tree), FORMAT);
    try {
      return manifest.isPresent() && matches(manifest.get(), files)
          ? Optional.of(files)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path manifest(String tree) {
    return directory.resolve(tree + ".manifest");
  }

  /// Checks a commit out, unless there is a checkout of it that is still what it was.
  ///
  /// @param commit the commit
  /// @return the directory
  public Path make(Commit commit) {
    Optional<Path> found = find(commit.tree());
    if (found.isPresent()) {
      return found.get();
    }
    Directories.make(directory);
    Path place = directory.resolve(commit.tree());
    try {
      Path fresh = Files.createTempDirectory(directory, "new-");
      write(commit, fresh);
      describe(fresh, manifest(commit.tree()));
      replace(fresh, place);
      prune();
      return place;
    } catch (IOException e) {
      throw Repository.unreadable(place, e);
    }
  }

  private static void write(Commit commit, Path fresh) throws IOException {
    try (ObjectReader objects = new ObjectReader(commit.repository().git())) {
      for (TreeFile file : commit.files()) {
        Path path = fresh.resolve(file.path());
        Files.createDirectories(path.getParent());
        switch (file.kind()) {
          case FILE, EXECUTABLE -> {
            String mode = file.kind() == TreeFile.Kind.FILE ? "rw-r--r--" : "rwxr-xr-x";
            try (OutputStream out =
                new BufferedOutputStream(
                    Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), 1 << 16)) {
              objects.copy(file.id(), out);
            }
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
          }
          case LINK -> {
            java.io.ByteArrayOutputStream target = new java.io.ByteArrayOutputStream();
            objects.copy(file.id(), target);
            Files.createSymbolicLink(path, Path.of(target.toString(StandardCharsets.UTF_8)));
          }
          case SUBMODULE -> Files.createDirectory(path);
        }
      }
    }
  }

  private static void replace(Path fresh, Path place) throws IOException {
    while (true) {
      try {
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
        // Damaged, or just made by another process, whose inodes our manifest doesn't know.
        Path old = Files.createTempDirectory(place.getParent(), "old-");
        Files.move(place, old.resolve("tree"), StandardCopyOption.ATOMIC_MOVE);
        delete(old);
      }
    }
  }

  private static void describe(Path files, Path manifest) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(files)) {
      all = walk.sorted().toList();
    }
    Envelope.write(
        manifest,
        FORMAT,
        out -> {
          out.writeInt(all.size());
          for (Path path : all) {
            out.writeUTF(files.relativize(path).toString());
            describe(path, out);
          }
        });
  }

  private static void describe(Path path, DataOutputStream out) throws IOException {
    BasicFileAttributes now = attributes(path);
    out.writeLong(now.size());
    out.writeLong(nanos(now));
    out.writeInt(String.valueOf(now.fileKey()).hashCode());
  }

  private static boolean matches(DataInputStream manifest, Path files) throws IOException {
    int count = manifest.readInt();
    String base = files + File.separator;
    for (int i = 0; i < count; i++) {
      String name = manifest.readUTF();
      BasicFileAttributes now = attributes(name.isEmpty() ? files : Path.of(base + name));
      boolean same =
          now.size() == manifest.readLong()
              & nanos(now) == manifest.readLong()
              & String.valueOf(now.fileKey()).hashCode() == manifest.readInt();
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static long nanos(BasicFileAttributes attributes) {
    FileTime time = attributes.lastModifiedTime();
    return time.to(TimeUnit.NANOSECONDS);
  }

  private void prune() throws IOException {
    File[] manifests = directory.toFile().listFiles((d, name) -> name.endsWith(".manifest"));
    if (manifests == null || manifests.length <= KEPT) {
      return;
    }
    Arrays.sort(manifests, Comparator.comparingLong(File::lastModified));
    for (int i = 0; i < manifests.length - KEPT; i++) {
      String name = manifests[i].getName();
      Files.deleteIfExists(manifests[i].toPath());
      delete(directory.resolve(name.substring(0, name.length() - ".manifest".length())));
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
