package troops.cli.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

class RequirementsTest {
  private static Requirements parse(String text) {
    return Requirements.parse("requirements.txt", text);
  }

  private static Problem problem(String text) {
    return catchThrowableOfType(Problem.class, () -> parse(text));
  }

  @Test
  void readsCommentsBlankLinesAndBothKindsOfRequirements() {
    Requirements requirements =
        parse(
            """
            # what this deployment needs

            org.debianadmin:debian-admin
            \torg.apache.commons:commons-text:1.13.0   # string templates
              # indented
            com.example_x:lib-2.13:2.0.1-rc.1+build7\
            """);
    assertThat(requirements.list())
        .containsExactly(
            new Requirement.Unversioned(Library.DEBIAN_ADMIN, 3),
            new Requirement.Versioned("org.apache.commons", "commons-text", "1.13.0", 4),
            new Requirement.Versioned("com.example_x", "lib-2.13", "2.0.1-rc.1+build7", 6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFForg.troops:troops\r\na:b:1\r\n",
        "org.troops:troops\na:b:1",
        "org.troops:troops\ra:b:1"
      })
  void takesEachSystemsLineEndsAndAByteOrderMark(String text) {
    assertThat(parse(text).list())
        .containsExactly(
            new Requirement.Unversioned(Library.TROOPS, 1),
            new Requirement.Versioned("a", "b", "1", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "#", "  # x", "\uFEFF", "\r\n\r\n", "\t \n#a:b"})
  void findsNothingWhereNothingIs(String text) {
    assertThat(parse(text).list()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          requests                        | 1  | group and version are missing               | write group:artifact:version, for example
          debian-admin                    | 1  | the group is missing                        | write org.debianadmin:debian-admin
          troops                          | 1  | the group is missing                        | write org.troops:troops
          com.example:lib                 | 16 | the version is missing                      | write com.example:lib:VERSION
          com.example:lib==1.2            | 16 | versions aren't compared with '=='          | write com.example:lib:1.2
          com.example:lib===1.2           | 16 | versions aren't compared with '==='         | write com.example:lib:1.2
          com.example:lib >= 1.2          | 17 | versions aren't compared with '>='          | write com.example:lib:1.2: one version, exactly
          com.example:lib<=1.2            | 16 | versions aren't compared with '<='          | write com.example:lib:1.2
          com.example:lib~=1.2            | 16 | versions aren't compared with '~='          | write com.example:lib:1.2
          com.example:lib!=1.2            | 16 | versions aren't compared with '!='          | write com.example:lib:1.2
          com.example:lib>1,<2            | 16 | versions aren't compared with '>'           | write com.example:lib:1
          com.example:lib:^1.2            | 17 | versions aren't compared with '^'           | write com.example:lib:1.2
          requests==2.31                  | 9  | versions aren't compared with '=='          | write group:requests:2.31
          ==                              | 1  | versions aren't compared with '=='          | write group:artifact:VERSION
          com.example:lib:[1,2)           | 17 | version ranges aren't known here            | write com.example:lib:1: one version
          com.example:lib:(,2]            | 17 | version ranges aren't known here            | write com.example:lib:2
          pkg[extra]                      | 4  | '[' isn't part of coordinates               | write group:artifact:version
          -r common.txt                   | 1  | another file can't be read in               | copy its lines
          --requirement=common.txt        | 1  | another file can't be read in               | copy its lines
          -c constraints.txt              | 1  | constraints can't be read in                | list the library
          -e ./libraries/nginx            | 1  | sources can't be required                   | publish the library
          --editable .                    | 1  | sources can't be required                   | publish the library
          --repository https://example.com | 1 | repositories can't be named here            | Maven settings
          --index-url=https://example.com | 1  | repositories can't be named here            | Maven settings
          --no-binary :all:               | 1  | options can't be given here                 | write group:artifact:version
          a:b:1:sources                   | 7  | classifiers and types can't be given        | write a:b:1
          a:b:jar:linux:1.5               | 5  | classifiers and types can't be given        | write a:b:1.5
          a:b:1@aar                       | 6  | types can't be given                        | write a:b:1
          a:b:1,                          | 6  | a line doesn't end with a comma             | write a:b:1
          a:b:1, c:d:2                    | 6  | a line has one requirement                  | one to a line
          <dependency>                    | 1  | this is XML                                 | without tags
          <groupId>a</groupId>            | 1  | this is XML                                 | without tags
          implementation 'a:b:1'          | 16 | coordinates stand without quotes            | write a:b:1
          implementation("a:b:1")         | 16 | coordinates stand without quotes            | write a:b:1
          "a:b:1"                         | 1  | coordinates stand without quotes            | write a:b:1
          implementation a:b:1            | 1  | 'implementation' is Gradle's                | write group:artifact:version alone
          a % b % 1                       | 3  | '%' is sbt's                                | with colons
          git+https://example.com/x.git   | 1  | an address isn't a requirement              | not where it lies
          https://example.com/x.jar       | 1  | an address isn't a requirement              | not where it lies
          pkg @ https://example.com/x     | 7  | an address isn't a requirement              | not where it lies
          ./lib/x.jar                     | 1  | a file can't be required                    | publish it
          lib.jar                         | 1  | a file can't be required                    | publish it
          a/b:c:1                         | 2  | a path isn't a requirement                  | write group:artifact:version
          a:b:../../etc/passwd            | 7  | a path isn't a requirement                  | write group:artifact:version
          a:b:..                          | 5  | a dot stands between other letters          | write group:artifact:version
          ..:b:1                          | 1  | a file can't be required                    | write group:artifact:version
          a.:b:1                          | 2  | a dot stands between other letters          | write group:artifact:version
          a:b..c:1                        | 5  | a dot stands between other letters          | write group:artifact:version
          a:b:LATEST                      | 5  | LATEST is another version tomorrow          | name one version
          a:b:latest.release              | 5  | latest.release is another version tomorrow  | name one version
          a:b:1.+                         | 7  | '+' doesn't stand for a version             | name one version
          a:b:+                           | 5  | '+' doesn't stand for a version             | name one version
          a+b:c:1                         | 2  | '+' stands only within a version            | write group:artifact:version
          c++:lib                         | 2  | '+' stands only within a version            | write group:artifact:version
          a:b:1.*                         | 7  | versions have no wildcards                  | name one version
          a:b:${version}                  | 5  | nothing is filled in here                   | write the value itself
          a:b:1; python_version < "3"     | 6  | conditions can't be given                   | write a:b:1
          a:b:1 ; linux                   | 7  | conditions can't be given                   | write a:b:1
          a:b:1#comment                   | 6  | a comment needs white space before it       | write a space before #
          // comment                      | 1  | comments don't begin like this              | begin the comment with #
          a:b:1 \\                        | 7  | a line can't be continued                   | on one line
          a:b: 1                          | 5  | there is white space in the requirement     | write a:b:1
          a b 1                           | 2  | there is white space in the requirement     | write a:b:1
          a  :  b:1                       | 2  | there is white space in the requirement     | write a:b:1
          a::1                            | 3  | something is missing beside the colon       | write group:artifact:version
          a:b:                            | 5  | something is missing beside the colon       | write group:artifact:version
          :b:1                            | 1  | something is missing beside the colon       | write group:artifact:version
          :                               | 1  | something is missing beside the colon       | write group:artifact:version
          ä:b:1                           | 1  | U+00E4 isn't part of coordinates            | are made of a-z
          a:b:1?                          | 6  | '?' isn't part of coordinates               | are made of a-z
          """)
  void saysWhereALineIsWrongAndWhatToWrite(String line, int column, String what, String hint) {
    Problem problem = problem("# first\n" + line + "\n");
    assertThat(problem.kind()).isEqualTo(Kind.BAD_REQUIREMENT);
    assertThat(problem.message()).isEqualTo("requirements.txt:2:" + column + ": " + what);
    assertThat(problem.hint()).contains(hint).doesNotEndWith(".");
    assertThat(problem.details()).containsExactly(line, " ".repeat(column - 1) + "^");
  }

  @Test
  void namesALetterThatLooksLikeASpace() {
    assertThat(problem("a:b:1\u00A0").message())
        .isEqualTo("requirements.txt:1:6: U+00A0 isn't part of coordinates");
  }

  @Test
  void keepsTheCaretBelowItsLetterBehindTabs() {
    assertThat(problem("\t\ta:b").details()).containsExactly("\t\ta:b", "\t\t   ^");
  }

  @Test
  void showsAPieceOfAnEndlessLine() {
    Problem problem = problem("a".repeat(1_000_000) + "?" + "b".repeat(1_000_000));
    assertThat(problem.message()).startsWith("requirements.txt:1:1000001: ");
    assertThat(problem.details()).allMatch(line -> line.length() <= 160);
    assertThat(problem.details().getFirst().charAt(problem.details().getLast().length() - 1))
        .isEqualTo('?');
  }

  @Test
  void takesTheSameLineTwiceAsOne() {
    assertThat(parse("a:b:1\na:b:1 # again\n").list()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b:1\na:b:2", "org.troops:troops\norg.troops:troops:9"})
  void refusesTwoVersionsOfOneLibrary(String text) {
    Problem problem = problem(text);
    assertThat(problem.kind()).isEqualTo(Kind.BAD_REQUIREMENT);
    assertThat(problem.message())
        .startsWith("requirements.txt:2:1: ")
        .contains("contradicts line 1");
    assertThat(problem.hint()).isEqualTo("keep one of the two lines");
  }

  @Test
  void letsNoPartLeadOutOfARepository() {
    assertThatThrownBy(() -> new Requirement.Versioned("a", "b", "..", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Requirement.Versioned("a/..", "b", "1", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Requirement.Versioned("a", "", "1", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Requirement.Unversioned(Library.TROOPS, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void answersAnythingWithRequirementsOrAProblem() {
    String letters = "ab1.:-_+ \t#=<>[](),;@%\\*${}'\"/!~^\n\r\u0000\u00A0\uD83D\uDE00é";
    Random random = new Random(20260101);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(24);
      for (int j = 0; j < length; j++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        parse(text.toString());
      } catch (Problem problem) {
        assertThat(problem.kind()).isEqualTo(Kind.BAD_REQUIREMENT);
        assertThat(problem.hint()).isNotEmpty();
      }
    }
  }
}
