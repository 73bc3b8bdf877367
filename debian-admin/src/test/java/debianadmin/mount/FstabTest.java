package debianadmin.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Tree;
import java.nio.file.Path;
import java.util.List;
import machine.MachineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FstabTest {
  private static final String FSTAB =
      """
      # <file system> <mount point> <type> <options> <dump> <pass>

      UUID=1 /         ext4\terrors=remount-ro 0 1
      /dev/vdb1 /srv/my\\040data xfs
      /dev/sr0 /media/cdrom0 udf,iso9660 user,noauto 0 0
      not an entry
      /swap none swap sw 0 0\
      """;

  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
    tree.write("/etc/fstab", FSTAB);
  }

  private static MountPoint entry(String device, String path, String type, String... options) {
    return new MountPoint(device, path, type, List.of(options), 0, false);
  }

  @Test
  void keepsAllOtherLinesByteForByte() {
    tree.apply(entry("tmpfs", "/srv/scratch", "tmpfs", "size=1M"));
    assertThat(tree.read("/etc/fstab"))
        .isEqualTo(FSTAB + "\ntmpfs /srv/scratch tmpfs size=1M 0 0\n");
    tree.apply(new UnmountedPoint("/srv/scratch", true));
    assertThat(tree.read("/etc/fstab")).isEqualTo(FSTAB + "\n");
  }

  @Test
  void findsAnEntryThatIsWrittenInAnotherWay() {
    assertThat(tree.apply(entry("/dev/vdb1", "/srv/my data/", "xfs", "defaults")))
        .last()
        .asString()
        .startsWith("changed: create /srv/my data");
    assertThat(tree.apply(entry("/dev/vdb1", "/srv/my data", "xfs")))
        .singleElement()
        .asString()
        .startsWith("kept: /srv/my data");
    assertThat(tree.read("/etc/fstab")).isEqualTo(FSTAB);
  }

  @Test
  void changesAnEntryInItsPlace() {
    tree.apply(entry("/dev/vdb1", "/srv/my data", "xfs", "noatime"));
    assertThat(tree.read("/etc/fstab")).isEqualTo(FSTAB.replace(" xfs\n", " xfs noatime 0 0\n"));
  }

  @Test
  void saysThatThereAreTwoEntries() {
    tree.write("/etc/fstab", "a /srv ext4\nb /srv ext4\n");
    assertThatThrownBy(() -> tree.apply(entry("c", "/srv", "ext4")))
        .hasMessage("/etc/fstab has two entries for /srv: lines 1 and 2");
  }

  @Test
  void refusesWhatWouldBreakALine() {
    assertThatThrownBy(() -> entry("#x", "/srv", "ext4")).isInstanceOf(MachineException.class);
    assertThatThrownBy(() -> entry("x\ny", "/srv", "ext4")).isInstanceOf(MachineException.class);
    assertThatThrownBy(() -> entry("", "/srv", "ext4")).isInstanceOf(MachineException.class);
    assertThatThrownBy(() -> entry("x", "srv", "ext4")).hasMessage("not a mount point: 'srv'");
    assertThatThrownBy(() -> entry("x", "/srv/../etc", "ext4"))
        .isInstanceOf(MachineException.class);
    assertThatThrownBy(() -> entry("x", "/srv", "ext4", "ro,noexec"))
        .isInstanceOfSatisfying(
            MachineException.class,
            e -> assertThat(e.hint()).isEqualTo("name each option by itself: \"ro\", \"noexec\""));
  }

  @Test
  void takesTheErrorsOfFindmntThatConcernTheEntry() {
    String report = Tree.golden("findmnt-verify.txt");
    assertThat(Fstab.error(report, "/opt", true))
        .isEqualTo("unreachable on boot required source: LABEL=foo");
    assertThat(Fstab.error(report, "/opt", false)).isEmpty();
    assertThat(Fstab.error(report, "/home", true)).isEmpty();
    assertThat(Fstab.error(report, "/mnt x", true)).isEmpty();
  }

  @Test
  void readsAndWritesOctalEscapes() {
    assertThat(Octal.escaped("a b\tc\\d")).isEqualTo("a\\040b\\011c\\134d");
    assertThat(Octal.unescaped("a\\040b\\011c\\134d")).isEqualTo("a b\tc\\d");
    assertThat(Octal.unescaped("\\9 \\04 \\777 ü")).isEqualTo("\\9 \\04 \\777 ü");
  }
}
