package debianadmin.file;

import java.io.IOException;
import java.nio.file.Path;

/// A content that isn't at hand yet, and is known by something else than its bytes: a digest.
public interface Fetched {
  /// Whether a file has the content. Fetches nothing.
  ///
  /// @param path a regular file
  /// @return true if it has
  /// @throws IOException if it can't be read
  boolean isIn(Path path) throws IOException;

  /// Fetches the content, unless it was fetched before.
  ///
  /// @return a file with the content, which nobody else can write
  /// @throws IOException if the file system refuses
  /// @throws machine.MachineException if it can't be fetched
  Path fetch() throws IOException;

  /// Hears that a file has the content now; what was fetched isn't needed any more.
  ///
  /// @param path the file
  /// @throws IOException if the file system refuses
  void placed(Path path) throws IOException;

  /// The content in a few words.
  ///
  /// @return where it comes from, and by what it is known
  String words();
}
