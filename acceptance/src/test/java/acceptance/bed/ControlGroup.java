package acceptance.bed;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The control groups of a node: without its own, the systemds of two nodes would take each other's
/// services for theirs. They are the one thing that the kernel doesn't clear away with a node.
final class ControlGroup {
  private static final String PREFIX = "troops-bed-";

  private final List<Path> directories;

  /// Groups that aren't made yet.
  ///
  /// @param name tells them from all others
  ControlGroup(String name) throws IOException {
    this.directories = parents().stream().map(parent -> parent.resolve(PREFIX + name)).toList();
  }

  /// Makes the groups, if need be.
  void make() throws IOException {
    for (Path directory : directories) {
      Files.createDirectories(directory);
    }
  }

  /// Removes what a bed has left, once the last process in it has ended.
  static void sweep(String bed) throws IOException {
    for (Path parent : parents()) {
      try (var groups = Files.newDirectoryStream(parent, PREFIX + bed + "-*")) {
        for (Path group : groups) {
          awaitRemoval(group);
        }
      }
    }
  }

  /// Where systemd keeps its groups: in the hierarchies of its name and of version 2.
  private static List<Path> parents() throws IOException {
    List<Path> parents = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      String[] fields = line.split(" ", -1);
      boolean systemds = fields[2].equals("cgroup") && fields[3].contains("name=systemd");
      if (systemds || fields[2].equals("cgroup2")) {
        parents.add(Path.of(fields[1] + own(systemds ? "name=systemd" : "")));
      }
    }
    return parents;
  }

  private static String own(String hierarchy) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
      String[] fields = line.split(":", 3);
      if (fields[1].equals(hierarchy)) {
        return fields[2];
      }
    }
    return "/";
  }

  /// A command that runs in these groups.
  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>(List.of("sh", "-ec", joining(), "sh"));
    all.addAll(words);
    return all;
  }

  private String joining() {
    StringBuilder script = new StringBuilder();
    for (Path directory : directories) {
      script.append("echo 0 >'").append(directory).append("/cgroup.procs'; ");
    }
    return script.append("exec \"$@\"").toString();
  }

  /// How much of the processors' time all that runs in these groups has used; nothing where the
  /// kernel doesn't count it, which wants version 2.
  Duration used() throws IOException {
    for (Path directory : directories) {
      Path statistics = directory.resolve("cpu.stat");
      if (Files.exists(statistics)) {
        for (String line : Files.readAllLines(statistics)) {
          if (line.startsWith("usage_usec ")) {
            return Duration.of(Long.parseLong(line.substring(11)), ChronoUnit.MICROS);
          }
        }
      }
    }
    return Duration.ZERO;
  }

  /// Removes the groups, once the last process in them has ended.
  void remove() throws IOException {
    for (Path directory : directories) {
      awaitRemoval(directory);
    }
  }

  private static void awaitRemoval(Path group) {
    Patience.await("the end of all that runs in " + group, () -> isRemoved(group));
  }

  private static boolean isRemoved(Path top) {
    if (!Files.isDirectory(top)) {
      return true;
    }
    try (var groups = Files.walk(top)) {
      for (Path group :
          groups.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(group);
      }
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    } catch (FileSystemException e) {
      return !Files.isDirectory(top);
    } catch (IOException | java.io.UncheckedIOException e) {
      return false;
    }
  }
}
