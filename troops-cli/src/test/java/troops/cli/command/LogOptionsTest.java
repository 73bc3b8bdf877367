package troops.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import troops.cli.event.ConsoleRendering.Detail;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

class LogOptionsTest {
  private static LogOptions parse(String... words) {
    return LogOptions.parse(List.of(words));
  }

  @Test
  void listsTheLastTwentyUnlessToldOtherwise() {
    assertThat(parse())
        .isEqualTo(
            new LogOptions(
                Optional.empty(), 20, false, new Detail(false, false), false, "auto", false));
  }

  @Test
  void readsWhatIsWanted() {
    assertThat(parse("-n", "5", "--failed", "--json", "--color=never"))
        .isEqualTo(
            new LogOptions(
                Optional.empty(), 5, true, new Detail(false, false), true, "never", false));
    assertThat(parse("last", "--diff", "-v").run()).contains("last");
    assertThat(parse("--diff", "-v", "last").detail()).isEqualTo(new Detail(true, true));
    assertThat(parse("-n5").most()).isEqualTo(5);
    assertThat(parse("--number=5").most()).isEqualTo(5);
    assertThat(parse("-h").help()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b | troops log shows one run, not 'a b'",
        "'' | which run? its name is empty",
        "--fail | troops log has no option --fail",
        "-x | troops log has no option -x",
        "-n | --number needs a value: N",
        "-n,0 | --number takes a number from 1, not '0'",
        "-n,-1 | --number takes a number from 1, not '-1'",
        "-n,x | --number takes a number from 1, not 'x'",
        "-n,1,-n,2 | --number can be given once only",
        "-n,1,last | --number and --failed choose among runs, but one is named",
        "--failed,last | --number and --failed choose among runs, but one is named",
        "--color=maybe | --color takes auto, always or never, not 'maybe'",
      })
  void refusesWhatMakesNoSense(String words, String message) {
    Problem problem = (Problem) catchThrowable(() -> parse(words.split(",", -1)));
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.kind()).isEqualTo(Kind.USAGE);
    assertThat(problem.hint()).isEqualTo("see troops log --help");
  }
}
