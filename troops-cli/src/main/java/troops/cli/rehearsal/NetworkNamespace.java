package troops.cli.rehearsal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// The network of another process (network_namespaces(7)).
@SuppressWarnings("restricted")
final class NetworkNamespace {
  private static final int CLONE_NEWNET = 0x40000000;
  private static final int O_RDONLY = 0;
  private static final int BACKLOG = 50;

  private NetworkNamespace() {}

  /// Listens in it, on the loopback address. What is accepted there is served from here: a socket
  /// stays where it was made (setns(2)).
  ///
  /// @param pid the process
  /// @param port the port
  /// @return the listening socket
  /// @throws IOException if that isn't possible
  static ServerSocket listen(long pid, int port) throws IOException {
    // A namespace is a thread's own; this one ends right after.
    FutureTask<ServerSocket> task =
        new FutureTask<>(() -> {
          enter("/proc/" + pid + "/ns/net");
          return new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        });
    Thread.ofPlatform().daemon().name("door").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException refusal ? refusal : new IOException(e.getCause());
    }
  }

  private static void enter(String file) throws IOException {
    Linker linker = Linker.nativeLinker();
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle open =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("open"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
              Linker.Option.firstVariadicArg(2));
      MethodHandle setns =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("setns"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      MethodHandle close =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("close"),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      int descriptor = (int) open.invokeExact(arena.allocateFrom(file), O_RDONLY);
      int entered = descriptor < 0 ? -1 : (int) setns.invokeExact(descriptor, CLONE_NEWNET);
      int ignored = descriptor < 0 ? -1 : (int) close.invokeExact(descriptor);
      if (entered != 0) {
        throw new IOException("cannot enter the network of the copy: setns");
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }
}
