package debianadmin.apt.dpkg;

import java.util.ArrayList;
import java.util.List;

/// A file lock that a process holds, as the kernel lists it in /proc/locks (proc_locks(5)).
///
/// @param pid the process; 0 or less if it can't be seen from here
/// @param major the major number of the file's device
/// @param minor its minor number
/// @param inode the number of the file
record KernelLock(long pid, int major, int minor, long inode) {

  /// Reads /proc/locks. Lines that aren't understood, and those of waiting processes, are left out.
  ///
  /// @param text its content
  /// @return the locks that are held
  static List<KernelLock> parse(String text) {
    List<KernelLock> locks = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      // 1: POSIX  ADVISORY  WRITE 1234 fd:01:5678 0 EOF
      String[] words = line.strip().split(" +", -1);
      if (words.length < 8 || words[1].equals("->")) {
        continue;
      }
      String[] file = words[5].split(":", -1);
      try {
        locks.add(
            new KernelLock(
                Long.parseLong(words[4]),
                Integer.parseInt(file[0], 16),
                Integer.parseInt(file[1], 16),
                Long.parseLong(file[2])));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        // Another kernel's idea of a line.
      }
    }
    return locks;
  }

  /// Whether this is a lock on a file.
  ///
  /// @param device the file's device, as stat(2) gives it
  /// @param number the file's inode number
  /// @return true if it is
  boolean isOn(long device, long number) {
    long deviceMajor = ((device >> 8) & 0xfff) | ((device >> 32) & ~0xfffL);
    long deviceMinor = (device & 0xff) | ((device >> 12) & ~0xffL);
    return number == inode && deviceMajor == major && deviceMinor == minor;
  }
}
