package debianadmin.apt;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// dpkg's files on a machine: read once, and again when they have changed.
public final class Dpkg {
  private static final ConcurrentHashMap<Path, Reading> READINGS = new ConcurrentHashMap<>();

  private Dpkg() {}

  /// What dpkg knows now.
  ///
  /// @param machine whose packages
  /// @return its facts, read from the files unless they are as they were at the last reading
  /// @throws MachineException if the machine has no dpkg
  /// @throws IOException if the files can't be read
  public static DpkgStatus read(Machine machine) throws IOException {
    Path status = machine.path("/var/lib/dpkg/status");
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(status, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new MachineException(
          "no packages here: " + status + ": no such file",
          "this works on Debian, and on what is made of it",
          e);
    }
    File updates = machine.path("/var/lib/dpkg/updates").toFile();
    List<String> entries = entries(updates);
    Reading last = READINGS.get(status);
    if (last != null && entries.isEmpty() && last.isOf(found)) {
      return last.status();
    }
    List<byte[]> journal = new ArrayList<>(entries.size());
    for (String entry : entries) {
      journal.add(bytes(new File(updates, entry)));
    }
    DpkgStatus now = DpkgStatus.of(bytes(status.toFile()), journal);
    if (entries.isEmpty() && entries(updates).isEmpty()) {
      READINGS.put(
          status, new Reading(found.size(), found.lastModifiedTime(), found.fileKey(), now));
    } else {
      READINGS.remove(status);
    }
    return now;
  }

  /// The entries of the journal, oldest first: files whose names are digits, as dpkg has them.
  private static List<String> entries(File updates) {
    String[] names = updates.list();
    List<String> entries = new ArrayList<>(0);
    if (names == null || names.length == 0) {
      return entries;
    }
    Arrays.sort(names);
    for (String name : names) {
      if (isNumber(name)) {
        entries.add(name);
      }
    }
    return entries;
  }

  private static boolean isNumber(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static byte[] bytes(File file) throws IOException {
    try (FileInputStream in = new FileInputStream(file)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      // An entry of the journal goes when dpkg merges it; then the status file has it.
      if (!file.getName().equals("status")) {
        return new byte[0];
      }
      throw e;
    }
  }

  private record Reading(long size, FileTime modified, @Nullable Object key, DpkgStatus status) {
    boolean isOf(BasicFileAttributes found) {
      return found.size() == size
          && found.lastModifiedTime().equals(modified)
          && (key == null || key.equals(found.fileKey()));
    }
  }
}
