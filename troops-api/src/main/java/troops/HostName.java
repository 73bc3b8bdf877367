package troops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.StringTokenizer;
import java.util.concurrent.atomic.AtomicReference;

/// The names of a machine.
///
/// The full one is looked for in `/etc/hosts` first (where Debian's installer puts it, see
/// hosts(5)), then asked of the resolver, which gets a time limit: a dead one must not stop a
/// deployment.
///
/// @param kernel the kernel's host name
/// @param hosts the lines of `/etc/hosts`
/// @param resolver answers the full name of a host
/// @param patience how long to wait for the resolver
record HostName(String kernel, List<String> hosts, Resolver resolver, Duration patience) {

  /// Asks the network for a name. It may never answer.
  @FunctionalInterface
  interface Resolver {
    /// The full name of a host.
    ///
    /// @throws UnknownHostException if there is none
    String resolve(String host) throws UnknownHostException;
  }

  static HostName local() {
    String kernel = firstLine(Path.of("/proc/sys/kernel/hostname"));
    if (kernel.isEmpty()) {
      kernel = firstLine(Path.of("/etc/hostname"));
    }
    return new HostName(
        kernel.isEmpty() ? "localhost" : kernel,
        lines(Path.of("/etc/hosts")),
        host -> InetAddress.getByName(host).getCanonicalHostName(),
        Duration.ofSeconds(1));
  }

  /// The full name if it can be had, else the kernel's.
  String qualified() {
    if (kernel.indexOf('.') >= 0) {
      return kernel;
    }
    for (String line : hosts) {
      String name = qualifiedIn(line);
      if (!name.isEmpty()) {
        return name;
      }
    }
    String resolved = resolved();
    return isOurs(resolved) ? resolved : kernel;
  }

  private String qualifiedIn(String line) {
    int comment = line.indexOf('#');
    StringTokenizer words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
    if (!words.hasMoreTokens()) {
      return "";
    }
    words.nextToken();
    while (words.hasMoreTokens()) {
      String name = words.nextToken();
      if (isOurs(name)) {
        return name;
      }
    }
    return "";
  }

  private boolean isOurs(String name) {
    return name.length() > kernel.length() + 1
        && name.charAt(kernel.length()) == '.'
        && name.regionMatches(true, 0, kernel, 0, kernel.length());
  }

  private String resolved() {
    AtomicReference<String> answer = new AtomicReference<>("");
    Thread asking =
        Thread.ofPlatform()
            .daemon()
            .name("resolver")
            .start(() -> {
              try {
                answer.set(resolver.resolve(kernel));
              } catch (UnknownHostException | RuntimeException e) {
                // No full name, then.
              }
            });
    try {
      asking.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answer.get();
  }

  private static String firstLine(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? "" : lines.getFirst().strip();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }
}
