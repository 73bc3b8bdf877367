package debianadmin.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The directories above a path: who can put something else in the place of what is named.
public final class Ancestors {
  private static final int STICKY = 01000;
  private static final int OTHERS_WRITE = 0022;

  private Ancestors() {}

  /// The directory nearest to the root that others than root and this process's user can change:
  /// because it belongs to somebody else, or because its group or everybody can write to it and its
  /// sticky bit isn't set (inode(7)).
  ///
  /// @param path an absolute path; it needn't exist
  /// @return the directory, if there is one
  /// @throws IOException if one of them can't be looked at
  public static Optional<Path> changeableByOthers(Path path) throws IOException {
    Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    List<Path> all = new ArrayList<>();
    for (Path at = path.getParent(); at != null; at = at.getParent()) {
      all.addFirst(at);
    }
    for (Path at : all) {
      if (!Files.exists(at)) {
        break;
      }
      Path real = at.toRealPath();
      Object owner = Files.getAttribute(real, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      int mode = Attributes.modeOf(real);
      boolean isOpen = (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
      if (isOpen || !(owner.equals(0) || owner.equals(self))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
