package troops.cli.repository;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import troops.cli.state.Directories;
import troops.cli.state.Envelope;

/// Trees of commits as files, in directories named by tree id, of which only their owner may read
/// or write anything.
///
/// Contents are those of the commit, byte for byte: no filter, no conversion of line ends, whatever
/// a repository's settings say. A checkout is used again only if size, time and inode of each file
/// and directory are what they were when it was made. (Not the time of the inode's last change, as
/// git does: NIO reads it at three times the price, and only its owner could deceive themselves.)
public final class Checkout {
  private static final int FORMAT = 2;
  private static final int KEPT = 8;

  /// Old ones go by the half, since somebody waits meanwhile.
  private static final int MOST = 16;

  private static final int ATTEMPTS = 20;
  private static final String FILES = "files";
  private static final String MANIFEST = "manifest";

  private final Path directory;
  private final boolean exclusive;

  /// Checkouts in a directory.
  ///
  /// @param cache the directory of the cache
  /// @param exclusive whether the caller holds the lock: then nobody else uses a checkout, and old
  ///   ones may go
  public Checkout(Path cache, boolean exclusive) {
    this.directory = cache.resolve("checkouts");
    this.exclusive = exclusive;
  }

  /// Finds the checkout of a tree, if there is one that is still what it was.
  ///
  /// @param tree the id of the tree
  /// @return the directory of its files
  public Optional<Path> find(String tree) {
    Path files = directory.resolve(tree).resolve(FILES);
    Optional<DataInputStream> manifest = Envelope.read(files.resolveSibling(MANIFEST), FORMAT);
    try {
      return manifest.isPresent() && matches(manifest.get(), files)
          ? Optional.of(files)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Checks a commit out, unless there is a checkout of it that is still what it was.
  ///
  /// @param commit the commit
  /// @param objects a reader of its repository
  /// @return the directory of its files
  public Path make(Commit commit, ObjectReader objects) {
    Optional<Path> found = find(commit.tree());
    if (found.isPresent()) {
      return found.get();
    }
    Directories.make(directory);
    Path fresh = directory;
    try {
      fresh = Files.createTempDirectory(directory, "new-");
      Path files = Files.createDirectory(fresh.resolve(FILES));
      write(commit, objects, files);
      describe(files, fresh.resolve(MANIFEST));
      if (!exclusive && Files.exists(directory.resolve(commit.tree()))) {
        // A run may be using what lies there, and may be what has changed it.
        return files;
      }
      Path made = publish(fresh, commit.tree());
      if (exclusive) {
        prune(commit.tree());
      }
      return made;
    } catch (IOException | InvalidPathException e) {
      discard(fresh);
      IOException why = e instanceof IOException io ? io : new IOException(e.getMessage(), e);
      throw Repository.refused("write", directory.resolve(commit.tree()), why);
    } catch (RuntimeException e) {
      discard(fresh);
      throw e;
    }
  }

  private void discard(Path fresh) {
    try {
      if (!fresh.equals(directory)) {
        Directories.remove(fresh);
      }
    } catch (IOException e) {
      // The next run that makes a checkout will try again.
    }
  }

  private static void write(Commit commit, ObjectReader objects, Path fresh) throws IOException {
    for (TreeFile file : commit.files()) {
      Path path = fresh.resolve(file.path());
      Files.createDirectories(path.getParent());
      switch (file.kind()) {
        case FILE, EXECUTABLE -> {
          String mode = file.kind() == TreeFile.Kind.FILE ? "rw-r--r--" : "rwxr-xr-x";
          try (Missing.Watch out =
              new Missing.Watch(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW))) {
            objects.copy(file.id(), out);
            out.check(file.path());
          }
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
        case LINK -> {
          java.io.ByteArrayOutputStream target = new java.io.ByteArrayOutputStream();
          objects.copy(file.id(), target);
          String text = Commit.text(target.toByteArray(), 0, target.size(), "where a link leads");
          Files.createSymbolicLink(path, Path.of(text));
        }
        case SUBMODULE -> throw Missing.submodule(file.path());
      }
    }
  }

  /// Gives a checkout its name. If another process was faster, its checkout is used; if what has
  /// that name is damaged, it goes.
  private Path publish(Path fresh, String tree) throws IOException {
    Path place = directory.resolve(tree);
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        return place.resolve(FILES);
      } catch (FileSystemException e) {
        Optional<Path> other = find(tree);
        if (other.isPresent()) {
          Directories.remove(fresh);
          return other.get();
        }
        if (attempt == ATTEMPTS) {
          throw e;
        }
        setAside(place);
      }
    }
  }

  private void setAside(Path place) throws IOException {
    Path old = Files.createTempDirectory(directory, "old-");
    try {
      Files.move(place, old.resolve(FILES), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // Another process has just done the same.
    } finally {
      Directories.remove(old);
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
    out.writeLong(now.lastModifiedTime().toMillis());
    out.writeInt(Objects.hashCode(now.fileKey()));
  }

  private static boolean matches(DataInputStream manifest, Path files) throws IOException {
    int count = manifest.readInt();
    String base = files + File.separator;
    for (int i = 0; i < count; i++) {
      String name = manifest.readUTF();
      BasicFileAttributes now = attributes(name.isEmpty() ? files : Path.of(base + name));
      long size = manifest.readLong();
      long time = manifest.readLong();
      int key = manifest.readInt();
      if (now.size() != size
          || now.lastModifiedTime().toMillis() != time
          || Objects.hashCode(now.fileKey()) != key) {
        return false;
      }
    }
    return true;
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private void prune(String current) throws IOException {
    File[] checkouts = directory.toFile().listFiles((d, name) -> !name.equals(current));
    if (checkouts == null || checkouts.length < MOST) {
      return;
    }
    Arrays.sort(checkouts, Comparator.comparingLong(File::lastModified));
    for (int i = 0; i <= checkouts.length - KEPT; i++) {
      Directories.remove(checkouts[i].toPath());
    }
  }
}
