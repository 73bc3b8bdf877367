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

class DeployedTest {
  @TempDir Path root;

  TempGit people;
  Path path = Path.of("/");
  Deployed deployed = new Deployed(path);
  Revision first = Revision.none();

  @BeforeEach
  void deployFirst() throws IOException {
    people = TempGit.init(root.resolve("people"));
    path = root.resolve("main.git");
    people.run("init", "--quiet", "--bare", path.toString());
    first = push("First");
    deployed = new Deployed(Files.createDirectory(root.resolve("state")));
    deployed.make();
    takeOver(first);
    deployed.move("main", first);
  }

  private Revision push(String message) throws IOException {
    Revision revision = new Revision(people.write("notes.txt", message + "\n").commit(message));
    people.run("push", "--quiet", path.toString(), "+HEAD:refs/heads/main");
    return revision;
  }

  private void takeOver(Revision revision) {
    try (ObjectReader objects = deployed.objects()) {
      deployed.takeOver(revision, path, objects);
    }
  }

  private Path object(Revision revision, String what) throws IOException {
    String id = people.run("rev-parse", revision.id() + what).strip();
    return path.resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
  }

  private void isWhole() throws IOException {
    people.run("--git-dir=" + deployed.path(), "fsck", "--strict", "--no-dangling");
  }

  @Test
  void whatIsNewIsTakenOver() throws IOException {
    Revision second = push("Second");
    takeOver(second);
    assertThat(deployed.holds(second.id())).isTrue();
    assertThat(deployed.revision()).contains(first);
    isWhole();
  }

  @Test
  void whatSharesNothingWithWhatIsDeployedIsTakenOverToo() throws IOException {
    people.run("checkout", "--quiet", "--orphan", "other");
    Revision other = push("Other");
    people.run("--git-dir=" + path, "reflog", "expire", "--expire=now", "--all");
    people.run("--git-dir=" + path, "prune", "--expire=now");
    assertThat(object(first, "")).doesNotExist();
    takeOver(other);
    assertThat(deployed.holds(other.id())).isTrue();
    isWhole();
  }

  @Test
  void whatIsNotThereIsNotTakenOver() {
    Revision nowhere = new Revision("1".repeat(40));
    assertThatThrownBy(() -> takeOver(nowhere))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("git pack-objects");
    assertThat(deployed.holds(nowhere.id())).isFalse();
    assertThat(deployed.holds(first.id())).isTrue();
  }

  @Test
  void whatLacksAPartIsNotTakenOver() throws IOException {
    Revision second = push("Second");
    Files.delete(object(second, ":notes.txt"));
    assertThatThrownBy(() -> takeOver(second)).isInstanceOf(Problem.class);
    assertThat(deployed.holds(second.id())).isFalse();
    isWhole();
  }

  @Test
  void whatHasAnotherContentThanItsIdSaysIsNotTakenOver() throws IOException {
    Revision second = push("Second");
    Path blob = object(second, ":notes.txt");
    Files.delete(blob);
    Files.copy(object(first, ":notes.txt"), blob);
    assertThatThrownBy(() -> takeOver(second)).isInstanceOf(Problem.class);
    assertThat(deployed.holds(second.id())).isFalse();
    isWhole();
  }

  @Test
  void whatAKilledRunHasLeftBesideTheBranchIsNoBranch() throws IOException {
    Path left = deployed.path().resolve("refs/heads/.main.123.1.tmp");
    Files.writeString(left, first.id());
    deployed.make();
    assertThat(left).doesNotExist();
    assertThat(deployed.branch()).contains("main");
  }
}
