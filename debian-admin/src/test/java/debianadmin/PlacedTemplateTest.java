package debianadmin;

import static debianadmin.Place.mode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import debianadmin.template.PlacedTemplate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import machine.CommandFailed;
import machine.MachineException;
import machine.Mode;
import machine.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacedTemplateTest {
  private record Site(String name, List<Integer> ports, boolean tls) {}

  private record Login(String user, Secret password) {}

  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) throws IOException {
    tree = new Tree(directory);
    Files.createDirectory(tree.folder.resolve("files"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(tree.folder.resolve("files").resolve(name), text);
  }

  private static PlacedTemplate placed(Object values, Place.Option... options) {
    return new PlacedTemplate("/etc/x", Path.of("files/x.mustache"), values, Place.wishes(options));
  }

  private String made(String template, Object values) throws IOException {
    write("x.mustache", template);
    tree.apply(placed(values));
    return tree.read("/etc/x");
  }

  private MachineException failure(String template, Object values) throws IOException {
    write("x.mustache", template);
    return catchThrowableOfType(MachineException.class, () -> tree.apply(placed(values)));
  }

  @Test
  void takesValuesFromMapsAndRecords() throws IOException {
    String template =
        """
        server_name {{name}};
        {{#ports}}
        listen {{.}}{{^-last}},{{/-last}}
        {{/ports}}
        {{^tls}}
        # without TLS
        {{/tls}}
        """;
    String expected = "server_name a.example.com;\nlisten 80,\nlisten 81\n# without TLS\n";
    assertThat(made(template, new Site("a.example.com", List.of(80, 81), false)))
        .isEqualTo(expected);
    assertThat(
            made(
                template,
                Map.of("name", "a.example.com", "ports", new int[] {80, 81}, "tls", List.of())))
        .isEqualTo(expected);
  }

  @Test
  void takesValuesOfValues() throws IOException {
    Map<String, String> limits = new TreeMap<>(Map.of("a", "1", "b", "2"));
    assertThat(
            made(
                "{{#sites}}{{name}}{{ports.0}} {{/sites}}{{#limits.entrySet}}{{key}}={{value}};"
                    + "{{/limits.entrySet}}",
                Map.of("sites", List.of(new Site("a", List.of(80), true)), "limits", limits)))
        .isEqualTo("a80 a=1;b=2;");
  }

  @Test
  void makesNothingOfWhatHtmlWouldEscape() throws IOException {
    assertThat(made("{{x}}{{{x}}}", Map.of("x", "<a href='b'>&\"")))
        .isEqualTo("<a href='b'>&\"<a href='b'>&\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a\n", "{{x}}", "{{x}}\n", "a\n\n", "\u00e4\u20ac"})
  void keepsTheEndOfTheTemplate(String template) throws IOException {
    assertThat(made(template, Map.of("x", "1"))).isEqualTo(template.replace("{{x}}", "1"));
  }

  @ParameterizedTest
  @CsvSource({
    "'a\nb {{port}}', 2, port",
    "'a\n\n{{#ports}}\n{{/ports}}', 3, ports",
    "'{{^ports}}{{/ports}}', 1, ports",
    "'{{site.port}}', 1, site.port",
    "'{{none.port}}', 1, none",
    "'{{none}}', 1, none",
    "'{{#names}}\n{{length}}{{/names}}', 2, length",
  })
  void namesFileLineAndVariableThatHasNoValue(String template, int line, String name)
      throws IOException {
    Map<String, Object> values = new TreeMap<>();
    values.put("site", new Site("a", List.of(), true));
    values.put("names", List.of("a"));
    values.put("nothing", null);
    assertThat(failure(template, values))
        .hasMessage(
            tree.folder.resolve("files/x.mustache") + ":" + line + ": no value for " + name);
    assertThat(tree.at("/etc/x")).doesNotExist();
  }

  @Test
  void takesNullForNoValue() throws IOException {
    Map<String, Object> values = new TreeMap<>();
    values.put("nothing", null);
    assertThat(failure("{{nothing}}", values)).hasMessageEndingWith(":1: no value for nothing");
  }

  @Test
  void namesFileAndLineOfWhatIsNoMustache() throws IOException {
    assertThat(failure("a\n{{#x}}\nb\n", Map.of()))
        .hasMessageStartingWith(tree.folder.resolve("files/x.mustache") + ":2: ");
    assertThat(failure("{{#x}}{{/y}}", Map.of("x", true))).hasMessageContaining("mustache:1: ");
  }

  @Test
  void takesPartialsFromBesideTheTemplate() throws IOException {
    write("head.mustache", "# {{name}}\n");
    write("tail.conf", "end {{name}}");
    assertThat(made("1\n  {{>head}}\nx\n{{>tail.conf}}", Map.of("name", "a")))
        .isEqualTo("1\n  # a\nx\nend a");
  }

  @Test
  void namesThePartialThatLacksAValue() throws IOException {
    write("head.mustache", "a\n{{port}}\n");
    assertThat(failure("{{name}}\n{{>head}}\n", Map.of("name", "port")))
        .hasMessage(
            tree.folder.resolve("files").toRealPath().resolve("head.mustache")
                + ":2: no value for port");
    write("head.mustache", "a\n{{#port}}\n");
    assertThat(failure("{{>head}}\n", Map.of()))
        .hasMessageStartingWith(
            tree.folder.resolve("files").toRealPath().resolve("head.mustache") + ":2: ");
  }

  @Test
  void takesNoPartialFromElsewhere() throws IOException {
    tree.write("/etc/shadow", "root");
    assertThat(failure("{{>../../root/etc/shadow}}", Map.of()))
        .hasMessageContaining("lies elsewhere");
    Files.createSymbolicLink(tree.folder.resolve("files/link"), tree.at("/etc/shadow"));
    assertThat(failure("{{>link}}", Map.of())).hasMessageContaining("lies elsewhere");
    assertThat(failure("{{>none}}", Map.of())).hasMessageContaining("no partial none in ");
    Files.writeString(tree.folder.resolve("shared"), "shared");
    assertThat(made("{{>../shared}}", Map.of())).isEqualTo("shared");
  }

  @Test
  void endsAPartialThatIncludesItself() throws IOException {
    write("loop", "{{>loop}}");
    assertThat(failure("{{>loop}}", Map.of())).hasMessageContaining("without end");
  }

  @Test
  void neverPrintsASecretAmongTheValues() throws IOException {
    write("x.mustache", "{{user}}:{{password}}\n");
    Login login = new Login("app", Secret.of("horse"));
    StringWriter all = new StringWriter();
    for (Mode mode : Mode.values()) {
      Heard heard = tree.bring(mode, placed(login));
      all.append(heard.lines.toString()).append(heard.changes.toString());
      assertThat(heard.changes).allMatch(change -> change.text().isEmpty());
    }
    assertThat(tree.read("/etc/x")).isEqualTo("app:horse\n");
    assertThat(tree.mode("/etc/x")).isEqualTo(0600);
    for (String template :
        List.of(
            "{{password}}{{none}}", "{{password.reveal}}", "{{#password}}{{text}}{{/password}}")) {
      MachineException e = failure(template, login);
      e.printStackTrace(new PrintWriter(all));
    }
    write("x.mustache", "{{password}}");
    Place.Option cat = Place.check("sh", "-c", "cat $1; exit 1", "sh");
    CommandFailed e =
        catchThrowableOfType(CommandFailed.class, () -> tree.apply(placed(login, cat)));
    e.printStackTrace(new PrintWriter(all));
    assertThat(all.toString()).doesNotContain("horse");
  }

  @Test
  void keepsSecretWhatTheFileHeldWhenTheTemplateUsesTheSecretNoMore() throws IOException {
    tree.write("/etc/x", "horse\n");
    write("x.mustache", "{{#logins}}{{user}}{{/logins}}");
    Map<String, Object> values = Map.of("logins", List.of(new Login("app", Secret.of("horse"))));
    assertThat(tree.bring(Mode.PREVIEW, placed(values)).changes.getFirst().text()).isEmpty();
  }

  @Test
  void showsTheTextBeforeAndAfter() throws IOException {
    tree.write("/etc/x", "1\n");
    write("x.mustache", "{{x}}\n");
    assertThat(tree.bring(Mode.PREVIEW, placed(Map.of("x", 2))).changes.getFirst().text())
        .hasValueSatisfying(text -> assertThat(text.after()).isEqualTo("2\n"));
    assertThat(tree.apply(placed(Map.of("x", 2), mode("0640"))))
        .containsExactly("changed: update /etc/x (1 line, mode 0640 was 0644)");
  }

  @Test
  void namesATemplateThatIsMissing() {
    assertThatThrownBy(() -> tree.apply(placed(Map.of())))
        .hasMessage(
            "/etc/x: no template: " + tree.folder.resolve("files/x.mustache") + ": no such file");
  }
}
