package troops.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import machine.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChangesTest {
  private static final Accounts NOBODY = new Accounts(Map.of(), Map.of());

  @TempDir Path directory;

  private Optional<FileState> file(String name, byte[] content, String mode) throws IOException {
    Path file = Files.write(directory.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return FileState.of(file);
  }

  private Optional<FileState> text(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
  }

  private static Change change(Optional<FileState> before, Optional<FileState> after)
      throws IOException {
    return new FileChanges(NOBODY, NOBODY).of(new FileDifference("/etc/x", before, after));
  }

  @Test
  void textsAreShownAsTheyWereAndWouldBe() throws IOException {
    Change changed = change(text("a", "one\n"), text("b", "two\n"));
    assertThat(changed).hasToString("change /etc/x (its text)");
    assertThat(changed.text()).contains(new Change.Text("one\n", "two\n"));
    assertThat(change(Optional.empty(), text("b", "two\n")).text())
        .contains(new Change.Text("", "two\n"));
    assertThat(change(text("a", "one\n"), Optional.empty())).hasToString("remove /etc/x");
  }

  @Test
  void whatNotEverybodyMayReadIsNeverShown() throws IOException {
    Optional<FileState> open = text("a", "old");
    Optional<FileState> secret = file("b", "s3cr3t".getBytes(StandardCharsets.UTF_8), "rw-r-----");
    Change closed = change(open, secret);
    assertThat(closed.toString())
        .isEqualTo(
            "change /etc/x (mode 0644 to 0640, 6 bytes, not shown: not everybody may read it)");
    assertThat(closed.text()).isEmpty();
    assertThat(change(secret, open).text()).isEmpty();
    assertThat(change(Optional.empty(), secret).text()).isEmpty();
    assertThat(change(secret, Optional.empty()).text()).isEmpty();
  }

  @Test
  void otherContentIsToldBySizeAndChecksum() throws IOException {
    Optional<FileState> binary = file("a", new byte[] {0, 1, 2}, "rwxr-xr-x");
    Change created = change(Optional.empty(), binary);
    // printf '\\0\\1\\2' | sha256sum
    assertThat(created.toString()).contains("3 bytes, sha256 ae4b3280e56e2faf");
    assertThat(created.text()).isEmpty();
  }

  @Test
  void linksAndOtherTypesAreNamed() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("there"));
    Path other = Files.createSymbolicLink(directory.resolve("other"), Path.of("elsewhere"));
    assertThat(change(Optional.empty(), FileState.of(link)))
        .hasToString("create /etc/x (link to there)");
    assertThat(change(FileState.of(link), FileState.of(other)))
        .hasToString("change /etc/x (link to there, then to elsewhere)");
    assertThat(change(text("a", "one"), FileState.of(link)))
        .hasToString("replace /etc/x (file by link: link to there)");
  }
}
