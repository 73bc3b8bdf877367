package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a deployment is, however it came about. Each way is a world of its own, which knows how to
/// have a node carry out what lies in a work tree, and where to read what was said.
@ExtendWith(TestBed.class)
interface DeployContract {
  /// A way to deploy.
  interface World {
    /// The node that things are deployed on.
    DebianNode node();

    /// Writes a file of the deployment.
    void file(String path, String text);

    /// Commits the deployment, and has the node carry it out.
    ///
    /// @param roles those that the node is given for it
    Outcome deploy(String title, String... roles);

    /// Who asks, as the record says it, then how.
    List<String> asked();

    /// Whether the node has a branch, which follows what is deployed.
    boolean movesBranch();
  }

  /// What came of a deployment.
  ///
  /// @param commit what was to be deployed
  /// @param ok whether all went well, as whoever asked was told
  /// @param said what they were told, without what the way adds before lines
  record Outcome(String commit, boolean ok, String said) {
    Outcome succeeded() {
      assertThat(ok).as(said).isTrue();
      return this;
    }

    Outcome failed() {
      assertThat(ok).as(said).isFalse();
      return this;
    }
  }

  String HEAD = "import debianadmin.*;\nimport troops.*;\nimport java.nio.file.*;\n\n";

  /// Makes the world that this contract holds in.
  World world(Bed bed);

  private static Outcome deploy(World world, String script) {
    world.file("requirements.txt", "org.debianadmin:debian-admin\n");
    world.file("deploy.java", HEAD + script);
    return world.deploy("a title");
  }

  private static String read(World world, String path) throws IOException {
    return Files.readString(world.node().file(path));
  }

  private static String record(World world) {
    return world.node().troops("log", "last", "--json").ok().out();
  }

  @Test
  default void changesAreMadeAndNamedAndRecorded(Bed bed) throws IOException {
    World world = world(bed);
    world.file("text", "größer\n");
    Outcome first =
        deploy(
                world,
                """
                @Deployable
                void greets() {
                    Place.file("/srv/text", Troops.file("text"));
                    Place.text("/srv/ünïcode", "a\\n");
                    IO.println("prints — once");
                }
                """)
            .succeeded();
    assertThat(first.said().lines().toList())
        .contains(
            "deploying " + first.commit().substring(0, 10) + " \"a title\" on shellbox-1",
            "greets  deploy.java:7",
            "  create /srv/text (1 line, mode 0644)",
            "  create /srv/ünïcode (1 line, mode 0644)")
        .containsOnlyOnce("prints — once")
        .anyMatch(line -> line.startsWith("succeeded: 2 changes ("));
    assertThat(read(world, "/srv/text")).isEqualTo("größer\n");
    assertThat(read(world, "/srv/ünïcode")).isEqualTo("a\n");

    List<String> asked = world.asked();
    assertThat(record(world))
        .contains("\"user\":\"" + asked.getFirst() + "\"", "\"via\":\"" + asked.getLast() + "\"")
        .contains("\"revision\":\"" + first.commit() + "\"", "\"title\":\"a title\"")
        .contains("\"line\":\"prints — once\"");
    assertThat(world.node().troops("log").ok().out())
        .contains(asked.getFirst() + " (" + asked.getLast() + ")");
    assertThat(world.node().troops("log", "last").ok().out().lines())
        .containsExactlyInAnyOrderElementsOf(first.said().lines().toList());

    assertThat(world.deploy("again").succeeded().said()).contains("succeeded: nothing to do (");
  }

  @Test
  default void whatFailsIsNamedAndMovesNothing(Bed bed) throws IOException {
    World world = world(bed);
    String fine =
        deploy(world, "@Deployable\nvoid fine() { Place.text(\"/srv/a\", \"a\\n\"); }\n").commit();
    Outcome failed =
        deploy(
                world,
                """
                @Deployable
                void breaks() {
                    Place.text("/srv/a", "b\\n");
                    Place.text("/proc/nowhere/b", "b\\n");
                    Place.text("/srv/c", "c\\n");
                }

                @Deployable
                void later() { Place.text("/srv/d", "d\\n"); }
                """)
            .failed();
    assertThat(failed.said().lines().toList())
        .contains(
            "  update /srv/a (1 line)",
            "failed: breaks, deploy.java:8",
            "  8 | Place.text(\"/proc/nowhere/b\", \"b\\n\");",
            "changed before it failed: 1 change",
            "not run: later")
        .anyMatch(line -> line.startsWith("hint: "));
    assertThat(read(world, "/srv/a")).isEqualTo("b\n");
    assertThat(Files.exists(world.node().file("/srv/c"))).isFalse();
    assertThat(Files.exists(world.node().file("/srv/d"))).isFalse();
    assertThat(record(world)).contains("\"kind\":\"deployable-failed\"", failed.commit());
    assertThatWasLeftAt(world, fine);

    Outcome senseless =
        deploy(world, "@Deployable\nvoid fine() { Place.text(\"/srv/a\", \"c\\n\"); nonsense }\n")
            .failed();
    assertThat(senseless.said())
        .contains("failed: the script doesn't compile: ")
        .contains("deploy.java:6");
    assertThat(read(world, "/srv/a")).isEqualTo("b\n");
    assertThatWasLeftAt(world, fine);
  }

  /// A node's branch stands where it stood. A deployment that isn't a node's has no branch.
  private static void assertThatWasLeftAt(World world, String commit) {
    String status = world.node().troops("status").ok().out();
    if (world.movesBranch()) {
      assertThat(status).contains("deployed    " + commit.substring(0, 10));
      assertThat(
              world
                  .node()
                  .run("git", "--git-dir=" + Scripts.REPOSITORY, "rev-parse", "refs/heads/main")
                  .out())
          .isEqualTo(commit + "\n");
    } else {
      assertThat(status).contains("deployed    nothing yet\n");
    }
  }

  @Test
  default void rolesOfSettingsAndOfTheRequestDecideWhatRuns(Bed bed) throws IOException {
    World world = world(bed);
    Files.writeString(world.node().file("/etc/troops/roles"), "web\n");
    Outcome web =
        deploy(
                world,
                """
                void main() {
                    Troops.defineRole("web", "nobody");
                    Troops.defineRole("db", "nobody");
                }

                @Deployable(roles = "web")
                void serves() { Place.text("/srv/web", "a\\n"); }

                @Deployable(roles = "db")
                void stores() { Place.text("/srv/db", "a\\n"); }
                """)
            .succeeded();
    assertThat(web.said()).contains("  create /srv/web (").doesNotContain("/srv/db");
    world.file("other", "");
    Outcome both = world.deploy("with a role", "db").succeeded();
    assertThat(both.said()).contains("  create /srv/db (").doesNotContain("/srv/web (");
  }
}
