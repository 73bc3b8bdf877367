package troops.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

class DirectoriesTest {
  private static Directories of(String state, String cache, String runs, String settings) {
    NodePlaces node = settings.equals("/t/etc") ? NodePlaces.below(Path.of("/t")) : NodePlaces.HERE;
    return new Directories(Path.of(state), Path.of(cache), Path.of(runs), Path.of(settings), node);
  }

  @Test
  void keepsRootsThingsWhereANodesLie() {
    assertThat(
            Directories.of(true, Map.of("XDG_STATE_HOME", "/x", "XDG_CACHE_HOME", "/y"), "/root"))
        .isEqualTo(
            of(
                "/var/lib/troops/state",
                "/var/lib/troops/cache",
                "/var/lib/troops/runs",
                "/etc/troops"));
  }

  @Test
  void keepsAUsersThingsBelowTheHomeDirectory() {
    assertThat(Directories.of(false, Map.of(), "/home/ann"))
        .isEqualTo(
            of(
                "/home/ann/.local/state/troops",
                "/home/ann/.cache/troops",
                "/home/ann/.local/state/troops/runs",
                "/etc/troops"));
  }

  @Test
  void followsTheUsersXdgDirectories() {
    assertThat(
            Directories.of(
                false, Map.of("XDG_STATE_HOME", "/x", "XDG_CACHE_HOME", "/y"), "/home/ann"))
        .isEqualTo(of("/x/troops", "/y/troops", "/x/troops/runs", "/etc/troops"));
  }

  @Test
  void ignoresXdgDirectoriesThatAreRelativeOrEmpty() {
    assertThat(
            Directories.of(false, Map.of("XDG_STATE_HOME", "x", "XDG_CACHE_HOME", ""), "/home/ann"))
        .isEqualTo(Directories.of(false, Map.of(), "/home/ann"));
  }

  @Test
  void putsEverythingBelowOneDirectoryIfAsked() {
    Map<String, String> environment = Map.of("TROOPS_DIRECTORY", "/t", "XDG_STATE_HOME", "/x");
    Directories expected = of("/t/state", "/t/cache", "/t/runs", "/t/etc");
    assertThat(Directories.of(false, environment, "/home/ann")).isEqualTo(expected);
    assertThat(Directories.of(true, environment, "/root")).isEqualTo(expected);
    assertThat(Directories.of(true, Map.of("TROOPS_DIRECTORY", ""), "/root"))
        .isEqualTo(Directories.of(true, Map.of(), "/root"));
    assertThat(Directories.of(true, Map.of("TROOPS_DIRECTORY", "here"), "/root").state())
        .isEqualTo(Path.of("here/state").toAbsolutePath());
  }

  @Test
  void makesDirectoriesThatOnlyTheirOwnerMayEnter(@TempDir Path root) throws IOException {
    Path made = Directories.make(root.resolve("a/b/state"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    assertThat(Directories.make(made)).isEqualTo(made);
  }

  @Test
  void saysWhichDirectoryCannotBeMade(@TempDir Path root) throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");
    assertThatThrownBy(() -> Directories.make(file.resolve("state")))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.UNREADABLE);
              assertThat(e.message()).startsWith("cannot make the directory " + file + "/state: ");
              assertThat(e.hint()).contains("TROOPS_DIRECTORY");
            });
  }

  @Test
  void namesReasonsInAFewWords() {
    assertThat(Directories.reason(new AccessDeniedException("/x"))).isEqualTo("permission denied");
    assertThat(Directories.reason(new NoSuchFileException("/x")))
        .isEqualTo("no such file or directory");
    assertThat(Directories.reason(new FileSystemException("/x", null, "No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(Directories.reason(new IOException("odd"))).isEqualTo("odd");
    assertThat(Directories.reason(new IOException())).isEqualTo("IOException");
  }
}
