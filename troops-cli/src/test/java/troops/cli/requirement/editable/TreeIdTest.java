package troops.cli.requirement.editable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.repository.TempGit;

class TreeIdTest {
  @TempDir Path directory;

  @Test
  void isWhatGitSays() throws IOException {
    TempGit git = TempGit.init(directory);
    git.write("core/A.java", "class A {}\n")
        .write("core/a/B.java", "")
        .write("core/a.b", "sorted before the folder a")
        .write("core/a0", "sorted behind it")
        .write("core/ä/ß", "names are bytes")
        .write("core/run", "#!/bin/sh\n")
        .write("other", "of no matter");
    Files.setPosixFilePermissions(
        directory.resolve("core/run"), PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(directory.resolve("core/link"), Path.of("a/B.java"));
    Files.createDirectories(directory.resolve("core/empty/too"));
    git.commit("all");
    assertThat(TreeId.of(directory.resolve("core"))).isEqualTo(git.run("rev-parse", "HEAD:core"));
    assertThat(TreeId.of(directory)).isEqualTo(git.run("rev-parse", "HEAD^{tree}"));
    assertThat(TreeId.ofFile(directory.resolve("other")))
        .isEqualTo(git.run("rev-parse", "HEAD:other"));

    git.write("core/A.java", "class A { }\n");
    assertThat(TreeId.of(directory.resolve("core")))
        .isNotEqualTo(git.run("rev-parse", "HEAD:core"));
  }
}
