package debianadmin.checkout;

import debianadmin.file.Ancestors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import machine.Machine;
import machine.MachineException;

/// As whom a work tree is looked at and changed: never as root in what somebody else can change.
///
/// @param maker who makes, renames and removes what lies in the directory above
/// @param owner who runs git in it
record Users(String maker, String owner) {

  /// The users for a tree that isn't there yet.
  ///
  /// @param path as it was given
  /// @param tree where it will be
  /// @param wanted the owner that was asked for, or an empty string
  /// @throws MachineException if nobody can make it safely
  static Users forNew(String path, Path tree, String wanted) throws IOException {
    String self = Files.getOwner(Path.of("/proc/self/stat")).getName();
    Optional<Path> changeable =
        Machine.isRoot() ? Ancestors.changeableByOthers(tree) : Optional.empty();
    String maker = changeable.isPresent() ? ownerOf(changeable.get()) : self;
    String owner = wanted.isEmpty() ? maker : wanted;
    if (changeable.isPresent() && (maker.equals(self) || !owner.equals(maker))) {
      throw new MachineException(
          path + ": others than " + owner + " can change " + changeable.get(),
          "they could have git work elsewhere; choose a directory that only root, or only "
              + owner
              + ", can change");
    }
    return new Users(maker, owner);
  }

  /// The users for a tree that is there.
  ///
  /// @param path as it was given
  /// @param tree where it is
  /// @param wanted the owner that was asked for, or an empty string
  /// @throws MachineException if it belongs to somebody else, or not all to one
  static Users forExisting(String path, Path tree, String wanted) throws IOException {
    Path git = tree.resolve(".git");
    if (!Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
      throw new MachineException(
          path + ": is there, and is no work tree of Git",
          "choose another path, or remove it first; what lies there would be lost");
    }
    String owner = ownerOf(tree);
    if (!ownerOf(git).equals(owner)) {
      throw new MachineException(
          path + " belongs to " + owner + ", but " + git + " to " + ownerOf(git),
          "git would do what somebody else's settings say; give all of it to one user");
    }
    if (!wanted.isEmpty() && !wanted.equals(owner)) {
      throw new MachineException(
          path + ": wanted owner " + wanted + ", but it belongs to " + owner,
          "chown --recursive " + wanted + ": " + path + ", or remove it, and it is cloned anew");
    }
    return new Users(owner, owner);
  }

  private static String ownerOf(Path path) throws IOException {
    return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
  }
}
