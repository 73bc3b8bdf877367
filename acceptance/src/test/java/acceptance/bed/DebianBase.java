package acceptance.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A small Debian of this machine's own release, or of the one that `-Dtroops.release` names, as a
/// directory: what nodes are booted from. It is made once for each build (half a minute), with a
/// small package repository in `/srv/apt`, because nodes reach no network. It has a user `ubuntu`,
/// who may do everything by sudo.
final class DebianBase {
  /// What the nodes may install.
  private static final String OFFERED =
      "tmux chrony nginx sudo locales cron logrotate unattended-upgrades make gcc libc6-dev kmod tzdata"
          + " ca-certificates openssl rsync debconf-utils gpg gpg-agent libnss-systemd libsodium-dev";

  private static final String INCLUDED =
      "systemd,systemd-sysv,libpam-systemd,dbus,git,procps,openssh-server,openssh-client,sudo,"
          + "iproute2";

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

  private static final String USER =
      """
      set -e
      chroot "$1" useradd --create-home --shell /bin/bash ubuntu
      echo 'ubuntu ALL=(ALL) NOPASSWD:ALL' >"$1/etc/sudoers.d/ubuntu"
      touch "$1/etc/default/locale"
      rm -f "$1"/etc/ssh/ssh_host_*
      # At midnight, nothing changes but what a test does.
      rm -f "$1"/etc/systemd/system/timers.target.wants/*
      """;

  private DebianBase() {}

  /// The directory of the base, made if need be.
  static Path directory() throws IOException {
    String recipe = codename() + INCLUDED + OFFER + USER;
    return MadeOnce.directory("base-" + Integer.toHexString(recipe.hashCode()), DebianBase::make);
  }

  private static void make(Path fresh) throws IOException {
    List<String> words = new ArrayList<>(List.of("mmdebstrap", "--quiet", "--variant=minbase"));
    words.add("--include=" + INCLUDED);
    words.add("--customize-hook=" + OFFER);
    words.add("--customize-hook=" + USER);
    words.add(codename());
    words.add(fresh.toString());
    List<Path> sources = sources();
    sources.forEach(file -> words.add(file.toString()));
    // Should this JVM be killed, its mounts and programs end as well.
    try (Namespaces namespaces = Namespaces.connected()) {
      namespaces.run(words.toArray(String[]::new));
    } finally {
      for (Path file : sources) {
        Files.delete(file);
      }
    }
  }

  private static String codename() throws IOException {
    return System.getProperty("troops.release", ownCodename());
  }

  private static String ownCodename() throws IOException {
    for (String line : Files.readAllLines(Path.of("/etc/os-release"))) {
      if (line.startsWith("VERSION_CODENAME=")) {
        return line.substring(line.indexOf('=') + 1).replace("\"", "");
      }
    }
    return "stable";
  }

  /// Copies of the files that say where this machine has its own packages from, naming the release
  /// of the base.
  private static List<Path> sources() throws IOException {
    List<Path> copies = new ArrayList<>();
    for (String name : List.of("/etc/apt/sources.list", "/etc/apt/sources.list.d/debian.sources")) {
      Path file = Path.of(name);
      if (Files.isReadable(file)) {
        Path copy = Files.createTempFile("base-", String.valueOf(file.getFileName()));
        Files.writeString(copy, Files.readString(file).replace(ownCodename(), codename()));
        copies.add(copy);
      }
    }
    return copies;
  }
}
