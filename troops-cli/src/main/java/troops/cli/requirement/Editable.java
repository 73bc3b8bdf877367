package troops.cli.requirement;

/// Sources that a line `-e` names: what they are built to is used in the place of a library.
public sealed interface Editable {
  /// How they are called: the same wherever the same is meant.
  ///
  /// @return such as `./libraries/nginx` or `git+https://git.example.com/fork.git@v1.2`
  String name();

  /// Where the line stands.
  ///
  /// @return file and number
  Place place();

  /// A folder of what is deployed.
  ///
  /// @param path relative to what is deployed, without `.` and `..`; not empty
  /// @param place where it was written
  record Directory(String path, Place place) implements Editable {
    @Override
    public String name() {
      return "./".concat(path);
    }
  }

  /// A commit of a Git repository.
  ///
  /// @param address where the repository is: an `https:`, `http:`, `ssh:` or `file:` URL
  /// @param revision a tag, a branch or a commit; an empty string for the HEAD of the repository
  /// @param subdirectory the folder of the repository, without `.` and `..`; an empty string for
  ///   its top
  /// @param place where it was written
  record Git(String address, String revision, String subdirectory, Place place)
      implements Editable {
    @Override
    public String name() {
      String at = revision.isEmpty() ? "" : "@" + revision;
      String below = subdirectory.isEmpty() ? "" : "#subdirectory=" + subdirectory;
      return "git+" + address + at + below;
    }
  }
}
