package debianadmin;

import debianadmin.apt.dpkg.Dpkg;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import machine.Machine;
import machine.MachineException;

/// Facts about the machine, looked up when asked for; nothing is started.
public final class Host {
  private Host() {}

  /// The distribution: `debian`, `ubuntu`. ID of os-release(5).
  ///
  /// ```java
  /// if (Host.distribution().equals("ubuntu")) {
  ///     Apt.purge("snapd");
  /// }
  /// ```
  ///
  /// @return its name in lower case; `linux` if the machine doesn't say
  public static String distribution() {
    String id = release(Machine.current()).value("ID");
    return id.isEmpty() ? "linux" : id;
  }

  /// The release of the distribution: `12`, `24.04`. VERSION_ID of os-release(5).
  ///
  /// ```java
  /// String python = Host.release().equals("12") ? "python3.11" : "python3.13";
  /// Apt.install(python + "-venv");
  /// ```
  ///
  /// @return its number; an empty string if it has none, as Debian's testing and unstable
  public static String release() {
    return release(Machine.current()).value("VERSION_ID");
  }

  /// The name of the release: `bookworm`, `noble`. VERSION_CODENAME of os-release(5).
  ///
  /// ```java
  /// Apt.repository("backports", "https://packages.example.com/debian",
  ///     Apt.suites(Host.codename() + "-backports"));
  /// ```
  ///
  /// @return its name; an empty string if it has none
  public static String codename() {
    return release(Machine.current()).value("VERSION_CODENAME");
  }

  /// The architecture of the machine's packages, under Debian's name: `amd64`, `arm64`.
  ///
  /// ```java
  /// Apt.install("linux-image-cloud-" + Host.architecture());
  /// ```
  ///
  /// @return that of dpkg itself; if there is no dpkg, that of the running Java
  public static String architecture() {
    return architecture(Machine.current(), System.getProperty("os.arch", ""));
  }

  /// The addresses at which other machines may reach this one: those of interfaces that are up,
  /// neither loopback nor link-local nor multicast.
  ///
  /// ```java
  /// String address = Host.addresses().getFirst().getHostAddress();
  /// Place.text("/etc/default/app", "LISTEN=" + address + "\n");
  /// ```
  ///
  /// @return addresses of IPv4, then of IPv6, in the order of the interfaces
  public static List<InetAddress> addresses() {
    List<NetworkInterface> interfaces;
    try {
      interfaces = new ArrayList<>(NetworkInterface.networkInterfaces().toList());
      interfaces.sort(Comparator.comparingInt(NetworkInterface::getIndex));
      List<InetAddress> addresses = new ArrayList<>();
      for (NetworkInterface one : interfaces) {
        if (one.isUp()) {
          for (InetAddress address : one.inetAddresses().toList()) {
            if (isReachable(address)) {
              // Without the name of the interface, which an address of IPv6 carries along.
              addresses.add(InetAddress.getByAddress(address.getAddress()));
            }
          }
        }
      }
      addresses.sort(
          (a, b) -> Boolean.compare(!(a instanceof Inet4Address), !(b instanceof Inet4Address)));
      return List.copyOf(addresses);
    } catch (IOException e) {
      throw new MachineException("the machine's addresses can't be read: " + e.getMessage(), "", e);
    }
  }

  /// The main memory that the kernel can use: MemTotal of /proc/meminfo (proc_meminfo(5)).
  ///
  /// ```java
  /// long megabytes = Host.memory() / 1024 / 1024;
  /// Place.text("/etc/default/app", "HEAP=" + megabytes / 2 + "m\n");
  /// ```
  ///
  /// @return its size in bytes
  public static long memory() {
    return memory(read(Machine.current(), "/proc/meminfo"));
  }

  /// The processors that this process may use.
  ///
  /// ```java
  /// Place.text("/etc/default/app", "WORKERS=" + 2 * Host.processors() + "\n");
  /// ```
  ///
  /// @return how many; at least 1
  public static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  static boolean isReachable(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }

  static OsRelease release(Machine machine) {
    for (String name : List.of("/etc/os-release", "/usr/lib/os-release")) {
      Path file = machine.path(name);
      if (Files.exists(file)) {
        return OsRelease.parse(read(machine, name));
      }
    }
    return OsRelease.parse("");
  }

  static String architecture(Machine machine, String java) {
    try {
      if (Files.exists(machine.path("/var/lib/dpkg/status"))) {
        String dpkg = Dpkg.read(machine).architecture();
        if (!dpkg.isEmpty()) {
          return dpkg;
        }
      }
    } catch (IOException e) {
      throw new MachineException("dpkg's status can't be read: " + e.getMessage(), "", e);
    }
    return switch (java) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      case "x86", "i686" -> "i386";
      case "arm" -> "armhf";
      case "ppc64le" -> "ppc64el";
      default -> java;
    };
  }

  static long memory(String meminfo) {
    for (String line : meminfo.split("\n", -1)) {
      // MemTotal:       24582908 kB
      String[] words = line.strip().split(" +", -1);
      if (words.length == 3 && words[0].equals("MemTotal:") && words[2].equals("kB")) {
        return Long.parseLong(words[1]) * 1024;
      }
    }
    throw new MachineException(
        "/proc/meminfo names no MemTotal: " + Arrays.toString(meminfo.split("\n", 2)),
        "is /proc mounted?");
  }

  private static String read(Machine machine, String name) {
    Path file = machine.path(name);
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new MachineException(file + ": no such file", "", e);
    } catch (IOException e) {
      throw new MachineException(file + ": " + e.getMessage(), "", e);
    }
  }
}
