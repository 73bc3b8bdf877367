package debianadmin.path;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// The directory that something lies in or is to lie in, with every symbolic link on the way
/// resolved; and whom that way can be trusted to.
///
/// A link is followed if it lies in a directory that nobody may write to but root (and whoever runs
/// this), and all above it are such directories. Any other link could be pointed elsewhere by
/// somebody else, at any instant, and is refused. Absolute links mean the machine's root.
///
/// What is found on the way may be outdated at once where others may write. So reading by
/// [#directory] tells whether something is to be done; what is done, is done in what [#hold] opens.
public final class Parent {
  private static final int MOST_LINKS = 40;

  private final Path asked;
  private final Path directory;
  private final Path steady;
  private final List<String> loose;
  private final boolean trusted;
  private final boolean isStraight;

  private Parent(Path asked, Path directory, Path steady, List<String> loose, boolean trusted) {
    this.asked = asked;
    this.directory = directory;
    this.steady = steady;
    this.loose = loose;
    this.trusted = trusted;
    this.isStraight = directory.equals(asked);
  }

  /// What was found, for as long as nothing is changed (see [Machine#fact]): many files lie in one
  /// directory, and mostly one after the other.
  private static final class Known {
    final Map<Path, Parent> parents = new ConcurrentHashMap<>();
    volatile @Nullable Parent last;
  }

  /// Goes to the directory above a path.
  ///
  /// @param machine the machine
  /// @param path what [Machine#place] answered
  /// @return the directory; it needn't be there
  /// @throws MachineException if a link on the way can't be trusted
  /// @throws IOException if the way may not be gone
  public static Parent of(Machine machine, Path path) throws IOException {
    Path above = path.getParent();
    if (above == null) {
      return new Parent(path, path, path, List.of(), true);
    }
    Known known = machine.fact(Known.class, Known::new);
    Parent parent = known.last;
    if (parent == null || !parent.asked.equals(above)) {
      parent = known.parents.get(above);
      if (parent == null) {
        parent = new Walk(machine.path("/"), path).to(above);
        known.parents.put(above, parent);
      }
      known.last = parent;
    }
    return parent;
  }

  /// Holds the directory above a path, as it is now.
  ///
  /// @param machine the machine
  /// @param path what [Machine#place] answered
  /// @return the directory; closed by whoever called
  /// @throws MachineException if a link on the way can't be trusted
  /// @throws IOException if it isn't there
  public static Held hold(Machine machine, Path path) throws IOException {
    Path above = path.getParent();
    return above == null
        ? Held.byPath(path)
        : new Walk(machine.path("/"), path).to(above).hold(path);
  }

  /// Where something in this directory lies, with no link on the way there.
  ///
  /// @param path the path that was asked for
  /// @return the same path, if there was no link on the way
  public Path at(Path path) {
    Path name = isStraight ? null : path.getFileName();
    return name == null ? path : directory.resolve(name);
  }

  /// Whether nobody but root, and whoever runs this, can put anything else in the place of the
  /// directory or of what it holds.
  ///
  /// @return false if what is found there must be held to be relied upon
  public boolean isTrusted() {
    return trusted;
  }

  private Held hold(Path wanted) throws IOException {
    if (trusted) {
      return Held.byPath(directory);
    }
    Path at = steady;
    int fd = Openat.directory(Openat.NOWHERE, at.toString(), at.toString());
    for (String name : loose) {
      Path next = at.resolve(name);
      int above = fd;
      try {
        fd = Openat.directory(above, name, next.toString());
      } catch (NotDirectoryException e) {
        if (Files.isSymbolicLink(next)) {
          throw refused(wanted, next, at);
        }
        throw e;
      } finally {
        Openat.close(above);
      }
      at = next;
    }
    return Held.open(fd, at);
  }

  private static MachineException refused(Path wanted, Path link, Path directory)
      throws IOException {
    return new MachineException(
        wanted + ": " + link + " is a symbolic link, and " + Node.of(directory).writers(directory),
        "name what it points to in place of the link, or let "
            + directory
            + " and all above it belong to root, and be writable by root alone");
  }

  /// Goes from the machine's root down, a name at a time.
  private static final class Walk {
    private final Path root;
    private final Path wanted;
    private final Deque<String> left = new ArrayDeque<>();
    private final List<String> loose = new ArrayList<>(0);
    private Path at;
    private Node node;
    private Path steady;
    private boolean isSteady = true;
    private int links;

    Walk(Path root, Path wanted) throws IOException {
      this.root = root;
      this.wanted = wanted;
      this.at = root;
      this.steady = root;
      this.node = Node.of(root);
    }

    Parent to(Path above) throws IOException {
      for (int i = root.getNameCount(); i < above.getNameCount(); i++) {
        left.add(above.getName(i).toString());
      }
      while (!left.isEmpty()) {
        String name = left.pop();
        if (name.equals("..")) {
          goUp();
        } else if (!name.equals(".") && !name.isEmpty() && !goTo(name)) {
          return end(above, at.resolve(name));
        }
      }
      return end(above, at);
    }

    private Parent end(Path above, Path place) {
      Path directory = place;
      for (String name : left) {
        directory = directory.resolve(name);
      }
      return new Parent(above, directory, steady, List.copyOf(loose), isSteady && node.isClosed());
    }

    /// Answers whether there is a directory of that name.
    private boolean goTo(String name) throws IOException {
      Path next = at.resolve(name);
      Node found;
      try {
        found = Node.of(next);
      } catch (NoSuchFileException | NotDirectoryException e) {
        return false;
      }
      if (found.isLink()) {
        follow(next);
        return true;
      }
      if (!found.isDirectory()) {
        return false;
      }
      isSteady = isSteady && (node.isClosed() || (node.isSticky() && found.isOurs()));
      at = next;
      node = found;
      if (isSteady) {
        steady = next;
      } else {
        loose.add(name);
      }
      return true;
    }

    private void follow(Path link) throws IOException {
      if (!isSteady || !node.isClosed()) {
        throw refused(wanted, link, at);
      }
      if (++links > MOST_LINKS) {
        throw new FileSystemException(link.toString(), null, "too many symbolic links");
      }
      Path target = Files.readSymbolicLink(link);
      if (target.isAbsolute()) {
        arrive(root);
      }
      for (int i = target.getNameCount() - 1; i >= 0; i--) {
        left.push(target.getName(i).toString());
      }
    }

    private void goUp() throws IOException {
      if (!isSteady) {
        throw new MachineException(
            wanted + ": '..' below " + steady + ", where others may write",
            "write the path without '..'");
      }
      Path above = at.getParent();
      arrive(above == null || at.equals(root) ? root : above);
    }

    private void arrive(Path directory) throws IOException {
      at = directory;
      steady = directory;
      node = Node.of(directory);
    }
  }
}
