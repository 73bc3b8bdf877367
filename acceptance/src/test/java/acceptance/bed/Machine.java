package acceptance.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The machine that the tests run on.
public final class Machine {
  private static final List<String> PROGRAMS =
      List.of(
          "mmdebstrap mmdebstrap",
          "systemd-nspawn systemd-container",
          "dpkg-scanpackages dpkg-dev",
          "nsenter util-linux",
          "ip iproute2",
          "mkfs.ext4 e2fsprogs",
          "git git",
          "ssh openssh-client",
          "ssh-keygen openssh-client");

  private Machine() {}

  /// Why nodes can't be booted here; an empty string if they can.
  public static String obstacle() {
    if (!isRoot()) {
      return "only root can boot Debian nodes";
    }
    for (String line : PROGRAMS) {
      String program = line.substring(0, line.indexOf(' '));
      if (!isInstalled(program)) {
        return "Debian nodes need " + program + ": apt install" + line.substring(program.length());
      }
    }
    try (Namespaces trial = Namespaces.isolated()) {
      trial.run("mount", "-t", "tmpfs", "trial", "/run");
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static boolean isInstalled(String program) {
    return List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin").stream()
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /// Whether these tests are run by root.
  public static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      return false;
    }
  }

  /// Runs a program, which must go well.
  public static void run(List<String> words) throws IOException {
    Path log = Files.createTempFile("bed", ".log");
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(words.getFirst() + " hangs: " + Files.readString(log));
      }
      if (process.exitValue() != 0) {
        throw new IOException(words + ": " + process.exitValue() + "\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      Files.delete(log);
    }
  }
}
