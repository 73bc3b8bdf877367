package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README promises for the first minutes.
class FirstDeploymentTest {
  @TempDir Path directory;

  @Test
  void theFirstExampleDeploysAndThenFindsNothingToDo() throws Exception {
    Bench bench = exampleOf("hello");
    Path command = directory.resolve("home/.local/bin/about-this-machine");

    Result first = bench.deploy();
    assertThat(first.code()).as(first.all()).isZero();
    assertThat(first.err())
        .contains("aboutThisMachine  deploy.java:12")
        .contains("  create " + command + " (4 lines, mode 0755)")
        .contains("succeeded: 2 changes");
    assertThat(bench.run(directory, List.of(command.toString())).out()).contains("processors");

    Object inode = Files.getAttribute(command, "unix:ino");
    Result second = bench.deploy();
    assertThat(second.code()).isZero();
    assertThat(second.err())
        .contains("  nothing to do: ")
        .contains(command + ": has the wanted content and mode")
        .contains("succeeded: nothing to do");
    assertThat(Files.getAttribute(command, "unix:ino")).isEqualTo(inode);
  }

  @Test
  void theSeedIsForTheNodesOfItsRoleOnly() {
    Bench bench = exampleOf("shellbox");
    Result elsewhere = bench.deploy("--check");
    assertThat(elsewhere.code()).isZero();
    assertThat(elsewhere.err()).contains("no deployable is for this node").contains("--list");

    Result list = bench.deploy("--list");
    assertThat(list.out())
        .isEqualTo(
            "- tmux  deploy.java:10  not here: needs role interactive"
                + " (interactive: shellbox-1.example.com, shellbox-2.example.com)\n");

    Result there = bench.deploy("--list", "--role=interactive");
    assertThat(there.out()).isEqualTo("+ tmux  deploy.java:10  role interactive (--role)\n");
  }

  @Test
  void theTimeServersAreListedWithTheirReasons() {
    Result list = exampleOf("timeservers").deploy("--list");
    assertThat(list.out()).isEqualTo("+ chrony  deploy.java:17  every node\n");
  }

  private Bench exampleOf(String name) {
    Bench bench = Bench.in(directory);
    Result copied =
        bench.run(
            directory,
            List.of("cp", "-r", Bench.EXAMPLES.resolve(name) + "/.", bench.work().toString()));
    assertThat(copied.code()).isZero();
    return bench.commit();
  }
}
