package troops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTest {
  private static final String FULL = "web-1.example.com";

  private static Node node() {
    return new Node("web-1", () -> FULL);
  }

  @ParameterizedTest
  @CsvSource({
    "web-1.example.com, true",
    "web-1.example.com., true",
    "WEB-1.Example.COM, true",
    "web-1, true",
    "Web-1, true",
    "web-1., true",
    "web-*, true",
    "*, true",
    "*-1, true",
    "*.example.com, true",
    "web-*.com, true",
    "web-?, false",
    "web-10, false",
    "web, false",
    "*.example.org, false",
    "example.com, false",
    "web-1.example, false",
    "web-1.example.com.au, false",
  })
  void givesARoleToTheHostsThatItNames(String host, boolean given) {
    Node node = node();
    if (host.contains("?")) {
      assertThatThrownBy(() -> node.define("web", List.of(host)))
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }
    node.define("web", List.of("other", host));
    assertThat(node.has("web")).isEqualTo(given);
    assertThat(node.roles().contains("web")).isEqualTo(given);
    assertThat(node.definedRoles()).containsExactly("web");
  }

  @Test
  void takesTheShortNameFromAFullKernelName() {
    Node node =
        new Node(
            FULL,
            () -> {
              throw new AssertionError("the kernel's name is full: nobody is to be asked");
            });
    node.define("short", List.of("web-1"));
    node.define("full", List.of(FULL));
    assertThat(node.roles()).containsExactly("full", "short");
    assertThat(node.hostname()).isEqualTo(FULL);
  }

  @Test
  void asksForTheFullNameOnceAndOnlyIfAFullNameIsCompared() {
    AtomicInteger asked = new AtomicInteger();
    Node node =
        new Node(
            "web-1",
            () -> {
              asked.incrementAndGet();
              return FULL;
            });
    node.define("a", List.of("web-1", "db-*"));
    assertThat(asked).hasValue(0);
    node.define("b", List.of("x.example.com", "y.example.com"));
    assertThat(node.hostname()).isEqualTo(FULL);
    assertThat(asked).hasValue(1);
  }

  @Test
  void keepsWhatIsKnownOfARoleInOrder() {
    Node node = node();
    node.define("web", List.of("Web-2.", "web-1"));
    node.define("web", List.of("*.example.com"));
    node.grant("web", "--role");
    node.grant("extra", "the script");
    assertThat(node.members("web")).containsExactly("web-2", "web-1", "*.example.com");
    assertThat(node.grantedBy("web")).containsExactly("host web-1", "host *.example.com", "--role");
    assertThat(node.grantedBy("nothing")).isEmpty();
    assertThat(node.members("nothing")).isEmpty();
    assertThat(node.members("extra")).isEmpty();
    assertThat(node.roles()).containsExactly("extra", "web");
    assertThat(node.definedRoles()).containsExactly("extra", "web");
  }

  @Test
  void remembersWhichRolesWereAskedFor() {
    Node node = node();
    assertThat(node.has("b")).isFalse();
    assertThat(node.has("a")).isFalse();
    assertThat(node.askedRoles()).containsExactly("a", "b");
  }

  @Test
  void refusesRolesThatComeTooLate() {
    Node node = node();
    node.grant("early", "the script");
    node.settle();
    assertThatThrownBy(() -> node.grant("late", "the script"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("role late comes too late: roles are settled when main has ended");
    assertThatThrownBy(() -> node.define("late", List.of("web-1")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Roles(node).add("late")).isInstanceOf(IllegalStateException.class);
    assertThat(node.has("late")).isFalse();
    assertThat(node.has("early")).isTrue();
    assertThat(node.definedRoles()).containsExactly("early");
  }

  @Test
  void takesRolesAgainForTheNextScript() {
    Node node = node();
    node.settle();
    node.reopen();
    node.grant("late", "the script");
    assertThat(node.has("late")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "-a", ".a", "a/b", "a*", "a\n", "a\u001b", "a,b", "a:b"})
  void refusesWhatIsNoNameOfARole(String role) {
    Node node = node();
    assertThatThrownBy(() -> node.grant(role, "--role"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the name of a role: '" + role + "'");
    assertThatThrownBy(() -> node.define(role, List.of("web-1")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> node.has(role)).isInstanceOf(IllegalArgumentException.class);
    assertThat(node.definedRoles()).isEmpty();
    assertThat(node.roles()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A", "web_2", "web-2", "web.eu", "7", "büro", "_x"})
  void takesNamesOfRolesAsPeopleWriteThem(String role) {
    Node node = node();
    node.grant(role, "--role");
    assertThat(node.has(role)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a b", "a/b", "web-1\n", "user@web-1", "[::1]"})
  void refusesWhatIsNoNameOfAHost(String host) {
    Node node = node();
    assertThatThrownBy(() -> node.define("web", List.of(host)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a host's name or pattern: '" + host + "'");
    assertThat(node.roles()).isEmpty();
  }

  @Test
  void tellsRolesApartByCase() {
    Node node = node();
    node.grant("web", "--role");
    assertThat(node.has("Web")).isFalse();
  }

  @Test
  void showsRolesAsAView() {
    Node node = node();
    Roles roles = new Roles(node);
    assertThat(roles).isEmpty();
    roles.add("b");
    node.grant("a", "--role");
    assertThat(roles).containsExactly("a", "b");
    assertThat(roles.names()).containsExactly("a", "b");
    assertThat(roles.contains("a")).isTrue();
    assertThat(roles.contains("c")).isFalse();
    assertThat(roles).hasToString("[a, b]");
    assertThat(node.grantedBy("b")).containsExactly("the script");
    roles.names().clear();
    assertThat(roles).hasSize(2);
  }

  @Test
  void knowsThisMachine() {
    Node local = Node.local();
    assertThat(local.identity()).isNotEmpty().doesNotContainAnyWhitespaces();
    assertThat(local.hostname()).isNotEmpty();
    assertThat(local.hostname().toLowerCase(java.util.Locale.ROOT))
        .startsWith(local.identity().toLowerCase(java.util.Locale.ROOT));
  }
}
