package debianadmin.path;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// openat(2) and close(2): the calls that java.nio lacks. All else is done with `/proc/self/fd/N`,
/// which leads to what was opened, wherever it lies by then (proc_pid_fd(5)).
final class Openat {
  /// Stands for the working directory, and so for nothing if the path is absolute (AT_FDCWD).
  static final int NOWHERE = -100;

  // fcntl.h: some architectures have numbers of their own.
  private static final String ARCH = System.getProperty("os.arch");
  private static final boolean ARM_LIKE =
      ARCH.equals("aarch64") || ARCH.startsWith("arm") || ARCH.startsWith("ppc");
  private static final int O_WRONLY = 01;
  private static final int O_CREAT = 0100;
  private static final int O_EXCL = 0200;
  private static final int O_DIRECTORY = ARM_LIKE ? 040000 : 0200000;
  private static final int O_NOFOLLOW = ARM_LIKE ? 0100000 : 0400000;
  private static final int O_CLOEXEC = 02000000;
  private static final int O_PATH = 010000000;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle OPENAT =
      function(
          "openat",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(3),
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private Openat() {}

  // Restricted, since a wrong description of a function could crash the process.
  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String name, FunctionDescriptor types, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup names = linker.defaultLookup();
    return linker.downcallHandle(names.findOrThrow(name), types, options);
  }

  /// Opens a directory, for what lies in it to be reached. A link in its place isn't followed.
  ///
  /// @param directory the open directory that it lies in, or [#NOWHERE]
  /// @param name its name there
  /// @param shown the path that messages show
  /// @return a file descriptor
  static int directory(int directory, String name, String shown) throws IOException {
    return call(directory, name, O_PATH | O_DIRECTORY | O_NOFOLLOW, 0, shown);
  }

  /// Opens whatever has a name, a link too, to ask and set its attributes.
  static int anything(int directory, String name, String shown) throws IOException {
    return call(directory, name, O_PATH | O_NOFOLLOW, 0, shown);
  }

  /// Makes a file that only its owner may read, and that wasn't there.
  static int file(int directory, String name, String shown) throws IOException {
    return call(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600, shown);
  }

  private static int call(int directory, String name, int flags, int mode, String shown)
      throws IOException {
    int fd;
    int errno;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      fd =
          (int)
              OPENAT.invokeExact(
                  state, directory, arena.allocateFrom(name), flags | O_CLOEXEC, mode);
      errno = fd < 0 ? (int) ERRNO.get(state, 0L) : 0;
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError("openat(2) can't be called", e);
    }
    if (fd < 0) {
      throw refused(errno, shown);
    }
    return fd;
  }

  /// What an error number means (errno(3)), in java.nio's terms.
  private static FileSystemException refused(int errno, String shown) {
    return switch (errno) {
      case 1, 13 -> new AccessDeniedException(shown);
      case 2 -> new NoSuchFileException(shown);
      case 17 -> new FileAlreadyExistsException(shown);
      case 20, 40 -> new NotDirectoryException(shown);
      case 28 -> new FileSystemException(shown, null, "No space left on device");
      case 30 -> new FileSystemException(shown, null, "Read-only file system");
      case 36 -> new FileSystemException(shown, null, "File name too long");
      default -> new FileSystemException(shown, null, "can't be opened (errno " + errno + ")");
    };
  }

  static void close(int fd) {
    try {
      // Its answer says nothing that could be acted upon: nothing is written through it.
      int ignored = (int) CLOSE.invokeExact(fd);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError("close(2) can't be called", e);
    }
  }
}
