package debianadmin.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// The files that set kernel parameters at boot (sysctl.d(5)).
final class SysctlFiles {
  private static final List<String> DIRECTORIES =
      List.of("/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d");

  private SysctlFiles() {}

  /// Makes sure that no file that is read later sets another value.
  ///
  /// @param machine the machine
  /// @param key the parameter
  /// @param value the value that is to count
  /// @throws MachineException if one does
  static void refuseOverride(Machine machine, SysctlKey key, String value) throws IOException {
    String own = key.setting().substring(key.setting().lastIndexOf('/') + 1);
    for (String directory : DIRECTORIES) {
      Path path = machine.path(directory);
      if (Files.isDirectory(path)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
          for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".conf") && name.compareTo(own) > 0 && Files.isRegularFile(file)) {
              refuse(directory + "/" + name, read(file), key, value);
            }
          }
        }
      }
    }
  }

  private static void refuse(String file, String text, SysctlKey key, String value) {
    String found = value(text, key);
    if (found != null && !found.equals(value)) {
      throw new MachineException(
          key + ": " + file + " sets it to '" + found + "' at boot, after " + key.setting(),
          "remove its line there, or set " + value + " there");
    }
  }

  /// The value that a file gives to a parameter.
  ///
  /// @param text the file's content
  /// @param key the parameter
  /// @return the value, or null if it says nothing of it
  static @Nullable String value(String text, SysctlKey key) {
    String value = null;
    for (String raw : text.split("\n", -1)) {
      String line = raw.strip();
      int equals = line.indexOf('=');
      if (equals > 0 && line.charAt(0) != '#' && line.charAt(0) != ';') {
        int from = line.charAt(0) == '-' ? 1 : 0;
        if (isName(line.substring(from, equals).strip(), key)) {
          value = normalized(line.substring(equals + 1));
        }
      }
    }
    return value;
  }

  private static boolean isName(String name, SysctlKey key) {
    return name.equals(key.toString()) || name.equals(key.path());
  }

  /// A value with a single space wherever the kernel or a person writes more, or tabs.
  static String normalized(String value) {
    StringBuilder all = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean space = c == ' ' || c == '\t' || c == '\n';
      if (!space) {
        all.append(c);
      } else if (!all.isEmpty() && all.charAt(all.length() - 1) != ' ') {
        all.append(' ');
      }
    }
    int end = all.length();
    return end > 0 && all.charAt(end - 1) == ' ' ? all.substring(0, end - 1) : all.toString();
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
