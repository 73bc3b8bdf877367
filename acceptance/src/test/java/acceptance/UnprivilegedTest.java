package acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import acceptance.bed.Machine;
import acceptance.bed.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tool in the hands of somebody who isn't root. Root, who runs the build in CI, becomes
/// nobody.
class UnprivilegedTest {
  private static final String NOBODY = "65534";

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Machine.isRoot(), "becoming nobody takes root");
    bench = Bench.in(directory).with("TROOPS_DIRECTORY", "");
    Path copy = directory.resolve("tool");
    // The build's own directory may be closed to others.
    bench.run(directory, List.of("cp", "-a", Bench.DISTRIBUTION.toString(), copy.toString()));
    bench.with(copy.resolve("bin/troops"));
  }

  private Result deployAsNobody(String... options) {
    bench.run(directory, List.of("chown", "-R", NOBODY + ":" + NOBODY, directory.toString()));
    List<String> words = new ArrayList<>();
    words.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    words.add(directory.resolve("tool/bin/troops").toString());
    words.addAll(List.of("deploy", "--repository=" + bench.work()));
    words.addAll(List.of(options));
    return bench.run(directory, words);
  }

  @Test
  void stateAndCacheLieInTheUsersOwnDirectories() {
    bench.script("import troops.*;\n@Deployable\nvoid fine() {}\n");
    Result result = deployAsNobody();
    assertThat(result.code()).as(result.all()).isZero();
    assertThat(directory.resolve("home/.local/state/troops/runs")).isNotEmptyDirectory();
    assertThat(directory.resolve("home/.cache/troops/scripts")).isNotEmptyDirectory();
  }

  @Test
  void whatIsForbiddenIsUnknownInAPreviewAndRefusedWithTheWayOut() throws Exception {
    bench.script(
        """
        import debianadmin.*;
        import troops.*;

        @Deployable
        void secret() { Place.text("/etc/shadow", "nobody may\\n"); }
        """);
    Result preview = deployAsNobody("--check");
    assertThat(preview.code()).as(preview.all()).isZero();
    assertThat(preview.err())
        .contains("unknown: /etc/shadow: permission denied; run the preview as root to know");
    Result result = deployAsNobody();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("failed: secret, deploy.java:5")
        .contains("/etc/shadow: permission denied")
        .contains("hint: run the same command with sudo, or as root");
  }

  @Test
  void aFileInADirectoryOfOthersIsRefusedAndNothingIsLeft() throws Exception {
    bench.script(
        """
        import debianadmin.*;
        import troops.*;

        @Deployable
        void file() { Place.text("/etc/troops-was-here", "nobody\\n"); }
        """);
    Result result = deployAsNobody();
    assertThat(result.code()).as(result.all()).isEqualTo(1);
    assertThat(result.err())
        .contains("not allowed to create /etc/troops-was-here (1 line, mode 0644)")
        .contains("changed before it failed: nothing")
        .contains("hint: run the same command with sudo, or as root");
    assertThat(Path.of("/etc/troops-was-here")).doesNotExist();
  }
}
