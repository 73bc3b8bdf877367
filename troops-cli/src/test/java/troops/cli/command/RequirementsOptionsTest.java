package troops.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import troops.cli.command.RequirementsOptions.Verb;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

class RequirementsOptionsTest {
  private static RequirementsOptions parse(String words) {
    return RequirementsOptions.parse(List.of(words.split(" ", -1)));
  }

  @Test
  void readsWhatIsToBeDoneAndWhere() {
    assertThat(parse("tree"))
        .isEqualTo(
            new RequirementsOptions(
                Verb.TREE,
                Path.of("."),
                Path.of("./vendor"),
                List.of(),
                false,
                false,
                "auto",
                false));
    assertThat(parse("lock --repository=x --json").directory()).isEqualTo(Path.of("x"));
    assertThat(parse("vendor --repository=x").vendor()).isEqualTo(Path.of("x/vendor"));
    assertThat(parse("vendor --repository=x y").vendor()).isEqualTo(Path.of("y"));
    assertThat(parse("--help").help()).isTrue();
  }

  @Test
  void updatesNothingOneLibraryOrAll() {
    assertThat(parse("lock").updateAll()).isFalse();
    assertThat(parse("lock --update").updateAll()).isTrue();
    RequirementsOptions some = parse("lock --update=a:b --update=c:d");
    assertThat(some.updateAll()).isFalse();
    assertThat(some.update()).containsExactly("a:b", "c:d");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --json          | troops requirements what? tree, lock or vendor
          install         | troops requirements knows tree, lock and vendor, not 'install'
          tree x          | what is 'x' for?
          vendor a b      | what is 'b' for?
          tree --update   | --update belongs to lock
          lock --locked   | troops requirements has no option --locked
          """)
  void refusesWhatMakesNoSense(String words, String message) {
    Problem problem = catchThrowableOfType(Problem.class, () -> parse(words));
    assertThat(problem.kind()).isEqualTo(Kind.USAGE);
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.hint()).isEqualTo("see troops requirements --help");
  }
}
