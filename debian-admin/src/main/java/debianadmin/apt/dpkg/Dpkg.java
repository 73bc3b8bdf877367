package debianadmin.apt.dpkg;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// dpkg's files on a machine: read once for all packages, and again only after a change.
///
/// A change that is made through the [Machine] makes it forget what was read ([Machine#fact]); one
/// that another program makes in between is noticed by the size, time and inode of the status file
/// and by the names of the journal's files, which are looked at each time.
public final class Dpkg {
  private final Path status;
  private final File updates;
  private @Nullable DpkgStatus last;
  private @Nullable BasicFileAttributes lastFile;

  private Dpkg(Machine machine) {
    status = machine.path("/var/lib/dpkg/status");
    updates = machine.path("/var/lib/dpkg/updates").toFile();
  }

  /// What dpkg knows now.
  ///
  /// @param machine whose packages
  /// @return its facts, read from the files unless they are as they were at the last reading
  /// @throws MachineException if the machine has no dpkg
  /// @throws IOException if the files can't be read
  public static DpkgStatus read(Machine machine) throws IOException {
    return machine.fact(Dpkg.class, () -> new Dpkg(machine)).status();
  }

  /// Whether a package is installed, or provided by one that is, or would be by an earlier step of
  /// a preview.
  ///
  /// @param machine whose packages
  /// @param name the package's name, perhaps with an architecture
  /// @return true if it is
  public static boolean has(Machine machine, String name) {
    PackageWish wish = new PackageWish(PackageName.parse(name), "", "", "");
    return wish.isThere(machine, now(machine));
  }

  /// The version of a package.
  ///
  /// @param machine whose packages
  /// @param name the package's name, perhaps with an architecture
  /// @return its version, or an empty string if it isn't installed
  public static String version(Machine machine, String name) {
    DpkgStatus.Stanza stanza = now(machine).installed(PackageName.parse(name));
    return stanza == null ? "" : stanza.version();
  }

  private static DpkgStatus now(Machine machine) {
    try {
      return read(machine);
    } catch (IOException e) {
      throw new MachineException("dpkg's status can't be read: " + e.getMessage(), "", e);
    }
  }

  private synchronized DpkgStatus status() throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(status, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new MachineException(
          "no packages here: " + status + ": no such file",
          "this works on Debian, and on what is made of it",
          e);
    }
    List<String> entries = entries();
    DpkgStatus known = last;
    if (known != null && entries.isEmpty() && isSame(found, lastFile)) {
      return known;
    }
    List<byte[]> journal = new ArrayList<>(entries.size());
    for (String entry : entries) {
      journal.add(bytes(new File(updates, entry)));
    }
    DpkgStatus now = DpkgStatus.of(bytes(status.toFile()), journal);
    last = entries.isEmpty() && entries().isEmpty() ? now : null;
    lastFile = found;
    return now;
  }

  /// The entries of the journal, oldest first: files whose names are digits, as dpkg has them.
  private List<String> entries() {
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

  private static boolean isSame(BasicFileAttributes found, @Nullable BasicFileAttributes before) {
    return before != null
        && found.size() == before.size()
        && found.lastModifiedTime().equals(before.lastModifiedTime())
        && (before.fileKey() == null || before.fileKey().equals(found.fileKey()));
  }
}
