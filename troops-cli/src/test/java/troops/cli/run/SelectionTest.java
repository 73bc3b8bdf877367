package troops.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.Test;
import troops.Node;
import troops.cli.event.Event;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.script.DeployableMethod;

class SelectionTest {
  private final Node node = new Node("web-1", () -> "web-1.example.com");

  private static DeployableMethod in(String file, String type, String method, String... roles) {
    return new DeployableMethod(type, method, false, List.of(roles), file, 7);
  }

  private static DeployableMethod deployable(String method, String... roles) {
    return in("deploy.java", "deploy", method, roles);
  }

  private Selection of(DeployableMethod... deployables) {
    node.settle();
    return new Selection(node, List.of(deployables), List.of());
  }

  private static List<String> names(List<Selection.Choice> choices) {
    return choices.stream().map(choice -> choice.deployable().name()).toList();
  }

  private static Problem refusal(Selection selection, String only) {
    return (Problem) catchThrowable(() -> selection.require(only));
  }

  @Test
  void runsWhatIsForTheNodeInOrderAndSaysWhy() {
    node.grant("web", "--role");
    node.define("db", List.of("db-1", "db-*.example.com"));
    node.define("shell", List.of("web-*"));
    Selection selection =
        of(
            deployable("all"),
            deployable("web", "db", "web"),
            deployable("db", "db"),
            deployable("shell", "shell"),
            deployable("other", "db", "nothing"));
    assertThat(names(selection.chosen(List.of()))).containsExactly("all", "web", "shell");
    assertThat(selection.all())
        .extracting(Selection.Choice::because)
        .containsExactly(
            "every node",
            "role web (--role)",
            "not here: needs role db (db: db-1, db-*.example.com)",
            "role shell (host web-*)",
            "not here: needs role db or nothing (db: db-1, db-*.example.com)");
  }

  @Test
  void runsOnlyWhatIsNamedInTheOrderOfTheSource() {
    Selection selection =
        of(deployable("a"), deployable("b"), in("Web.java", "Web", "nginx"), deployable("c"));
    assertThat(names(selection.chosen(List.of("c", "a")))).containsExactly("a", "c");
    assertThat(names(selection.chosen(List.of("nginx")))).containsExactly("Web.nginx");
    assertThat(names(selection.chosen(List.of("Web.nginx")))).containsExactly("Web.nginx");
  }

  @Test
  void refusesNamesThatMeanNothingHere() {
    Selection selection = of(deployable("a"), deployable("b", "web"));
    Problem unknown = refusal(selection, "x");
    assertThat(unknown.kind()).isEqualTo(Kind.NO_SUCH_DEPLOYABLE);
    assertThat(unknown.message()).isEqualTo("no deployable is called 'x'");
    assertThat(unknown.hint()).isEqualTo("there are: a, b");
    Problem elsewhere = refusal(selection, "b");
    assertThat(elsewhere.message()).isEqualTo("deployable b is not here: needs role web");
    assertThat(elsewhere.hint()).startsWith("--role=NAME");
    assertThat(refusal(of(), "x").hint()).isEqualTo("the script has none");
  }

  @Test
  void countsWhatTheScriptBeforeHasAndAsksFor() {
    node.grant("db", "--role");
    Selection before = of(in("prepare.java", "prepare", "packages", "db", "zoo"));
    assertThat(before.undefined())
        .extracting(Event.Warned::message)
        .containsExactly("prepare.java:7: nothing defines role 'zoo'");
    Selection selection = new Selection(node, List.of(deployable("a")), before.all());
    selection.require("packages");
    selection.require("prepare.packages");
    assertThat(refusal(selection, "x").hint()).isEqualTo("there are: prepare.packages, a");
    assertThat(names(selection.chosen(List.of("packages")))).isEmpty();
    assertThat(selection.warnings(List.of("db"))).isEmpty();
  }

  @Test
  void warnsOfRolesThatNothingDefinesOnce() {
    node.define("interactive", List.of("web-1"));
    Selection selection =
        of(deployable("a", "interactiv"), deployable("b", "interactiv"), deployable("c", "zoo"));
    assertThat(selection.warnings(List.of()))
        .containsExactly(
            new Event.Warned(
                "deploy.java:7: nothing defines role 'interactiv'", "did you mean 'interactive'?"),
            new Event.Warned(
                "deploy.java:7: nothing defines role 'zoo'",
                "roles come from defineRole and addRole in main, from /etc/troops/roles, and"
                    + " from --role"));
  }

  @Test
  void warnsOfGivenRolesThatNothingAsksFor() {
    node.grant("wbe", "--role");
    node.grant("asked", "--role");
    node.has("asked");
    Selection selection = of(deployable("a", "web"));
    assertThat(selection.warnings(List.of("wbe", "asked")))
        .extracting(Event.Warned::message)
        .containsExactly(
            "deploy.java:7: nothing defines role 'web'", "no deployable asks for role 'wbe'");
    assertThat(selection.warnings(List.of("wbe")).getLast().hint())
        .isEqualTo("did you mean 'web'?");
  }

  @Test
  void hasNothingToWarnOfWhereAllFits() {
    node.grant("web", "--role");
    node.define("db", List.of("db-1.example.com"));
    assertThat(of(deployable("a", "web"), deployable("b", "db")).warnings(List.of("web")))
        .isEmpty();
  }

  @Test
  void warnsANodeThatDoesNotKnowItsFullName() {
    Node unqualified = new Node("web-1", () -> "web-1");
    unqualified.define("web", List.of("WEB-1.example.com", "web-10.example.com"));
    unqualified.settle();
    assertThat(
            new Selection(unqualified, List.of(deployable("a", "web")), List.of())
                .warnings(List.of()))
        .containsExactly(
            new Event.Warned(
                "role web names web-1.example.com, but this node knows itself only as web-1",
                "put its full name into /etc/hosts: 127.0.1.1 web-1.example.com web-1"));
  }
}
