package troops.cli.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The locks that the kernel knows of: /proc/locks (proc_locks(5)).
final class LockTable {
  private static final Path TABLE = Path.of("/proc/locks");

  private LockTable() {}

  /// Whether a process holds a lock on a file. Where the kernel doesn't say, whether the process is
  /// there.
  static boolean names(long pid, Path file) {
    try {
      String inode = Files.getAttribute(file, "unix:ino").toString();
      return names(Files.readAllLines(TABLE), pid, inode);
    } catch (IOException e) {
      return Files.exists(file) && Files.exists(Path.of("/proc/" + pid));
    }
  }

  /// Its lines look like `1: POSIX ADVISORY WRITE 1234 08:01:5678 0 EOF`; those of who waits for a
  /// lock have an arrow after the number. Devices are not compared: on btrfs, and in containers,
  /// they are not those that stat(2) tells.
  static boolean names(List<String> table, long pid, String inode) {
    for (String line : table) {
      String[] fields = line.trim().split(" +", -1);
      if (fields.length > 5
          && fields[1].equals("POSIX")
          && fields[4].equals(Long.toString(pid))
          && fields[5].endsWith(":" + inode)) {
        return true;
      }
    }
    return false;
  }
}
