package debianadmin.apt.dpkg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// The locks that keep two programs from changing packages at once, and who holds them.
public final class PackageLocks {
  private static final List<String> FILES =
      List.of(
          "/var/lib/dpkg/lock-frontend",
          "/var/lib/dpkg/lock",
          "/var/lib/apt/lists/lock",
          "/var/cache/apt/archives/lock",
          "/var/cache/debconf/config.dat");

  private final Machine machine;
  private final Path proc;
  private final Duration limit;
  private final Duration pause;

  public PackageLocks(Machine machine) {
    this(machine, Path.of("/proc"), Duration.ofMinutes(10), Duration.ofMillis(200));
  }

  public PackageLocks(Machine machine, Path proc, Duration limit, Duration pause) {
    this.machine = machine;
    this.proc = proc;
    this.limit = limit;
    this.pause = pause;
  }

  /// Waits until nobody holds a lock, telling the listener at once and then every ten seconds.
  ///
  /// @throws MachineException naming the holder, if it takes longer than the limit
  public void await() {
    long begin = System.nanoTime();
    long said = 0;
    for (String holder = holder(); holder != null; holder = holder()) {
      long waited = System.nanoTime() - begin;
      if (waited > limit.toNanos()) {
        throw new MachineException(
            "dpkg's lock is held by " + holder + " for longer than " + limit.toMinutes() + " min",
            "see what it is waiting for, and run this again when it has ended");
      }
      if (said == 0 || waited / 10_000_000_000L >= said) {
        machine.listener().waiting("waiting for dpkg's lock, held by " + holder);
        said = waited / 10_000_000_000L + 1;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new MachineException("waiting for dpkg's lock: interrupted", "", e);
      }
    }
  }

  /// Who holds one of the locks.
  ///
  /// @return `apt-get (pid 1234)`, or null if nobody does
  public @Nullable String holder() {
    List<KernelLock> locks;
    try {
      locks = KernelLock.parse(Files.readString(proc.resolve("locks"), StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Without the kernel's list, apt's own waiting (DPkg::Lock::Timeout) has to do.
      return null;
    }
    for (String file : locks.isEmpty() ? List.<String>of() : FILES) {
      KernelLock lock = on(machine.path(file), locks);
      if (lock != null) {
        return lock.pid() > 0
            ? name(lock.pid()) + " (pid " + lock.pid() + ")"
            : "a process that can't be seen from here";
      }
    }
    return null;
  }

  private @Nullable KernelLock on(Path file, List<KernelLock> locks) {
    try {
      Map<String, Object> found = Files.readAttributes(file, "unix:dev,ino");
      long device = number(found, "dev");
      long inode = number(found, "ino");
      for (KernelLock lock : locks) {
        // btrfs and overlays show another device there than stat does: then the process tells.
        if (lock.isOn(device, inode) || (lock.inode() == inode && opened(lock.pid(), file))) {
          return lock;
        }
      }
    } catch (IOException e) {
      // No such lock yet, so nobody holds it.
    }
    return null;
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.longValue() : -1;
  }

  private boolean opened(long pid, Path file) {
    try (var descriptors = Files.newDirectoryStream(proc.resolve(pid + "/fd"))) {
      for (Path descriptor : descriptors) {
        if (Files.exists(descriptor) && Files.isSameFile(descriptor, file)) {
          return true;
        }
      }
    } catch (IOException e) {
      // Gone, or another user's: not known to hold it.
    }
    return false;
  }

  private String name(long pid) {
    List<String> words = new ArrayList<>();
    try {
      for (String word :
          Files.readString(proc.resolve(pid + "/cmdline"), StandardCharsets.UTF_8)
              .split("\0", -1)) {
        words.add(word);
      }
      String comm = Files.readString(proc.resolve(pid + "/comm"), StandardCharsets.UTF_8).strip();
      // A script's process bears the interpreter's name: unattended-upgrades is a python3.
      boolean script = words.size() > 1 && words.get(1).startsWith("/");
      return script ? comm + " " + words.get(1) : comm;
    } catch (IOException e) {
      return "a process that has just ended";
    }
  }
}
