package debianadmin.file;

import java.nio.file.Path;
import java.util.Set;
import machine.Machine;
import machine.Mode;

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
  record Gone(Path path) {}

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

  /// Whether an earlier step of this preview would have brought something about.
  ///
  /// @param machine the machine
  /// @param what what was foreseen
  /// @return false when applying
  public static boolean in(Machine machine, Object what) {
    return machine.mode() == Mode.PREVIEW && machine.foreseen(what);
  }
}
