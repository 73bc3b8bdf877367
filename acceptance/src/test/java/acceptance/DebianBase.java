package acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A small Debian of this machine's own release, as a directory: what nodes are booted from. It is
/// made once for each build (half a minute), with a small package repository in `/srv/apt`, because
/// nodes reach no network.
final class DebianBase {
  /// What the nodes may install.
  private static final String OFFERED = "tmux chrony";

  private static final String INCLUDED = "systemd,systemd-sysv,dbus,git,procps";

  private DebianBase() {}

  /// Why nodes can't be booted here; an empty string if they can.
  static String obstacle() {
    if (!isRoot()) {
      return "only root can boot Debian nodes";
    }
    for (String program : List.of("mmdebstrap", "systemd-nspawn", "dpkg-scanpackages")) {
      if (!Files.isExecutable(Path.of("/usr/bin", program))) {
        return "Debian nodes need " + program + " (mmdebstrap, systemd-container, dpkg-dev)";
      }
    }
    return "";
  }

  static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      return false;
    }
  }

  /// The directory of the base, made if need be.
  static synchronized Path directory() throws IOException, InterruptedException {
    Path base = Path.of(System.getProperty("troops.bed")).toAbsolutePath().normalize();
    if (Files.isDirectory(base.resolve("tree/etc"))) {
      return base.resolve("tree");
    }
    Files.createDirectories(base);
    Path fresh = base.resolve("fresh");
    run(base, List.of("rm", "-rf", fresh.toString()));
    List<String> words = new ArrayList<>(List.of("mmdebstrap", "--quiet", "--variant=minbase"));
    words.add("--include=" + INCLUDED);
    words.add("--customize-hook=" + OFFER);
    words.add(codename());
    words.add(fresh.toString());
    words.addAll(sources());
    run(base, words);
    Files.move(fresh, base.resolve("tree"), StandardCopyOption.ATOMIC_MOVE);
    return base.resolve("tree");
  }

  /// Fetches the offered packages with all that they need, and makes them the only source of
  /// packages.
  private static final String OFFER =
      """
      set -e
      chroot "$1" apt-get install --yes --download-only --no-install-recommends %s >/dev/null
      mkdir -p "$1/srv/apt"
      mv "$1"/var/cache/apt/archives/*.deb "$1/srv/apt/"
      (cd "$1/srv/apt" && dpkg-scanpackages --multiversion . >Packages 2>/dev/null)
      rm -rf "$1"/etc/apt/sources.list.d/* "$1"/var/lib/apt/lists/*
      echo 'deb [trusted=yes] file:/srv/apt ./' >"$1/etc/apt/sources.list"
      """
          .formatted(OFFERED);

  private static String codename() throws IOException {
    for (String line : Files.readAllLines(Path.of("/etc/os-release"))) {
      if (line.startsWith("VERSION_CODENAME=")) {
        return line.substring(line.indexOf('=') + 1).replace("\"", "");
      }
    }
    return "stable";
  }

  /// The files that say where this machine has its own packages from.
  private static List<String> sources() {
    return List.of("/etc/apt/sources.list", "/etc/apt/sources.list.d/debian.sources").stream()
        .filter(file -> Files.isReadable(Path.of(file)))
        .toList();
  }

  static void run(Path directory, List<String> words) throws IOException, InterruptedException {
    Path log = Files.createTempFile("bed", ".log");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(directory.toFile())
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
    } finally {
      Files.delete(log);
    }
  }
}
