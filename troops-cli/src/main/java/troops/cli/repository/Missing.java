package troops.cli.repository;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// What belongs to a commit, but isn't in it: the files of submodules, and what Git LFS keeps. A
/// deployment without them would be another one than was meant, so there is none.
final class Missing {
  private Missing() {}

  /// What a submodule is refused with.
  static Problem submodule(String path) {
    return new Problem(
        Kind.INCOMPLETE_COMMIT,
        path + " is a submodule: its files are not part of the commit",
        "Troops deploys what a commit has itself: put the files there (git subtree can),"
            + " or have the script fetch them");
  }

  /// A file that is being written; notices when it only stands for one that Git LFS keeps.
  static final class Watch extends BufferedOutputStream {
    /// How the file begins that stands for the other (git-lfs, docs/spec.md).
    private static final byte[] POINTER =
        "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII);

    private int alike;
    private boolean other;

    Watch(OutputStream out) {
      super(out, 1 << 16);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      for (int i = 0; i < length && !other && alike < POINTER.length; i++) {
        other = bytes[offset + i] != POINTER[alike++];
      }
      super.write(bytes, offset, length);
    }

    /// Checks what was written.
    ///
    /// @param path the file's path
    /// @throws Problem if it only stands for another ([Kind#INCOMPLETE_COMMIT])
    void check(String path) {
      if (!other && alike == POINTER.length) {
        throw new Problem(
            Kind.INCOMPLETE_COMMIT,
            path + " is kept in Git LFS: its content is not part of the commit",
            "Troops deploys what a commit has itself: put the file there (git lfs migrate export),"
                + " or have the script fetch it");
      }
    }
  }
}
