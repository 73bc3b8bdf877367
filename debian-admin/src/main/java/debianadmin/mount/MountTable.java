package debianadmin.mount;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import machine.Machine;
import org.jspecify.annotations.Nullable;

/// What is mounted: /proc/self/mountinfo (proc_pid_mountinfo(5)).
///
/// @param mounts the mounts, in no order that means anything
record MountTable(List<Mounted> mounts) {
  /// Something that is mounted.
  ///
  /// @param id its number
  /// @param parent the number of the mount that it lies on
  /// @param point where
  /// @param root what of the file system is seen there: `/`, but for bind mounts
  /// @param type the type of the file system
  /// @param source the device, or what else it was mounted from
  /// @param options those of the mount, then those of the file system
  record Mounted(
      String id,
      String parent,
      String point,
      String root,
      String type,
      String source,
      List<String> options) {}

  /// Copies the list.
  MountTable {
    mounts = List.copyOf(mounts);
  }

  /// Reads the table of a machine; it is empty if there is no /proc.
  static MountTable read(Machine machine) throws IOException {
    try {
      return machine.fact(MountTable.class, () -> ask(machine));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static MountTable ask(Machine machine) {
    try {
      byte[] text = Files.readAllBytes(machine.path("/proc/self/mountinfo"));
      return parse(new String(text, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return new MountTable(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads the file's content. Lines that are cut off are left out.
  static MountTable parse(String text) {
    List<Mounted> all = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] words = line.split(" ", -1);
      int dash = 6;
      while (dash < words.length && !words[dash].equals("-")) {
        dash++;
      }
      if (dash + 3 < words.length) {
        List<String> options = new ArrayList<>(List.of(words[5].split(",", -1)));
        options.addAll(List.of(words[dash + 3].split(",", -1)));
        all.add(
            new Mounted(
                words[0],
                words[1],
                Octal.unescaped(words[4]),
                Octal.unescaped(words[3]),
                words[dash + 1],
                Octal.unescaped(words[dash + 2]),
                options));
      }
    }
    return new MountTable(all);
  }

  /// The mounts that are crossed on the way to a path, from the root on. Others that would hold it
  /// are hidden beneath.
  private List<Mounted> crossed(String path) {
    List<Mounted> all = new ArrayList<>();
    Mounted next = next(null, path);
    while (next != null) {
      all.add(next);
      next = next(next, path);
    }
    return all;
  }

  private @Nullable Mounted next(@Nullable Mounted at, String path) {
    Mounted first = null;
    for (Mounted one : mounts) {
      boolean lies = at == null ? !isThere(one.parent()) : one.parent().equals(at.id());
      if (lies && holds(one.point(), path)) {
        first = first == null || one.point().length() < first.point().length() ? one : first;
      }
    }
    return first;
  }

  private boolean isThere(String id) {
    for (Mounted one : mounts) {
      if (one.id().equals(id)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(String point, String path) {
    return path.equals(point) || path.startsWith(point.endsWith("/") ? point : point + "/");
  }

  /// What is mounted at a mount point, one above the other.
  ///
  /// @param point an absolute path without a slash at its end
  /// @return the mounts; what is seen is the last one
  List<Mounted> at(String point) {
    List<Mounted> all = crossed(point);
    all.removeIf(one -> !one.point().equals(point));
    return all;
  }

  /// Whether the mount that holds a path is read-only.
  boolean isReadOnly(String path) {
    List<Mounted> all = crossed(path);
    return !all.isEmpty() && all.getLast().options().getFirst().equals("ro");
  }
}
