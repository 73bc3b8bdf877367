package debianadmin.file.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import machine.MachineException;

/// Where file systems are mounted (proc_pid_mountinfo(5)), bind mounts included.
///
/// @param paths the mount points
record MountPoints(List<String> paths) {
  /// Reads the mounts that this process sees. Without /proc, there are none to be seen.
  static MountPoints read() throws IOException {
    try {
      return parse(Files.readString(Path.of("/proc/self/mountinfo"), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return new MountPoints(List.of());
    }
  }

  /// Reads the text of `mountinfo`: the fifth field of a line is the mount point.
  static MountPoints parse(String text) {
    List<String> paths = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split(" ", 6);
      if (fields.length == 6) {
        paths.add(unescaped(fields[4]));
      }
    }
    return new MountPoints(paths);
  }

  // Blanks and backslashes are written as three octal digits.
  private static String unescaped(String field) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      if (field.charAt(i) == '\\' && i + 3 < field.length()) {
        all.append((char) Integer.parseInt(field, i + 1, i + 4, 8));
        i += 3;
      } else {
        all.append(field.charAt(i));
      }
    }
    return all.toString();
  }

  /// Refuses to go on if something is mounted at or below a directory.
  ///
  /// @param name the path as it was given
  /// @param directory the directory, with links resolved
  void refuse(String name, Path directory) {
    String at = directory.toString();
    for (String path : paths) {
      if (path.equals(at) || path.startsWith(at + "/")) {
        throw new MachineException(
            name + ": a file system is mounted on " + path + ", and would lose its files",
            "unmount it first (umount(8)), or leave the directory");
      }
    }
  }
}
