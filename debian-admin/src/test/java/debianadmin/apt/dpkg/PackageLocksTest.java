package debianadmin.apt.dpkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Heard;
import debianadmin.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import machine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageLocksTest {
  Tree tree;
  Path proc;

  @BeforeEach
  void makeTree(@TempDir Path directory) throws IOException {
    tree = new Tree(directory);
    proc = directory.resolve("proc");
    Files.createDirectories(proc.resolve("1234"));
    Files.writeString(proc.resolve("1234/cmdline"), "apt-get\0install\0tmux\0");
    Files.writeString(proc.resolve("1234/comm"), "apt-get\n");
    Files.writeString(proc.resolve("locks"), "");
  }

  private void hold(String path) throws IOException {
    Path file = tree.write(path, "");
    long dev = (long) Files.getAttribute(file, "unix:dev");
    long ino = (long) Files.getAttribute(file, "unix:ino");
    Files.writeString(
        proc.resolve("locks"),
        "1: POSIX  ADVISORY  WRITE 1234 %02x:%02x:%d 0 EOF\n"
            .formatted((dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & ~0xff), ino));
  }

  private PackageLocks locks(Heard heard, Duration limit) {
    return new PackageLocks(tree.machine(Mode.APPLY, heard), proc, limit, Duration.ofMillis(10));
  }

  @Test
  void readsTheLocksOfTheKernel() {
    assertThat(KernelLock.parse(Tree.golden("proc-locks.txt")))
        .hasSize(7)
        .contains(new KernelLock(2863, 0, 0x27, 2149327), new KernelLock(-1, 0xfe, 0, 2183679))
        .anyMatch(lock -> lock.isOn(0x27, 2149327));
    assertThat(
            KernelLock.parse(
                "1: -> POSIX  ADVISORY  WRITE 9 fd:01:5 0 EOF\n1: what\n\n2: a b c d e f g\n"))
        .isEmpty();
    assertThat(new KernelLock(1, 0xfe, 0x01, 7).isOn(0xfe01, 7)).isTrue();
    assertThat(new KernelLock(1, 0x103, 0x123, 7).isOn(0x110323, 7)).isTrue();
    assertThat(new KernelLock(1, 0xfe, 0x01, 7).isOn(0xfe02, 7)).isFalse();
  }

  @Test
  void namesWhoHoldsTheLock() throws IOException {
    hold("/var/lib/dpkg/lock-frontend");
    assertThat(locks(new Heard(), Duration.ZERO).holder()).isEqualTo("apt-get (pid 1234)");
    Files.writeString(
        proc.resolve("1234/cmdline"), "/usr/bin/python3\0/usr/bin/unattended-upgrade\0");
    Files.writeString(proc.resolve("1234/comm"), "unattended-upgr\n");
    assertThat(locks(new Heard(), Duration.ZERO).holder())
        .isEqualTo("unattended-upgr /usr/bin/unattended-upgrade (pid 1234)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/lib/dpkg/lock-frontend",
        "/var/lib/dpkg/lock",
        "/var/lib/apt/lists/lock",
        "/var/cache/apt/archives/lock",
        "/var/cache/debconf/config.dat"
      })
  void looksAtEachLock(String path) throws IOException {
    tree.write(path, "");
    assertThat(locks(new Heard(), Duration.ZERO).holder()).isNull();
    hold(path);
    assertThat(locks(new Heard(), Duration.ZERO).holder()).isEqualTo("apt-get (pid 1234)");
  }

  @Test
  void givesUpNamingTheHolder() throws IOException {
    hold("/var/lib/apt/lists/lock");
    Heard heard = new Heard();
    assertThatThrownBy(() -> locks(heard, Duration.ofMillis(50)).await())
        .hasMessageStartingWith("dpkg's lock is held by apt-get (pid 1234) for longer than");
    assertThat(heard.lines)
        .containsExactly("waiting: waiting for dpkg's lock, held by apt-get (pid 1234)");
  }

  @Test
  void goesOnWhenTheLockIsFree() throws Exception {
    hold("/var/lib/dpkg/lock");
    Heard heard = new Heard();
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Thread.sleep(100);
                Files.writeString(proc.resolve("locks"), "");
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    locks(heard, Duration.ofSeconds(30)).await();
    other.join();
    assertThat(heard.lines).hasSize(1);
    locks(heard, Duration.ZERO).await();
    assertThat(heard.lines).hasSize(1);
  }
}
