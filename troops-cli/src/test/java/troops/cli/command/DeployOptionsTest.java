package troops.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import machine.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import troops.cli.problem.ExitCode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.run.Request;

class DeployOptionsTest {
  private static final Request PLAIN =
      new Request(
          Path.of("."),
          "HEAD",
          false,
          Mode.APPLY,
          List.of(),
          List.of(),
          Duration.ofSeconds(60),
          Duration.ofHours(4),
          false,
          "ann",
          "local");

  private static DeployOptions parse(String... words) {
    return DeployOptions.parse(List.of(words), "ann", Path.of("."));
  }

  @Test
  void deploysTheRepositoryHereUnlessToldOtherwise() {
    DeployOptions options = parse();
    assertThat(options.request()).isEqualTo(PLAIN);
    assertThat(options.list()).isFalse();
    assertThat(options.help()).isFalse();
    assertThat(options.show()).isEqualTo(new Show(false, false, false, "auto", false));
  }

  @Test
  void readsWhatIsToBeCarriedOut() {
    Request request =
        parse(
                "--repository=/srv/a b",
                "--revision",
                "v1^{commit}",
                "--check",
                "--only=tmux",
                "--only",
                "web",
                "--role=a",
                "--role=b",
                "--lock-wait=10m",
                "--time-limit=90")
            .request();
    assertThat(request)
        .isEqualTo(
            new Request(
                Path.of("/srv/a b"),
                "v1^{commit}",
                false,
                Mode.PREVIEW,
                List.of("tmux", "web"),
                List.of("a", "b"),
                Duration.ofMinutes(10),
                Duration.ofSeconds(90),
                false,
                "ann",
                "local"));
    assertThat(parse("--worktree").request().worktree()).isTrue();
    assertThat(parse("--revision=\"x\"").request().revision()).isEqualTo("\"x\"");
  }

  @Test
  void readsWhetherAndWhereChangesAreMade() {
    assertThat(parse("--rehearse").request().mode()).isEqualTo(Mode.REHEARSAL);
    assertThat(parse("--rehearse").request().offline()).isFalse();
    assertThat(parse("--rehearse", "--offline").request().offline()).isTrue();
    assertThat(catchThrowable(() -> parse("--rehearse", "--check")))
        .hasMessage("--check and --rehearse exclude each other");
    assertThat(catchThrowable(() -> parse("--offline"))).hasMessage("--offline is for --rehearse");
  }

  @Test
  void readsHowItIsShown() {
    assertThat(
            parse("--diff", "--verbose", "--json", "--color=never", "--detailed-exitcode").show())
        .isEqualTo(new Show(true, true, true, "never", true));
    assertThat(parse("-v").show().verbose()).isTrue();
    assertThat(parse("--help").help()).isTrue();
    assertThat(parse("--list").list()).isTrue();
    assertThat(parse("--list").request().mode()).as("main must not act").isEqualTo(Mode.PREVIEW);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "90, 90", "90s, 90", "10m, 600", "2h, 7200", "1000000, 1000000"})
  void readsTimes(String text, long seconds) {
    assertThat(parse("--lock-wait=" + text).request().lockWait())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "x", "-1", "1.5", "1w", "1 m", "m1", "1mm", "1000001", "9e9"})
  void refusesWhatIsNoTime(String text) {
    Problem problem = (Problem) catchThrowable(() -> parse("--time-limit=" + text));
    assertThat(problem.message())
        .isEqualTo("--time-limit takes a time such as 90, 90s, 10m or 2h, not '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "here | troops deploy takes options only, not 'here'",
        "--list,here | troops deploy takes options only, not 'here'",
        "--,--list | troops deploy takes options only, not '--list'",
        "--wat | troops deploy has no option --wat",
        "--wat=1 | troops deploy has no option --wat=1",
        "-x | troops deploy has no option -x",
        "--repository | --repository needs a value: PATH",
        "--only | --only needs a value: NAME",
        "--only= | --only needs a value: NAME",
        "--repository= | --repository needs a value: PATH",
        "--time-limit= | --time-limit needs a value: TIME",
        "--color=,--color=never | --color needs a value: WHEN",
        "--role=x,--revision=a,--revision=b | --revision can be given once only",
        "--worktree,--revision=x | --worktree and --revision exclude each other",
        "--color=sometimes | --color takes auto, always or never, not 'sometimes'",
        "--lock-wait=soon | --lock-wait takes a time such as 90, 90s, 10m or 2h, not 'soon'",
        "--repository=a\0b | not a path: Nul character not allowed",
        "--check=yes | troops deploy has no option --check=yes",
      })
  void refusesWhatMakesNoSense(String words, String message) {
    Problem problem = (Problem) catchThrowable(() -> parse(words.split(",", -1)));
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.kind()).isEqualTo(Kind.USAGE);
    assertThat(problem.kind().exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(problem.hint()).isEqualTo("see troops deploy --help");
  }

  @Test
  void knowsNoAbbreviations() {
    for (var option : DeployOptions.options().getOptions()) {
      String name = option.getLongOpt();
      for (int length = 1; length < name.length(); length++) {
        String word = "--" + name.substring(0, length) + (option.hasArg() ? "=1" : "");
        Problem problem = (Problem) catchThrowable(() -> parse(word));
        assertThat(problem).as(word).isNotNull();
        assertThat(problem.message()).startsWith("troops deploy has no option");
      }
    }
  }
}
