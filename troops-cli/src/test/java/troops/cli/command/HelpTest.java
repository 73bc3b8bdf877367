package troops.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.cli.Options;
import org.junit.jupiter.api.Test;
import troops.cli.problem.ExitCode;

class HelpTest {
  /// A command as people meet it.
  private record Explained(Options options, String help, Consumer<List<String>> parse) {}

  private static final Map<String, Explained> COMMANDS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "deploy",
                  new Explained(
                      DeployOptions.options(),
                      DeployOptions.explanation(),
                      words -> DeployOptions.parse(words, "ann", Path.of(".")))),
              Map.entry(
                  "pull",
                  new Explained(
                      PullOptions.options(),
                      PullOptions.explanation(),
                      words -> PullOptions.parse(words, "ann"))),
              Map.entry(
                  "drift",
                  new Explained(
                      DriftOptions.options(),
                      DriftOptions.explanation(),
                      words -> DriftOptions.parse(words, "ann", Path.of(".")))),
              Map.entry(
                  "report",
                  new Explained(
                      ReportOptions.options(), ReportOptions.explanation(), ReportOptions::parse)),
              Map.entry(
                  "log",
                  new Explained(LogOptions.options(), LogOptions.explanation(), LogOptions::parse)),
              Map.entry(
                  "status",
                  new Explained(
                      StatusCommand.options(),
                      StatusCommand.explanation(),
                      words -> Typed.read("status", StatusCommand.options(), words))),
              Map.entry(
                  "attach",
                  new Explained(
                      AttachCommand.options(),
                      AttachCommand.explanation(),
                      words -> Typed.read("attach", AttachCommand.options(), words))),
              Map.entry(
                  "requirements",
                  new Explained(
                      RequirementsOptions.options(),
                      RequirementsOptions.explanation(),
                      RequirementsOptions::parse)),
              Map.entry(
                  "init",
                  new Explained(
                      InitCommand.options(),
                      InitCommand.explanation(),
                      words -> Typed.read("init", InitCommand.options(), words))),
              Map.entry(
                  "ide",
                  new Explained(
                      IdeCommand.options(),
                      IdeCommand.explanation(),
                      words -> Typed.read("ide", IdeCommand.options(), words))),
              Map.entry(
                  "stop",
                  new Explained(
                      StopCommand.options(),
                      StopCommand.explanation(),
                      words -> Typed.read("stop", StopCommand.options(), words)))));

  @Test
  void namesEveryCommand() {
    COMMANDS.keySet().forEach(verb -> assertThat(Help.tool()).contains("\n  " + verb + "  "));
  }

  @Test
  void listsEveryOption() {
    COMMANDS.forEach((verb, command) -> {
      for (var option : command.options().getOptions()) {
        assertThat(command.help())
            .as(verb)
            .contains("--" + option.getLongOpt())
            .contains(option.getDescription());
      }
    });
  }

  @Test
  void fitsTheScreen() {
    List<String> texts = new ArrayList<>(List.of(Help.tool()));
    COMMANDS.values().forEach(command -> texts.add(command.help()));
    for (String text : texts) {
      assertThat(text.lines())
          .allSatisfy(line -> {
            assertThat(line.length()).as(line).isLessThanOrEqualTo(100);
            assertThat(line).doesNotContain("\t").isEqualTo(line.stripTrailing());
          });
      assertThat(text).doesNotEndWith("\n").contains("Examples:");
    }
  }

  @Test
  void explainsEveryExitCode() {
    for (ExitCode code : ExitCode.values()) {
      assertThat(DeployOptions.explanation()).containsPattern("(?m)^  " + code.number() + " +\\S");
    }
    COMMANDS
        .values()
        .forEach(command -> assertThat(command.help()).contains("\nExit codes:\n  0   "));
  }

  @Test
  void endsWithExamplesThatMakeSense() {
    COMMANDS.forEach((verb, command) -> {
      String examples = command.help().substring(command.help().indexOf("Examples:"));
      List<String> lines =
          examples
              .lines()
              .map(line -> line.strip().replaceFirst("^sudo ", ""))
              .filter(line -> line.startsWith("troops "))
              .toList();
      assertThat(lines).as(verb).isNotEmpty();
      for (String line : lines) {
        String words = line.replaceFirst(" [|>].*", "").replaceFirst("   .*", "");
        assertThat(words).startsWith("troops " + verb);
        String rest = words.substring(("troops " + verb).length()).strip();
        List<String> typed = rest.isEmpty() ? List.of() : List.of(rest.split(" ", -1));
        assertThatCode(() -> command.parse().accept(typed)).as(line).doesNotThrowAnyException();
      }
    });
  }
}
