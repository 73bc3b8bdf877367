package troops.cli.state;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Where Troops keeps things.
///
/// Root's lie where a node's lie (`/var/lib/troops`, see hier(7)); anybody else's below their XDG
/// directories (XDG Base Directory Specification). `TROOPS_DIRECTORY` puts everything, settings
/// included, below one directory.
///
/// @param state what must not get lost
/// @param cache what may be deleted at any time
/// @param runs the records of runs
/// @param settings the settings of the node, which others write
/// @param node where the machine keeps what makes it a node
public record Directories(Path state, Path cache, Path runs, Path settings, NodePlaces node) {
  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> PARENTS =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final int OTHERS_WRITE = 022;

  /// What belongs to whoever this process is.
  private static final Path US = Path.of("/proc/self");

  /// The directories for a user.
  ///
  /// @param root whether the user is root
  /// @param environment the environment of the process
  /// @param home the user's home directory
  /// @return the directories; they may not exist yet
  public static Directories of(boolean root, Map<String, String> environment, String home) {
    String one = environment.getOrDefault("TROOPS_DIRECTORY", "");
    if (!one.isEmpty()) {
      Path base = Path.of(one).toAbsolutePath();
      return new Directories(
          base.resolve("state"),
          base.resolve("cache"),
          base.resolve("runs"),
          base.resolve("etc"),
          NodePlaces.below(base));
    }
    Path settings = Path.of("/etc/troops");
    NodePlaces node = NodePlaces.HERE;
    Path base = node.base();
    if (root) {
      return new Directories(
          base.resolve("state"), base.resolve("cache"), base.resolve("runs"), settings, node);
    }
    Path state = xdg(environment.get("XDG_STATE_HOME"), home, ".local/state");
    Path cache = xdg(environment.get("XDG_CACHE_HOME"), home, ".cache");
    return new Directories(state, cache, state.resolve("runs"), settings, node);
  }

  private static Path xdg(@Nullable String variable, String home, String fallback) {
    // The specification: a relative path in these variables is to be ignored.
    boolean usable = variable != null && variable.startsWith("/");
    Path base = usable ? Path.of(variable) : Path.of(home).resolve(fallback);
    return base.resolve("troops");
  }

  /// Makes sure that these directories, if they exist, are ours alone to write: what lies in the
  /// caches is run, as whoever runs Troops.
  ///
  /// @throws Problem if one of the directories belongs to somebody else, or others may write to it
  ///   ([Kind#UNSAFE_DIRECTORY])
  public void check() {
    for (Path directory : List.of(state, cache, runs)) {
      try {
        check(directory);
      } catch (NoSuchFileException e) {
        // It will be made, and then it is ours.
      } catch (IOException e) {
        throw new Problem(
            Kind.UNREADABLE, "cannot read " + directory + ": " + reason(e), List.of(), "", e);
      }
    }
  }

  private static void check(Path directory) throws IOException {
    Object owner = Files.getAttribute(directory, "unix:uid");
    if (!owner.equals(Files.getAttribute(US, "unix:uid"))) {
      throw new Problem(
          Kind.UNSAFE_DIRECTORY,
          directory + " belongs to somebody else",
          "what lies in it would be run: use a directory of your own");
    }
    int mode = (int) Files.getAttribute(directory, "unix:mode");
    if ((mode & OTHERS_WRITE) != 0) {
      throw new Problem(
          Kind.UNSAFE_DIRECTORY,
          directory + " can be written to by others",
          "chmod go-w " + directory + " after a look at what lies in it; or delete it");
    }
  }

  /// Makes a directory that only its owner may enter, unless it exists. Parents that are missing
  /// are made too, for all to enter.
  ///
  /// @param directory the directory
  /// @return the directory
  /// @throws Problem if it can't be made
  public static Path make(Path directory) {
    if (Files.isDirectory(directory)) {
      return directory;
    }
    try {
      Path parent = directory.getParent();
      if (parent != null && !Files.isDirectory(parent)) {
        Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(PARENTS));
      }
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OURS_ALONE));
      return directory;
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot make the directory " + directory + ": " + reason(e),
          List.of(),
          "Troops keeps its state there; TROOPS_DIRECTORY names another place",
          e);
    }
  }

  /// Removes a file, or a directory with all that is in it.
  ///
  /// @param tree the file or the directory; it may not exist
  /// @throws IOException if the file system refuses
  public static void remove(Path tree) throws IOException {
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
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// The reason of a failure of the file system, for people.
  ///
  /// @param e the failure
  /// @return a few words
  public static String reason(IOException e) {
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof java.nio.file.NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof java.nio.file.FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
