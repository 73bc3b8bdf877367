package debianadmin.apt;

import debianadmin.file.Foreseen;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import machine.Machine;

/// When apt's package lists were last updated, as far as files tell.
///
/// That is the newest of three times: of the directory `/var/lib/apt/lists`, which changes when a
/// list does; of `/var/lib/apt/periodic/update-stamp`, which apt's own timer touches; and of
/// `update-success-stamp` beside it, which Ubuntu touches after each update that succeeds, and so
/// does this library.
final class PackageLists {
  /// What a preview foresees when the lists would be updated.
  static final String UPDATED = "package lists";

  private static final String STAMP = "/var/lib/apt/periodic/update-success-stamp";

  private final Machine machine;

  PackageLists(Machine machine) {
    this.machine = machine;
  }

  /// When they were last updated.
  ///
  /// @return milliseconds since 1970; 0 if there are none
  long updated() {
    File lists = machine.path("/var/lib/apt/lists").toFile();
    if (!hasLists(lists)) {
      return 0;
    }
    long newest = lists.lastModified();
    newest = Math.max(newest, time("/var/lib/apt/periodic/update-stamp"));
    return Math.max(newest, time(STAMP));
  }

  /// Whether a source of packages, or the key of one, was changed since.
  ///
  /// @return true if one was, or if an earlier step of a preview would change one
  boolean olderThanSources() {
    if (Foreseen.in(machine, new Foreseen.Touched(machine.path("/etc/apt")))
        && !Foreseen.in(machine, UPDATED)) {
      return true;
    }
    long updated = updated();
    if (time("/etc/apt/sources.list") > updated) {
      return true;
    }
    return hasNewer("/etc/apt/sources.list.d", updated) || hasNewer("/etc/apt/keyrings", updated);
  }

  private boolean hasNewer(String directory, long than) {
    File[] files = machine.path(directory).toFile().listFiles();
    if (files != null) {
      for (File file : files) {
        if (file.lastModified() > than) {
          return true;
        }
      }
    }
    return false;
  }

  /// Notes that they were updated just now.
  void stamp() throws IOException {
    Path stamp = machine.path(STAMP);
    Files.createDirectories(Objects.requireNonNull(stamp.getParent(), "a parent"));
    if (!Files.exists(stamp)) {
      Files.createFile(stamp);
    }
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now()));
  }

  private static boolean hasLists(File directory) {
    String[] names = directory.list();
    if (names != null) {
      for (String name : names) {
        if (name.endsWith("Packages") || name.contains("_Packages.")) {
          return true;
        }
      }
    }
    return false;
  }

  private long time(String path) {
    return machine.path(path).toFile().lastModified();
  }
}
