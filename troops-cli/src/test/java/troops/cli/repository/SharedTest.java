package troops.cli.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Problem;

class SharedTest {
  @TempDir Path root;

  TempGit people;
  Path path = Path.of("/");
  Shared shared = new Shared(path);
  Deployed deployed = new Deployed(path);
  Revision first = Revision.none();
  Revision second = Revision.none();

  @BeforeEach
  void deployFirst() throws IOException {
    people = TempGit.init(root.resolve("people"));
    path = root.resolve("main.git");
    people.write("deploy.java", "void main() {}\n");
    first = new Revision(people.commit("First"));
    people.run("init", "--quiet", "--bare", path.toString());
    people.run("push", "--quiet", path.toString(), "HEAD:refs/heads/main");
    second = new Revision(people.write("deploy.java", "\n").commit("Second"));
    people.run("push", "--quiet", path.toString(), "HEAD:refs/heads/incoming");
    shared = new Shared(path);
    deployed = new Deployed(Files.createDirectory(root.resolve("state")));
    deployed.make();
    try (ObjectReader objects = deployed.objects()) {
      deployed.takeOver(second, path, objects);
    }
  }

  private Revision published() {
    return shared.revision("main").get().orElseThrow();
  }

  @Test
  void theLockOfAGitThatWasKilledIsNoObstacle() throws IOException {
    Files.createFile(path.resolve("refs/heads/main.lock"));
    shared.publish("main", second, deployed);
    assertThat(published()).isEqualTo(second);
    assertThat(path.resolve("refs/heads/main.lock")).doesNotExist();
  }

  @Test
  void aBranchThatCantBeMovedYetStaysWhereItIs() throws IOException {
    Files.createFile(path.resolve("refs/heads/main.lock"));
    Revision nowhere = new Revision("1".repeat(40));
    assertThatThrownBy(() -> shared.publish("main", nowhere, deployed)).isInstanceOf(Problem.class);
    assertThat(published()).isEqualTo(first);
  }

  @Test
  void whatIsInTheWayOfABranchGoes() throws IOException {
    people.run("--git-dir=" + path, "update-ref", "-d", "refs/heads/main");
    Files.createDirectories(path.resolve("refs/heads/main"));
    people.run("--git-dir=" + path, "branch", "main/below", first.id());
    shared.publish("main", second, deployed);
    assertThat(published()).isEqualTo(second);
  }

  @Test
  void objectsThatWereRemovedComeBack() throws IOException {
    people.run("--git-dir=" + path, "branch", "--force", "incoming", first.id());
    people.run("--git-dir=" + path, "gc", "--quiet", "--prune=now");
    shared.publish("main", second, deployed);
    assertThat(published()).isEqualTo(second);
    people.run("--git-dir=" + path, "fsck", "--strict");
  }
}
