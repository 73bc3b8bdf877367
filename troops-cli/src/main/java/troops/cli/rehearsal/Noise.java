package troops.cli.rehearsal;

import java.util.List;
import java.util.Set;

/// What each run writes besides what it is for: caches, logs, what runs and package managers note.
final class Noise {
  private static final List<String> DIRECTORIES =
      List.of(
          "/tmp",
          "/var/tmp",
          "/var/cache",
          "/var/log",
          "/var/backups",
          "/var/lib/apt",
          "/var/lib/dpkg",
          "/var/lib/ucf",
          "/var/lib/troops",
          "/var/lib/systemd/deb-systemd-helper-enabled",
          "/var/lib/systemd/deb-systemd-helper-masked",
          "/var/lib/systemd/deb-systemd-user-helper-enabled",
          "/var/lib/systemd/deb-systemd-user-helper-masked");

  private static final Set<String> FILES =
      Set.of(
          "/etc/.pwd.lock",
          "/etc/group-",
          "/etc/gshadow-",
          "/etc/passwd-",
          "/etc/shadow-",
          "/etc/subgid-",
          "/etc/subuid-",
          "/etc/ld.so.cache",
          "/usr/share/applications/mimeinfo.cache",
          "/usr/share/info/dir");

  /// What isn't on disk, and what stands in for systemctl in the copy.
  private static final Set<String> FOREIGN = Set.of("/run", "/usr/bin/systemctl");

  private Noise() {}

  /// Whether what lies there is no part of what a run leaves.
  ///
  /// @param path an absolute path
  static boolean isForeign(String path) {
    return FOREIGN.contains(path);
  }

  /// Whether nobody wants to hear of what lies there.
  ///
  /// @param path an absolute path
  static boolean isAt(String path) {
    return DIRECTORIES.contains(path) || FILES.contains(path) || path.endsWith("/__pycache__");
  }
}
