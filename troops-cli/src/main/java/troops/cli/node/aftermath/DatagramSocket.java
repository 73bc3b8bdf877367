package troops.cli.node.aftermath;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Sends datagrams to a UNIX socket (unix(7)), which the JDK can't: it has streams only.
///
/// For one thread.
final class DatagramSocket implements AutoCloseable {
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  /// The length of a path in `struct sockaddr_un`, without its end.
  private static final int LONGEST_PATH = 107;

  private static final Linker LINKER = Linker.nativeLinker();

  private final Arena arena = Arena.ofConfined();
  private final MethodHandle sendto;
  private final MemorySegment address;
  private final int descriptor;

  /// A socket that sends to one place.
  ///
  /// @param path the socket of whoever listens
  /// @throws IllegalArgumentException if the path is too long for a socket
  /// @throws IllegalStateException if there can be no socket
  DatagramSocket(Path path) {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    if (name.length > LONGEST_PATH) {
      throw new IllegalArgumentException("too long for a socket: " + path);
    }
    address = arena.allocate(2L + name.length + 1, 2);
    address.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
    MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
    sendto =
        function(
            "sendto",
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    MethodHandle socket =
        function(
            "socket",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT));
    try {
      descriptor = (int) socket.invokeExact((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    } catch (Throwable e) {
      throw new IllegalStateException("socket(2)", e);
    }
    if (descriptor < 0) {
      throw new IllegalStateException("the kernel gives no socket");
    }
  }

  // Restricted, because a wrong descriptor ends the process: those above are of the manual pages.
  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    SymbolLookup lookup = LINKER.defaultLookup();
    return LINKER.downcallHandle(lookup.findOrThrow(name), descriptor);
  }

  /// Sends a datagram, and waits while the listener's queue is full.
  ///
  /// @param bytes what it says
  /// @return false if it was not taken: nobody listens, or it is too large
  boolean send(byte[] bytes) {
    try (Arena brief = Arena.ofConfined()) {
      MemorySegment buffer = brief.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      long sent =
          (long)
              sendto.invokeExact(
                  descriptor,
                  buffer,
                  (long) bytes.length,
                  MSG_NOSIGNAL,
                  address,
                  (int) address.byteSize());
      return sent == bytes.length;
    } catch (Throwable e) {
      throw new IllegalStateException("sendto(2)", e);
    }
  }

  @Override
  public void close() {
    MethodHandle close =
        function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      int ignored = (int) close.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException("close(2)", e);
    }
    arena.close();
  }
}
