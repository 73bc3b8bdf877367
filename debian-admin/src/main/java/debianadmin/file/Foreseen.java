package debianadmin.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import machine.Machine;
import machine.Mode;
import org.jspecify.annotations.Nullable;

/// What the steps of a preview foresee, beside the paths that would be there: a [Path] itself says
/// that.
public final class Foreseen {
  /// Some package would be installed, which may bring anything.
  public static final String PACKAGES = "packages";

  /// Something would be changed there, or below.
  ///
  /// @param path an absolute path
  public record Touched(Path path) {}

  /// There would be a user.
  ///
  /// @param name the user's name
  public record User(String name) {}

  /// There would be a group.
  ///
  /// @param name the group's name
  public record Group(String name) {}

  /// Nothing would be there any more.
  ///
  /// @param path an absolute path
  public record Gone(Path path) {}

  /// What a file would hold after a step. Equal to itself only: it counts when its step was taken.
  static final class Version {
    private final @Nullable Content content;

    private Version(@Nullable Content content) {
      this.content = content;
    }

    /// The content of the file.
    ///
    /// @return null if the file would be gone
    public @Nullable Content content() {
      return content;
    }
  }

  /// What was decided in this preview, in order.
  private record Versions(Map<Path, List<Version>> all) {
    static Versions of(Machine machine) {
      return machine.fact(Versions.class, () -> new Versions(new ConcurrentHashMap<>()));
    }
  }

  private Foreseen() {}

  /// That a package would be installed.
  ///
  /// @param name its name, with the architecture if one was named
  /// @return the key
  public static Object installed(String name) {
    return "package:" + name;
  }

  /// Adds that something at a path would be changed.
  ///
  /// @param path an absolute path
  /// @param all what is foreseen so far
  public static void touch(Path path, Set<Object> all) {
    for (Path at = path; at != null && at.getNameCount() > 0; at = at.getParent()) {
      all.add(new Touched(at));
    }
  }

  /// Adds what a file would hold.
  ///
  /// @param machine the machine
  /// @param path the file
  /// @param content its content; null if it would be gone
  /// @param all what is foreseen so far
  static void hold(Machine machine, Path path, @Nullable Content content, Set<Object> all) {
    if (machine.mode() == Mode.PREVIEW) {
      Version version = new Version(content);
      all.add(version);
      Versions.of(machine)
          .all()
          .computeIfAbsent(path, key -> new CopyOnWriteArrayList<>())
          .add(version);
    }
  }

  /// What a file would hold after the earlier steps of this preview.
  ///
  /// @param machine the machine
  /// @param path the file
  /// @return null if none of them would change its content, and when applying
  static @Nullable Version version(Machine machine, Path path) {
    if (machine.mode() != Mode.PREVIEW) {
      return null;
    }
    List<Version> versions = Versions.of(machine).all().get(path);
    if (versions == null) {
      return null;
    }
    for (Version version : versions.reversed()) {
      if (machine.foreseen(version)) {
        return version;
      }
    }
    return null;
  }

  /// Whether an earlier step of this preview would have removed what is at a path.
  ///
  /// @param machine the machine
  /// @param path an absolute path
  /// @return false when applying
  public static boolean isGone(Machine machine, Path path) {
    return in(machine, new Gone(path));
  }

  /// Whether an earlier step of this preview would have brought something about.
  ///
  /// @param machine the machine
  /// @param what what was foreseen
  /// @return false when applying
  public static boolean in(Machine machine, Object what) {
    return machine.mode() == Mode.PREVIEW && machine.foreseen(what);
  }
}
