package debianadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import debianadmin.file.Foreseen;
import debianadmin.sudo.SudoRule;
import java.nio.file.Path;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SudoTest {
  private static final String RULE = "deploy ALL=(ALL) NOPASSWD: ALL";

  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
  }

  /// A step that would install something.
  private static Resource installing(Object... foreseen) {
    return new Resource() {
      @Override
      public String subject() {
        return "packages";
      }

      @Override
      public Decision decide(Machine machine) {
        return Decision.pending(Change.of("install", "packages", ""), Set.of(foreseen), () -> {});
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy.conf", ".deploy", "deploy~", "90.deploy"})
  void refusesNamesThatSudoIgnoresAndSaysWhy(String name) {
    MachineException e =
        catchThrowableOfType(MachineException.class, () -> new SudoRule(name, RULE));
    assertThat(e)
        .hasMessage(
            "sudo would ignore a file named '"
                + name
                + "': it has a '.' or ends in '~' (sudoers(5))");
    assertThat(e.hint()).startsWith("choose a name without: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "../x/", "a b", "a\n"})
  void refusesWhatIsNoName(String name) {
    assertThatThrownBy(() -> SudoRule.path(name)).isInstanceOf(MachineException.class);
  }

  @Test
  void asksForSudoFirst() {
    MachineException e =
        catchThrowableOfType(
            MachineException.class, () -> tree.preview(new SudoRule("deploy", RULE)));
    assertThat(e).hasMessage("/etc/sudoers.d/deploy: sudo isn't installed here");
    assertThat(e.hint()).isEqualTo("install it first: Apt.install(\"sudo\")");
  }

  @Test
  void countsSudoAsThereIfAnEarlierStepWouldInstallIt() {
    Resource sudo = installing(Foreseen.PACKAGES, Foreseen.installed("sudo"));
    Heard heard = tree.bring(Mode.PREVIEW, sudo, new SudoRule("deploy", RULE));
    assertThat(heard.lines)
        .element(1)
        .isEqualTo("would: create /etc/sudoers.d/deploy (mode 0440, owner root, group root)");
    assertThat(heard.changes.get(1).text()).contains(new Change.Text("", RULE + "\n"));
    assertThat(tree.preview(installing(Foreseen.PACKAGES), new SudoRule("deploy", RULE)))
        .element(1)
        .isEqualTo(
            "unknown: /etc/sudoers.d/deploy: no sudo here yet; a package that would be installed"
                + " may bring it");
  }

  @Test
  void showsWhatChangesInRules() {
    tree.write("/usr/sbin/visudo", "");
    tree.write("/etc/sudoers.d/deploy", "old\n");
    Heard heard = tree.bring(Mode.PREVIEW, new SudoRule("deploy", RULE));
    assertThat(heard.changes).singleElement().extracting(Change::verb).isEqualTo("update");
    assertThat(heard.changes.getFirst().text()).contains(new Change.Text("old\n", RULE + "\n"));
  }
}
