package troops.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.cli.Options;
import org.junit.jupiter.api.Test;
import troops.cli.problem.ExitCode;

class HelpTest {
  @Test
  void listsEveryOption() {
    listsEveryOption(DeployOptions.options(), Help.deploy());
    listsEveryOption(LogOptions.options(), Help.log());
  }

  private static void listsEveryOption(Options options, String help) {
    for (var option : options.getOptions()) {
      assertThat(help).contains("--" + option.getLongOpt()).contains(option.getDescription());
    }
  }

  @Test
  void fitsTheScreen() {
    for (String text : List.of(Help.tool(), Help.deploy(), Help.log())) {
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
      assertThat(Help.deploy()).containsPattern("(?m)^  " + code.number() + " +\\S");
    }
  }

  @Test
  void endsWithExamplesThatMakeSense() {
    Help.deploy()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("troops deploy ") || line.startsWith("sudo troops deploy "))
        .map(line -> line.replaceFirst("  .*", "").replaceFirst("^(sudo )?troops deploy *", ""))
        .filter(words -> !words.startsWith("["))
        .forEach(words -> {
          List<String> all = words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
          assertThat(DeployOptions.parse(all, "ann").help()).isFalse();
        });
    Help.log()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("troops log"))
        .map(line -> line.replaceFirst("   .*", "").replaceFirst("^troops log *", ""))
        .forEach(words -> {
          List<String> all = words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
          assertThat(LogOptions.parse(all).help()).isFalse();
        });
  }
}
