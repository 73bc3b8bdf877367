package acceptance.bed;

import java.io.IOException;

/// What a node keeps its own files on: all that differs from the base.
interface Disk {
  /// Makes it, and mounts it.
  void mount() throws IOException;

  /// Lets it be full but for a few bytes.
  void fill(long left) throws IOException;

  /// Takes away what filled it.
  void empty() throws IOException;

  /// Loses what is lost when the power fails now. Nothing can be read or written then.
  void crash() throws IOException;

  /// Makes it usable again after a crash, once nothing is mounted on it any more.
  void restart() throws IOException;
}
