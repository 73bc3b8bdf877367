package machine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a program that changes a machine has to know: whether changes are made or only named, who
/// hears of them, where the machine's files are, and which folder relative paths mean.
///
/// There is one for the whole process, [#current()], set at most once by [#begin]: a value bound to
/// a thread would be lost in the threads that a program starts, and a preview that lost its mode
/// would change the machine.
public final class Machine {
  private static final Object LOCK = new Object();
  private static volatile @Nullable Machine current;

  private final Mode mode;
  private final Listener listener;
  private final Path root;
  private final Path folder;
  private final boolean isWhole;
  private final Set<Object> foreseen = ConcurrentHashMap.newKeySet();
  private final Set<Path> written = ConcurrentHashMap.newKeySet();
  private final Map<Object, Object> facts = new ConcurrentHashMap<>();

  /// A machine, without making it the current one.
  ///
  /// @param mode whether changes are made
  /// @param listener hears of them
  /// @param root the directory that holds the machine's files: `/`, but for tests and images
  /// @param folder what relative paths mean
  public Machine(Mode mode, Listener listener, Path root, Path folder) {
    this.mode = mode;
    this.listener = listener;
    this.root = root;
    this.folder = folder;
    this.isWhole = root.getNameCount() == 0;
  }

  /// The machine that operations without one mean. Unless [#begin] came first: this machine,
  /// changes made, told on standard output, relative paths as the process sees them.
  ///
  /// @return the current machine
  public static Machine current() {
    Machine now = current;
    if (now != null) {
      return now;
    }
    synchronized (LOCK) {
      if (current == null) {
        current =
            new Machine(
                Mode.APPLY, new Printed(System.out), Path.of("/"), Path.of("").toAbsolutePath());
      }
      return current;
    }
  }

  // Without making one the current one: who only asks may do so before #begin.
  static Path currentFolder() {
    Machine now = current;
    return now == null ? Path.of("").toAbsolutePath() : now.folder;
  }

  /// Makes a machine the current one, once for the process.
  ///
  /// @param machine the machine
  /// @throws IllegalStateException if there is a current one already
  public static void begin(Machine machine) {
    synchronized (LOCK) {
      if (current != null) {
        throw new IllegalStateException("the current machine is set once for the process");
      }
      current = machine;
    }
  }

  /// Whether changes are made.
  ///
  /// @return the mode
  public Mode mode() {
    return mode;
  }

  /// Who hears of changes.
  ///
  /// @return the listener
  public Listener listener() {
    return listener;
  }

  /// What relative paths mean.
  ///
  /// @return an absolute directory
  public Path folder() {
    return folder;
  }

  /// The file that a path means on this machine: a relative one lies in the [#folder()], an
  /// absolute one below the root.
  ///
  /// @param path the path
  /// @return where it lies in the file system of this process
  public Path path(String path) {
    if (path.isEmpty() || path.indexOf('\0') >= 0) {
      throw new MachineException("not a path: '" + path + "'", "name a file or a directory");
    }
    if (!path.startsWith("/")) {
      return folder.resolve(path).normalize();
    }
    return isWhole ? Path.of(path) : root.resolve(path.substring(1));
  }

  /// The place that a path names on this machine, for something to be put there: an absolute one.
  /// Relative paths mean the [#folder()], where things are taken from.
  ///
  /// @param path the path
  /// @return where it lies in the file system of this process
  /// @throws MachineException if it isn't absolute
  public Path place(String path) {
    if (!path.isEmpty() && !path.startsWith("/")) {
      throw new MachineException(
          "not an absolute path: " + path,
          "write the whole path, beginning with /; relative paths mean the deployment's own folder,"
              + " where things are taken from");
    }
    return path(path);
  }

  /// Whether this process is root's.
  ///
  /// @return true if its effective user id is 0
  public static boolean isRoot() {
    return Root.IS;
  }

  /// Brings a thing into its wanted state, or names what that would change, as the mode says. Each
  /// change is told to the listener after it was made; if nothing is to be done, the reason is.
  ///
  /// @param resource the thing
  /// @throws MachineException if it can't be done; what was changed before was told
  public void bring(Resource resource) {
    try {
      Decision decision = resource.decide(this);
      Set<Change> made = new HashSet<>(0);
      while (decision instanceof Decision.First first) {
        for (Decision.Step step : first.steps()) {
          if (!made.add(step.change())) {
            throw new MachineException(
                resource.subject() + ": it didn't help to " + step.change(),
                "do it by hand, and see");
          }
        }
        take(first.steps());
        decision = resource.decide(this);
      }
      if (decision instanceof Decision.Settled settled) {
        listener.kept(resource.subject(), settled.reason());
      } else if (decision instanceof Decision.Unknown unknown) {
        listener.unknown(resource.subject(), unknown.because());
      } else if (decision instanceof Decision.Pending pending) {
        take(pending.steps());
      }
    } catch (IOException e) {
      throw refused(resource.subject(), e);
    }
  }

  private void take(List<Decision.Step> steps) throws IOException {
    for (Decision.Step step : steps) {
      take(step);
    }
  }

  private void take(Decision.Step step) throws IOException {
    if (mode == Mode.PREVIEW) {
      foreseen.addAll(step.foresees());
      listener.wouldChange(step.change());
    } else {
      try {
        step.action().carryOut();
      } catch (AccessDeniedException e) {
        if (isRoot()) {
          throw e;
        }
        throw new MachineException(
            "not allowed to " + step.change() + ": " + e.getFile() + ": permission denied",
            MachineException.AS_ROOT,
            e);
      } finally {
        forget();
      }
      listener.changed(step.change());
    }
  }

  private MachineException refused(String subject, IOException e) {
    String where =
        e instanceof FileSystemException f && f.getFile() != null ? f.getFile() : subject;
    String what = where.equals(subject) ? subject : subject + ": " + where;
    if (e instanceof AccessDeniedException) {
      return new MachineException(
          what + ": permission denied", isRoot() ? "" : MachineException.AS_ROOT, e);
    }
    if (e instanceof NoSuchFileException) {
      return new MachineException(what + ": no such file or directory", "", e);
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return new MachineException(
        what + ": " + (reason == null ? e.getClass().getSimpleName() : reason), "", e);
  }

  /// Whether an earlier step of this preview would have brought something about. Always false when
  /// applying: there, the machine itself is asked.
  ///
  /// @param what what a [Decision.Step] foresaw
  /// @return true if it was foreseen
  public boolean foreseen(Object what) {
    return foreseen.contains(what);
  }

  /// A fact that one question answers for many resources: all units, say. It is asked for once, and
  /// again only after something was changed through this machine.
  ///
  /// @param <T> the type of the answer
  /// @param question names the question, and what the answer is
  /// @param ask asks it; an exception of it is passed on, and nothing is remembered
  /// @return the answer
  public <T> T fact(Class<T> question, Supplier<T> ask) {
    Object known = facts.get(question);
    if (known == null) {
      known = ask.get();
      facts.put(question, known);
    }
    return question.cast(known);
  }

  /// Forgets all facts, as is done by itself after each change that is made through this machine.
  /// For programs that change the machine by other means.
  public void forget() {
    facts.clear();
  }

  /// Remembers that a file was written and not synced yet.
  ///
  /// @param path a file or directory that exists
  public void wrote(Path path) {
    written.add(path);
  }

  /// Syncs the file systems that were written to since the last call. Does nothing, and starts
  /// nothing, if none was.
  ///
  /// @throws MachineException if a file system could not be synced
  public void sync() {
    Map<Object, Path> stores = new HashMap<>();
    for (Path path : written) {
      try {
        Path there = Files.exists(path) ? path : path.getParent();
        stores.putIfAbsent(Files.getAttribute(there, "unix:dev"), there);
      } catch (IOException e) {
        // What is gone again needs no sync.
      }
    }
    written.clear();
    for (Path path : stores.values()) {
      Command.of("sync", "--file-system", path.toString()).ask().orThrow();
    }
  }

  /// Asked once, and only if something needs to know.
  private static final class Root {
    static final boolean IS = ask();

    private static boolean ask() {
      try {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
      } catch (IOException | UnsupportedOperationException e) {
        return "root".equals(System.getProperty("user.name"));
      }
    }
  }
}
