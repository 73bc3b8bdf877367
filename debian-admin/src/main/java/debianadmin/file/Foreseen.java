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

  /// Nothing would be there any more.
  ///
  /// @param path an absolute path
  record Gone(Path path) {}

  private Foreseen() {}

  /// Adds that something at a path would be changed.
  ///
  /// @param path an absolute path
  /// @param all what is foreseen so far
  static void touch(Path path, Set<Object> all) {
    for (Path at = path; at != null && at.getNameCount() > 0; at = at.getParent()) {
      all.add(new Touched(at));
    }
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
