package troops.cli.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who holds the lock.
///
/// @param pid the process id of the run
/// @param since when it took the lock, in seconds since 1970
/// @param user who asked for it
/// @param revision what it carries out; empty as long as that isn't settled, and for previews
/// @param run the id of the run
/// @param children programs that it has started and that may change the machine, each as `pid/start
///   time`
public record Holder(
    long pid, long since, String user, String revision, String run, List<String> children) {

  private static final String TIDYING = "root, who tidies up";

  /// Copies the list.
  public Holder {
    children = List.copyOf(children);
  }

  /// This process, from now on.
  ///
  /// @param user who asked for the run
  /// @param revision what it carries out; empty as long as that isn't settled
  /// @param run the id of the run
  /// @return a holder that has started no programs
  public static Holder of(String user, String revision, String run) {
    return new Holder(
        ProcessHandle.current().pid(),
        Instant.now().getEpochSecond(),
        user,
        revision,
        run,
        List.of());
  }

  /// This process, when its run is over and only tidying is left. That may be cut off: nothing is
  /// lost by it.
  ///
  /// @return a holder that nobody asked for
  public static Holder tidying() {
    return of(TIDYING, "", "");
  }

  boolean isRun() {
    return !user.equals(TIDYING);
  }

  Holder with(List<String> others) {
    return new Holder(pid, since, user, revision, run, others);
  }

  Holder carrying(String settled, String id) {
    return new Holder(pid, since, user, settled, id, children);
  }

  String text() {
    return String.join(
        "\n",
        Long.toString(pid),
        Long.toString(since),
        user,
        revision,
        run,
        String.join(" ", children),
        "");
  }

  static Optional<Holder> parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < 7) {
      return Optional.empty();
    }
    try {
      List<String> children = new ArrayList<>();
      for (String child : lines[5].split(" ", -1)) {
        if (isChild(child)) {
          children.add(child);
        }
      }
      return Optional.of(
          new Holder(
              Long.parseLong(lines[0]),
              Long.parseLong(lines[1]),
              lines[2],
              lines[3],
              lines[4],
              children));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isChild(String text) {
    int slash = text.indexOf('/');
    boolean good = slash > 0 && slash < 10;
    for (int i = 0; good && i < slash; i++) {
      good = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return good;
  }

  /// A process that can't be mistaken for a later one with the same id.
  static String child(long pid) {
    return pid + "/" + startTime(pid);
  }

  static boolean isRunning(String child) {
    int slash = child.indexOf('/');
    String start = startTime(Long.parseLong(child.substring(0, slash)));
    return !start.isEmpty() && start.equals(child.substring(slash + 1));
  }

  /// The 22nd field of /proc/PID/stat (proc(5)); the second may contain blanks, but ends with the
  /// last bracket. A zombie counts as gone.
  private static String startTime(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[0].equals("Z") ? "" : fields[19];
    } catch (IOException | IndexOutOfBoundsException e) {
      return "";
    }
  }

  /// The holder in a few words, for people.
  @Override
  public String toString() {
    String what = revision.length() > 10 ? revision.substring(0, 10) : revision;
    String run = what.isEmpty() ? "a run by " : "the run of " + what + " by ";
    return (isRun() ? run : "")
        + user
        + " (process "
        + pid
        + ", since "
        + Instant.ofEpochSecond(since)
        + ")";
  }
}
