package debianadmin.archive;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Exchanges two directories at one instant, by renameat2(2) with RENAME_EXCHANGE.
///
/// Where foreign calls aren't enabled for this library, or the file system can't do it, they are
/// renamed one after the other; then there is an instant when one of them has no name.
final class Exchange {
  private static final int AT_FDCWD = -100;
  private static final int RENAME_EXCHANGE = 2;

  private Exchange() {}

  /// @param one a directory
  /// @param other a directory on the same file system
  static void exchange(Path one, Path other) throws IOException {
    if (!Exchange.class.getModule().isNativeAccessEnabled() || !atOnce(one, other)) {
      inTurn(one, other);
    }
  }

  /// The name that one of them has for an instant, if they are renamed one after the other.
  static Path aside(Path other) {
    return other.resolveSibling(other.getFileName() + ".old");
  }

  static void inTurn(Path one, Path other) throws IOException {
    Path aside = aside(other);
    Files.move(one, aside, StandardCopyOption.ATOMIC_MOVE);
    Files.move(other, one, StandardCopyOption.ATOMIC_MOVE);
    Files.move(aside, other, StandardCopyOption.ATOMIC_MOVE);
  }

  // Guarded by isNativeAccessEnabled above.
  @SuppressWarnings("restricted")
  private static boolean atOnce(Path one, Path other) {
    Linker linker = Linker.nativeLinker();
    var found = linker.defaultLookup().find("renameat2");
    if (found.isEmpty()) {
      return false;
    }
    MethodHandle call =
        linker.downcallHandle(
            found.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment first = arena.allocateFrom(one.toString());
      MemorySegment second = arena.allocateFrom(other.toString());
      return (int) call.invokeExact(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("renameat2", e);
    }
  }
}
