package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where roles come from, and what is said about those that come from nowhere.
class RoleTest {
  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = Bench.in(directory);
  }

  @Test
  void rolesComeTooLateInADeployable() {
    bench.script("import troops.*;\n@Deployable\nvoid late() { Troops.addRole(\"web\"); }\n");
    assertThat(bench.deploy().err())
        .contains("failed: late, deploy.java:3")
        .contains("role web comes too late: roles are settled when main has ended");
  }

  @Test
  void aRoleThatNothingDefinesIsAWarningWithAGuess() {
    bench.script(
        """
        import troops.*;
        void main() { Troops.defineRole("interactive", "nowhere.example.com"); }
        @Deployable(roles = "interctive")
        void tmux() {}
        """);
    assertThat(bench.deploy().err())
        .contains("warning: deploy.java:4: nothing defines role 'interctive'")
        .contains("hint: did you mean 'interactive'?");
    assertThat(bench.deploy("--role=intractive").err())
        .contains("warning: no deployable asks for role 'intractive'");
  }

  @Test
  void linesInTheRolesFileGrantRoles() throws Exception {
    bench.script("import troops.*;\n@Deployable(roles = \"web\")\nvoid web() {}\n");
    Path roles = bench.troopsDirectory().resolve("etc/roles");
    Files.createDirectories(roles.getParent());
    Files.writeString(roles, "# what this node is for\nweb # and nothing else\n\n");
    assertThat(bench.deploy("--list").out())
        .isEqualTo("+ web  deploy.java:3  role web (" + roles + ")\n");
  }
}
