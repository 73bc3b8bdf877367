package troops.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Layers as the kernel makes them, made by hand: what was written is in the layer and in the copy.
class LayerWalkTest {
  @TempDir Path directory;
  private Path machine = Path.of("");
  private Path upper = Path.of("");
  private Path copy = Path.of("");

  @BeforeEach
  void make() throws IOException {
    machine = Files.createDirectory(directory.resolve("machine"));
    upper = Files.createDirectory(directory.resolve("upper"));
    copy = Files.createDirectory(directory.resolve("copy"));
  }

  private static void put(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// A file that is the same on the machine and in the copy, and not in the layer.
  private void there(String path, String text) throws IOException {
    put(machine, path, text);
    put(copy, path, text);
  }

  private void written(String path, String text) throws IOException {
    put(upper, path, text);
    put(copy, path, text);
  }

  private List<FileDifference> walk() throws IOException {
    return LayerWalk.walk(List.of(new Layer(machine, upper, copy))).differences();
  }

  private String path(String path) {
    return machine + "/" + path;
  }

  @Test
  void findsWhatIsNewChangedAndGone() throws IOException {
    there("etc/kept", "kept");
    there("etc/changed", "one");
    there("etc/touched", "same");
    there("etc/closed", "same");
    put(machine, "etc/gone", "gone");
    put(upper, "etc/gone", "(in truth, a whiteout)");
    written("etc/changed", "two");
    written("etc/touched", "same");
    written("etc/closed", "same");
    Files.setPosixFilePermissions(
        copy.resolve("etc/closed"), PosixFilePermissions.fromString("rw-------"));
    written("etc/new/inside", "new");
    assertThat(walk())
        .extracting(FileDifference::path)
        .containsExactly(
            path("etc/changed"),
            path("etc/closed"),
            path("etc/gone"),
            path("etc/new"),
            path("etc/new/inside"));
  }

  @Test
  void looksOnlyWhereSomethingWasWritten() throws IOException {
    there("usr/share/doc/a", "a");
    // Changed on the machine itself meanwhile: no business of the run.
    put(machine, "usr/share/doc/a", "b");
    written("etc/new", "new");
    assertThat(walk())
        .extracting(FileDifference::path)
        .containsExactly(path("etc"), path("etc/new"));
  }

  @Test
  void seesAllThatWasInADirectoryThatIsGoneOrReplaced() throws IOException {
    put(machine, "srv/old/a", "a");
    put(machine, "srv/old/b/c", "c");
    put(upper, "srv/old", "(in truth, a whiteout)");
    there("srv/x", "x");
    put(machine, "srv/file", "f");
    written("srv/file/now-a-directory", "f");
    assertThat(walk())
        .extracting(FileDifference::path)
        .containsExactly(
            path("srv/file"),
            path("srv/file/now-a-directory"),
            path("srv/old"),
            path("srv/old/a"),
            path("srv/old/b"),
            path("srv/old/b/c"));
  }

  @Test
  void findsWhatIsInADirectoryThatWasRenamed() throws IOException {
    put(machine, "srv/old/a", "a");
    there("srv/kept", "kept");
    put(copy, "srv/new/a", "a");
    Files.createDirectories(upper.resolve("srv/new"));
    assertThat(walk())
        .extracting(FileDifference::path)
        .containsExactly(path("srv/new"), path("srv/new/a"), path("srv/old"), path("srv/old/a"));
  }

  @Test
  void doesNotFollowLinks() throws IOException {
    put(directory.resolve("elsewhere"), "secret", "s");
    Files.createSymbolicLink(machine.resolve("link"), Path.of("old"));
    Files.createSymbolicLink(copy.resolve("link"), directory.resolve("elsewhere"));
    Files.createSymbolicLink(upper.resolve("link"), directory.resolve("elsewhere"));
    List<FileDifference> found = walk();
    assertThat(found).extracting(FileDifference::path).containsExactly(path("link"));
    assertThat(found.getFirst().after().orElseThrow().target())
        .isEqualTo(directory.resolve("elsewhere").toString());
  }

  @Test
  void leavesToEachFileSystemItsOwnLayer() throws IOException {
    Path inner = Files.createDirectory(machine.resolve("srv"));
    Path innerUpper = Files.createDirectory(directory.resolve("inner-upper"));
    Path innerCopy = Files.createDirectory(directory.resolve("inner-copy"));
    put(innerUpper, "new", "new");
    put(innerCopy, "new", "new");
    Files.createDirectory(copy.resolve("srv"));
    put(copy, "srv/new", "new");
    Files.createDirectory(upper.resolve("srv"));
    List<FileDifference> found =
        LayerWalk.walk(
                List.of(new Layer(machine, upper, copy), new Layer(inner, innerUpper, innerCopy)))
            .differences();
    assertThat(found).extracting(FileDifference::path).containsExactly(path("srv/new"));
  }
}
