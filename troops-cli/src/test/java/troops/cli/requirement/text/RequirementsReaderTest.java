package troops.cli.requirement.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.Editable;
import troops.cli.requirement.Place;
import troops.cli.requirement.Repository;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.Requirement.Exclusion;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.version.Version;
import troops.cli.requirement.version.Versions;

class RequirementsReaderTest {
  @TempDir Path folder;

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }

  private Requirements read(String text) {
    return RequirementsReader.read(new Folder(folder), text);
  }

  @Test
  void findsTheFileInTheFolder() throws IOException {
    write("requirements.txt", "a:b:1\n");
    assertThat(RequirementsReader.read(new Folder(folder))).contains(read("a:b:1"));
  }

  private Problem problem(String text) {
    return catchThrowableOfType(Problem.class, () -> read(text));
  }

  private static Requirement exactly(String group, String artifact, String version, int line) {
    return Requirement.of(
        group, artifact, new Versions.Exactly(version), new Place("requirements.txt", line));
  }

  private static Requirement unsaid(String group, String artifact, int line) {
    return Requirement.of(
        group, artifact, new Versions.Unsaid(), new Place("requirements.txt", line));
  }

  @Test
  void findsNothingWhereThereIsNoFile() {
    assertThat(RequirementsReader.read(new Folder(folder))).isEmpty();
  }

  @Test
  void readsCommentsBlankLinesAndPlainRequirements() throws IOException {
    Requirements requirements =
        read(
            """
            # what this deployment needs

            org.debianadmin:debian-admin
            \torg.apache.commons:commons-text:1.13.0   # string templates
              # indented
            com.example_x:lib-2.13:2.0.1-rc.1+build7\
            """);
    assertThat(requirements.list())
        .containsExactly(
            unsaid("org.debianadmin", "debian-admin", 3),
            exactly("org.apache.commons", "commons-text", "1.13.0", 4),
            exactly("com.example_x", "lib-2.13", "2.0.1-rc.1+build7", 6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFForg.troops:troops\r\na:b:1\r\n",
        "org.troops:troops\na:b:1",
        "org.troops:troops\ra:b:1"
      })
  void takesEachSystemsLineEndsAndAByteOrderMark(String text) throws IOException {
    assertThat(read(text).list())
        .containsExactly(unsaid("org.troops", "troops", 1), exactly("a", "b", "1", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "#", "  # x", "\uFEFF", "\r\n\r\n", "\t \n#a:b", "# x \\\n"})
  void findsNothingWhereNothingIs(String text) throws IOException {
    assertThat(read(text).list()).isEmpty();
  }

  @Test
  void continuesLinesAndStillKnowsWhereAMistakeIs() throws IOException {
    Requirements requirements =
        read("a:b:1 \\\n  ; exclude c:d \\\n, e:* # the last\n# no \\\nf:g:1\n");
    assertThat(requirements.list())
        .extracting(Requirement::line)
        .containsExactly("a:b:1; exclude c:d, e:*", "f:g:1");
    Problem problem = problem("a:b:1 \\\r\n  ; exclude \\\r\n   c?d\n");
    assertThat(problem.message())
        .isEqualTo("requirements.txt:3:4: what is excluded has a group and an artifact");
    assertThat(problem.details()).containsExactly("   c?d", "   ^");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a:b:1                          | a:b:1                     | 1
          a:b:1:jar                      | a:b:1                     | 1
          a:b:1:pom                      | a:b:1:pom                 | 1
          a:b:1:jar:linux-x86_64         | a:b:1:jar:linux-x86_64    | 1
          a:b:[5.0,6.0)                  | a:b:[5.0,6.0)             | [5.0,6.0)
          a:b:[ 5.0 , 6.0 ):jar:sources  | a:b:[5.0,6.0):jar:sources | [5.0,6.0)
          a:b:[1.0]                      | a:b:[1.0]                 | [1.0]
          a:b:(,1.0],[1.2,)              | a:b:(,1.0],[1.2,)         | (,1.0],[1.2,)
          a:b==1.0                       | a:b == 1.0                | [1.0]
          a:b>=1.0                       | a:b >= 1.0                | [1.0,)
          a:b  >  1.0                    | a:b > 1.0                 | (1.0,)
          a:b <= 1.0                     | a:b <= 1.0                | (,1.0]
          a:b <1.0                       | a:b < 1.0                 | (,1.0)
          a:b ~= 1.4.2                   | a:b ~= 1.4.2              | [1.4.2,1.5)
          a:b ~= 1.4                     | a:b ~= 1.4                | [1.4,2)
          a:b ~= 2.2-beta1               | a:b ~= 2.2-beta1          | [2.2-beta1,3)
          a:b != 1.5                     | a:b != 1.5                | (,)
          a:b >=1,<2 , != 1.5            | a:b >= 1, < 2, != 1.5     | [1,2)
          a:b >= 1, > 1, <= 3, < 3       | a:b >= 1, > 1, <= 3, < 3  | (1,3)
          a:b >= 1, == 1.5               | a:b >= 1, == 1.5          | [1.5]
          a:b:1 ; exclude c:d            | a:b:1; exclude c:d        | 1
          a:b >= 1;exclude *:*           | a:b >= 1; exclude *:*     | [1,)
          a:b:1;exclude c:d;exclude e:*  | a:b:1; exclude c:d, e:*   | 1
          """)
  void readsVersionsPackagingsAndExclusions(String line, String same, String maven)
      throws IOException {
    Requirement requirement = read(line + "\n").list().getFirst();
    assertThat(requirement.line()).isEqualTo(same);
    assertThat(requirement.versions().maven()).isEqualTo(maven);
    assertThat(read(same + "\n").list().getFirst()).isEqualTo(requirement);
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "a:b < 2.0, 1.9, true",
    "a:b < 2.0, 2.0-alpha, false",
    "'a:b >= 2.0-alpha, < 2.0', 2.0-beta, false",
    "'a:b >= 2.0-alpha, < 2.1', 2.0-beta, true",
    "a:b < 2.0-beta, 2.0-alpha, true",
    "a:b >= 1.0, 2.0-rc1, false",
    "a:b >= 1.0-rc1, 2.0-rc1, true",
    "'a:b >= 1.0, != 2.0-rc1', 2.0-rc2, false",
    "a:b >= 1.0, 1.0-jre, true",
    "a:b > 1.0, 1.0.0, false",
    "a:b ~= 1.4.2, 1.4.10, true",
    "a:b ~= 1.4.2, 1.5-rc1, false",
    "a:b == 1.0, 1.0.0, true",
    "a:b != 1.0, 1.0.0, false",
    "'a:b:[1.0,2.0)', 2.0-alpha, true",
    "'a:b:[1.0,2.0)', 2.0, false",
    "a:b:1.0, 1.0.0, false"
  })
  void takesPreReleasesOnlyWhereTheyAreNamed(String line, String version, boolean wanted)
      throws IOException {
    assertThat(read(line).list().getFirst().versions().admits(new Version(version)))
        .isEqualTo(wanted);
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
          com.example:lib===1.2           | 16 | versions aren't compared with '==='         | write com.example:lib == 1.2
          com.example:lib => 1.2          | 17 | versions aren't compared with '=>'          | write com.example:lib >= 1.2
          com.example:lib =< 1.2          | 17 | versions aren't compared with '=<'          | write com.example:lib <= 1.2
          com.example:lib ~> 1.2          | 17 | versions aren't compared with '~>'          | write com.example:lib ~= 1.2
          com.example:lib ^1.2            | 17 | versions aren't compared with '^'           | write com.example:lib ~= 1.2
          com.example:lib <> 1.2          | 17 | versions aren't compared with '<>'          | write com.example:lib != 1.2
          com.example:lib = 1.2           | 17 | a comparison begins with ==, !=             | write com.example:lib >= 1.2, < 2
          com.example:lib ~ 1.2           | 17 | a comparison begins with ==, !=             | write com.example:lib >= 1.2, < 2
          com.example:lib:^1.2            | 16 | a comparison stands without a colon         | write com.example:lib ^1.2
          com.example:lib:>=1.2           | 16 | a comparison stands without a colon         | write com.example:lib >=1.2
          com.example:lib:1.0 >= 1.2      | 21 | a version was named already                 | write com.example:lib >= 1.2
          com.example:lib >=              | 19 | a version is missing behind '>='            | write com.example:lib >= VERSION
          com.example:lib >= , < 2        | 20 | a version is missing behind '>='            | write com.example:lib >= VERSION
          com.example:lib >= 1,           | 22 | a comparison is missing behind the comma    | leave the comma out
          com.example:lib >= 1, 2         | 23 | a comparison begins with ==, !=             | or leave the comma out
          com.example:lib >= 1 < 2        | 22 | there is white space between                | write a comma
          com.example:lib >= 2, < 1       | 17 | no version is >= 2, < 1                     | leave one of the comparisons out
          com.example:lib > 1, <= 1.0     | 17 | no version is > 1, <= 1.0                   | leave one of the comparisons out
          com.example:lib == 1.4.*        | 24 | versions have no wildcards                  | write com.example:lib ~= 1.4.0
          com.example:lib >= latest       | 20 | 'latest' isn't a version                    | write com.example:lib >= 1.2
          com.example:lib ~= 1            | 20 | '~=' needs a version of at least two        | write com.example:lib ~= 1.4 for
          requests==2.31                  | 1  | the group is missing                        | write group:requests ==2.31
          ==                              | 1  | the library is missing                      | write group:artifact ==
          com.example:lib:[1,2            | 21 | the range has no end                        | write ] behind its last version
          com.example:lib:[1,[2           | 20 | the range has no end                        | write ] behind its last version
          com.example:lib:[1,2)3          | 22 | something stands behind the range           | write a comma between
          com.example:lib:[1,2),          | 23 | a range is missing behind the comma         | leave the comma out
          com.example:lib:[1,2),3         | 23 | a range begins with [ or (                  | write ranges like [1.0,2.0)
          com.example:lib:[1,2,3]         | 17 | a range has two ends                        | write ranges like
          com.example:lib:(1)             | 17 | a range of one version is written [1.0]     | or [1.0,)
          com.example:lib:[2,1]           | 17 | no version lies in [2,1]                    | write the earlier version first
          com.example:lib:[1,x*)          | 20 | 'x*' isn't a version                        | write ranges like
          com.example:lib:1,2)            | 18 | a line has one requirement                  | one to a line
          pkg[extra]                      | 4  | '[' isn't part of coordinates               | write group:artifact:version
          -e | 3 | something is missing behind -e | write -e ./FOLDER or git+https
          -e ./libraries/gone | 4 | there is no folder libraries/gone in what | has it been committed
          -e ./requirements.txt | 4 | requirements.txt isn't a folder | name the folder that the sources
          -e ./lib.jar | 4 | lib.jar isn't a folder | publish the jar to a repository in a
          -e ./link | 4 | link is a link | name the folder that it leads to
          --editable . | 12 | this is all that is deployed | name a folder of it
          -e ./sources/.. | 4 | this is all that is deployed | name a folder of it
          -e ../fork | 4 | ../fork leads out of what is deployed | put it into the folder
          -e /srv/fork | 4 | /srv/fork isn't a file of what is deployed | write its path from
          -e ./sources[test] | 13 | there are no extras | write -e ./sources
          -e ./sources ./other | 13 | -e has one value | one -e to a line
          -e a:b:1 | 4 | a library isn't sources | write a:b:1 without -e
          -e https://example.com/x.git | 4 | an address begins with the word git | write -e git+https://example.com/x.git
          -e git://example.com/x.git | 4 | an address begins with the word git | write -e git+https://example.com/x.git
          -e ssh://git@example.com/x.git | 4 | an address begins with the word git | write -e git+ssh://git@example.com/x.git
          -e git@example.com:team/x.git | 4 | this is no address | write -e git+ssh://git@example.com/team/x.git
          -e hg+https://example.com/x | 4 | hg isn't fetched | write git+https://
          -e git+git@example.com:x.git | 8 | this is no address | write git+ssh://git@example.com/x.git
          -e git+example.com/x.git | 8 | this is no address | write git+https://HOST/PATH
          -e git+file:/srv/x.git | 8 | this is no address | write git+file:///PATH
          -e git+file://example.com/x.git | 15 | a file has no host | write git+file:///PATH
          -e git+git://example.com/x.git | 8 | sources aren't fetched by git | write git+https://, git+ssh:// or
          -e git+ftp://example.com/x.git | 8 | sources aren't fetched by ftp | write git+https://, git+ssh:// or
          -e git+http://example.com/x.git | 4 | the repository would be asked without HTTPS | --allow-http
          -e git+https:///x.git | 16 | the host is missing | write git+https://HOST/PATH
          -e git+https://example.com | 27 | the repository is missing | write git+https://HOST/PATH
          -e git+https://example.com/ | 27 | the repository is missing | write git+https://HOST/PATH
          -e git+https://-x.example.com/y | 16 | this is no host | write git+https://HOST/PATH
          -e git+https://a:b@example.com/x | 16 | credentials don't stand in a commit | credential.helper
          -e git+ssh://git:b@example.com/x | 14 | credentials don't stand in a commit | write ssh://USER@HOST
          -e git+ssh://git@example.com:x.git | 29 | a port is a number | write / where the path begins
          -e git+https://example.com/x?y | 29 | '?' doesn't stand in the address | leave it out
          -e git+https://example.com/ü | 28 | 'U+00FC' doesn't stand in | leave it out
          -e git+https://example.com/x@ | 29 | the revision is missing | or leave @ out
          -e git+https://example.com/x@HEAD | 29 | the revision is missing | or leave @ out
          -e git+https://example.com/x@-y | 30 | '-y' isn't a revision | write a tag, a branch
          -e git+https://example.com/x@a..b | 30 | 'a..b' isn't a revision | write a tag, a branch
          -e git+https://example.com/x@refs/heads/a | 30 | 'refs/heads/a' isn't a revision | write a tag, a branch
          -e git+https://example.com/x@a~1 | 31 | '~' doesn't stand in the name of | leave it out
          -e git+https://example.com/x#egg=y | 29 | a library is called as its pom says | write #subdirectory=FOLDER
          -e git+https://example.com/x#core | 29 | behind # stands the folder | write #subdirectory=FOLDER
          -e git+https://example.com/x#subdirectory= | 43 | this is no folder of the repository | from the top
          -e git+https://example.com/x#subdirectory=../y | 43 | this is no folder of the repository | from the top
          -e git+https://example.com/x#subdirectory=y&egg=z | 29 | a library is called as its pom says | or nothing
          --index-url=https://example.com | 1  | '--index-url' is pip's                      | write --repository
          -f ./wheels                     | 1  | '-f' is pip's                               | write --repository
          --trusted-host example.com      | 1  | '--trusted-host' is pip's                   | write --allow-http
          --require-hashes                | 1  | checksums don't stand here                  | troops requirements lock
          --pre                           | 1  | pre-releases can't be wanted of all         | name one where you want them
          --no-binary :all:               | 1  | there is no option --no-binary              | write group:artifact:version
          -r                              | 3  | something is missing behind -r              | write -r FILE
          -r a.txt b.txt                  | 9  | -r has one value                            | one -r to a line
          -r gone.txt                     | 4  | there is no file gone.txt                   | has it been committed?
          -r ../common.txt                | 4  | ../common.txt leads out of what is deployed | put it into the folder
          -r /etc/passwd                  | 4  | /etc/passwd isn't a file of what is deployed | write its path from
          --requirement=~/x.txt           | 15 | ~/x.txt isn't a file of what is deployed    | write its path from
          -r requirements.txt             | 4  | requirements.txt reads itself in            | leave one of the -r lines out
          -c gone.txt                     | 4  | there is no file gone.txt                   | has it been committed?
          -c a:b                          | 4  | this is neither a file nor a library        | write -c constraints.txt, or
          -c a:b:[1,2)                    | 4  | this is neither a file nor a library        | for a BOM
          --load                          | 7  | something is missing behind --load          | write --load group:artifact:version
          --load a:b                      | 8  | this is no library in one version           | write --load group:artifact:version
          --load a:b:[1,2)                | 8  | this is no library in one version           | write --load group:artifact:version
          --load a:b:latest               | 8  | this is no library in one version           | write --load group:artifact:version
          --repository                    | 13 | something is missing behind --repository    | write --repository https://
          --repository ftp://example.com  | 14 | this isn't the address of a repository      | write https://HOST/PATH
          --repository vendor             | 14 | this isn't the address of a repository      | or ./DIRECTORY
          --repository ./vendor           | 14 | there is no directory vendor                | troops requirements vendor makes one
          --repository ../vendor          | 14 | ../vendor leads out of what is deployed     | put it into the folder
          --repository http://example.com | 14 | the repository would be asked without HTTPS | --allow-http
          --repository https://a:b@example.com/m | 14 | credentials don't stand in a commit  | as a server with the id example.com
          --allow-http yes                | 14 | --allow-http has no value                   | on a line of its own
          a:b:1:sources                   | 7  | the packaging stands before the classifier  | write a:b:1:jar:sources
          a:b:1:war                       | 7  | 'war' can't be loaded                       | write a:b:1:jar
          a:b:jar:linux:1.5               | 5  | the version stands behind the artifact      | write a:b:1.5:jar:linux
          a:b:1:jar:x:y                   | 7  | there are too many colons                   | write group:artifact:version:packaging:classifier
          a:b:1:jar:x+y                   | 11 | this isn't a classifier                     | write letters
          a:b:1@aar                       | 6  | '@' is Gradle's                             | write a:b:1:jar
          a:b:1,                          | 6  | a line doesn't end with a comma             | write a:b:1
          a:b:1, c:d:2                    | 6  | a line has one requirement                  | one to a line
          <dependency>                    | 1  | this is XML                                 | without tags
          <groupId>a</groupId>            | 1  | this is XML                                 | without tags
          implementation 'a:b:1'          | 16 | coordinates stand without quotes            | write a:b:1
          implementation("a:b:1")         | 16 | coordinates stand without quotes            | write a:b:1
          "a:b:1"                         | 1  | coordinates stand without quotes            | write a:b:1
          implementation a:b:1            | 1  | 'implementation' is Gradle's                | write group:artifact:version alone
          a % b % 1                       | 3  | '%' is sbt's                                | with colons
          git+https://example.com/x.git   | 1  | an address isn't a requirement              | write -e git+https://example.com/x.git
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
          a:b:1.*                         | 7  | versions have no wildcards                  | ~= 1.4.0
          a:b:${version}                  | 5  | nothing is filled in here                   | write the value itself
          a:b:1; python_version < "3"     | 6  | conditions can't be given                   | write a:b:1; behind
          a:b:1 ; linux                   | 7  | conditions can't be given                   | write a:b:1; behind
          a:b:1 ;                         | 7  | conditions can't be given                   | write a:b:1; behind
          a:b:1 ; exclude                 | 7  | conditions can't be given                   | 'exclude group:artifact'
          a:b:1 ; exclude c               | 17 | what is excluded has a group                | write exclude group:artifact
          a:b:1 ; exclude c:d, e          | 22 | what is excluded has a group                | write exclude group:artifact
          a:b:1 ; exclude c:d:2           | 17 | what is excluded has a group                | write exclude group:artifact
          a:b:1#comment                   | 6  | a comment needs white space before it       | write a space before #
          // comment                      | 1  | comments don't begin like this              | begin the comment with #
          ; comment                       | 1  | comments don't begin like this              | begin the comment with #
          a:b:1 \\ c                       | 7  | only the end of a line continues it         | leave out what stands behind
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
  void saysWhereALineIsWrongAndWhatToWrite(String line, int column, String what, String hint)
      throws IOException {
    write("requirements.txt", line);
    write("lib.jar", "");
    write("sources/A.java", "");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("sources"));
    Problem problem = problem("# first\n" + line + "\n");
    assertThat(problem.kind()).isEqualTo(Kind.BAD_REQUIREMENT);
    assertThat(problem.message()).startsWith("requirements.txt:2:" + column + ": " + what);
    assertThat(problem.hint()).contains(hint).doesNotEndWith(".");
    assertThat(problem.details()).containsExactly(line, " ".repeat(column - 1) + "^");
  }

  @Test
  void refusesALineThatGoesOnIntoNothing() {
    assertThat(problem("a:b:1 \\\n").message())
        .isEqualTo("requirements.txt:1:7: the line goes on, but there is no other");
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
  void takesTheSameLineTwiceAsOne() throws IOException {
    assertThat(read("a:b:1\na:b:1 # again\n").list()).hasSize(1);
  }

  @Test
  void takesTwoJarsOfOneLibraryForTwo() throws IOException {
    assertThat(read("a:b:1\na:b:1:jar:linux\n").list()).hasSize(2);
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
  void readsOtherFilesInWhereTheyAreNamed() throws IOException {
    write("parts/common.txt", "x:y:1\n-r more/deep.txt\n");
    write("parts/more/deep.txt", "-r ../../last.txt\n");
    write("last.txt", "z:z:1\n");
    Requirements requirements =
        read("a:b:1\n-r parts/common.txt\n--requirement=./last.txt\nc:d:1\n");
    assertThat(requirements.list())
        .extracting(requirement -> requirement.coordinates() + " " + requirement.place())
        .containsExactly(
            "a:b:1 requirements.txt:1",
            "x:y:1 parts/common.txt:1",
            "z:z:1 last.txt:1",
            "c:d:1 requirements.txt:4");
  }

  @Test
  void namesTheFileWhereAMistakeIs() throws IOException {
    write("parts/common.txt", "\n# x\na:c?\n");
    assertThat(problem("-r parts/common.txt\n").message())
        .isEqualTo("parts/common.txt:3:4: '?' isn't part of coordinates");
    write("parts/common.txt", "a:b:2\n");
    assertThat(problem("a:b:1\n-r parts/common.txt\n").message())
        .isEqualTo("parts/common.txt:1:1: a:b:2 contradicts requirements.txt:1, a:b:1");
  }

  @Test
  void refusesFilesThatReadEachOtherIn() throws IOException {
    write("a.txt", "-r b.txt\n");
    write("b.txt", "\n -r a.txt\n");
    assertThat(problem("-r a.txt\n").message())
        .isEqualTo("b.txt:2:5: a.txt reads itself in: requirements.txt > a.txt > b.txt > a.txt");
  }

  @Test
  void readsAFileOnceHoweverOftenItIsNamed() throws IOException {
    for (int i = 0; i < 60; i++) {
      write("f" + i + ".txt", "-r f%d.txt\n-r ./f%<d.txt\n".formatted(i + 1));
    }
    write("f60.txt", "a:b:1\n");
    assertThat(read("-r f0.txt\n").list()).hasSize(1);
  }

  @Test
  void followsNoLinkOutOfWhatIsDeployed(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret.txt"), "password\n");
    Files.createSymbolicLink(folder.resolve("link.txt"), secret);
    assertThat(problem("-r link.txt\n").message())
        .isEqualTo("requirements.txt:1:4: there is no file link.txt in what is deployed");
  }

  @Test
  void takesVersionsFromConstraints() throws IOException {
    write("constraints.txt", "# pins\na:b:1.5\nx:y == 2\n");
    Requirements requirements = read("-c constraints.txt\na:b >= 1\nc:d:1\norg.x:z:3\nx:y\n");
    assertThat(requirements.list())
        .extracting(Requirement::coordinates)
        .containsExactly("a:b:1.5", "c:d:1", "org.x:z:3", "x:y:2");
    assertThat(requirements.constraints())
        .extracting(Requirement::coordinates)
        .containsExactly("a:b:1.5", "x:y:2");
    assertThat(problem("-c constraints.txt\na:b >= 2\n").message())
        .isEqualTo("requirements.txt:2:1: a:b >= 2 contradicts constraints.txt:2, a:b:1.5");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a:b >= 1            | 4 | a constraint names one version, exactly
          a:b                 | 4 | a constraint names one version, exactly
          a:b:[1,2)           | 4 | a constraint names one version, exactly
          a:b:1; exclude c:d  | 4 | a constraint says nothing but a version
          a:b:1:pom           | 4 | a constraint says nothing but a version
          -r more.txt         | 1 | a file of constraints has libraries and their versions only
          a:b:x?              | 6 | '?' isn't part of coordinates
          """)
  void saysWhereAConstraintIsWrong(String line, int column, String what) throws IOException {
    write("constraints.txt", "\n" + line + "\n");
    assertThat(problem("-c constraints.txt\n").message())
        .isEqualTo("constraints.txt:2:" + column + ": " + what);
  }

  @Test
  void leavesVersionsToBoms() throws IOException {
    Requirements requirements = read("-c org.example:bom:1.0\na:b\n");
    assertThat(requirements.boms()).containsExactly(exactly("org.example", "bom", "1.0", 1));
    assertThat(requirements.list()).containsExactly(unsaid("a", "b", 2));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          git+https://example.com/x.git              | https://example.com/x.git       | ``       | ``
          git+https://example.com/x.git@v1.2         | https://example.com/x.git       | v1.2     | ``
          git+https://example.com/~ann/x@fix/two     | https://example.com/~ann/x      | fix/two  | ``
          git+ssh://git@example.com/x.git            | ssh://git@example.com/x.git     | ``       | ``
          git+ssh://git@example.com:2222/x@4f2a91c   | ssh://git@example.com:2222/x    | 4f2a91c  | ``
          git+ssh://git@[2001:db8::1]/x#subdirectory=a/b | ssh://git@[2001:db8::1]/x   | ``       | a/b
          git+file:///srv/x.git@main#subdirectory=core | file:///srv/x.git             | main     | core
          git+https://example.com/x%20y@1            | https://example.com/x%20y       | 1        | ``
          """)
  void readsTheAddressOfSources(
      String written, String address, String revision, String subdirectory) {
    Editable editable = read("-e " + written + "\n").editables().getFirst();
    assertThat(editable)
        .isEqualTo(
            new Editable.Git(address, revision, subdirectory, new Place("requirements.txt", 1)));
    assertThat(editable.name()).isEqualTo(written);
  }

  @Test
  void readsFoldersOfSourcesOnce() throws IOException {
    write("libraries/nginx/nginx/Nginx.java", "");
    write("libraries/more.txt", "-e ./nginx\n-e nginx/\n");
    Requirements requirements = read("-e libraries/./nginx\n-r libraries/more.txt\n");
    assertThat(requirements.editables())
        .containsExactly(
            new Editable.Directory("libraries/nginx", new Place("requirements.txt", 1)));
    assertThat(requirements.lines()).containsExactly("-e ./libraries/nginx");
  }

  @Test
  void readsTheSameSourcesAtOneRevisionOnly() {
    String line = "-e git+https://example.com/x.git";
    assertThat(read(line + "\n" + line + "\n").editables()).hasSize(1);
    assertThat(read(line + "#subdirectory=a\n" + line + "#subdirectory=b\n").editables())
        .hasSize(2);
    Problem problem = problem(line + "@1\n" + line + "@2\n");
    assertThat(problem.message())
        .isEqualTo("requirements.txt:2:4: this contradicts requirements.txt:1, " + line + "@1");
    assertThat(read("-e git+http://example.com/x.git\n--allow-http\n").editables()).hasSize(1);
  }

  @Test
  void readsRepositoriesInTheirOrder() throws IOException {
    Files.createDirectories(folder.resolve("vendor"));
    Requirements requirements =
        read(
            """
            --repository ./vendor
            --repository https://repo.example.com/maven
            --repository=file:///srv/maven
            --repository http://localhost:8081/maven
            --no-index
            """);
    assertThat(requirements.sources().repositories())
        .extracting(Repository::address)
        .containsExactly(
            folder.resolve("vendor").toRealPath().toUri().toString(),
            "https://repo.example.com/maven",
            "file:///srv/maven",
            "http://localhost:8081/maven");
    assertThat(requirements.sources().others()).isFalse();
    assertThat(requirements.sources().allowHttp()).isFalse();
    assertThat(read("--allow-http\n--repository http://example.com\n").sources().allowHttp())
        .isTrue();
  }

  @Test
  void tellsADirectoryFromItselfWithOtherContent() throws IOException {
    write("vendor/a/b/1/b-1.jar", "jar");
    write("vendor/a/b/1/b-1.jar.sha1", "one");
    String before = read("--repository ./vendor\n").sources().repositories().getFirst().id();
    assertThat(read("--repository ./vendor/\n").sources().repositories().getFirst().id())
        .isEqualTo(before);
    write("vendor/a/b/1/b-1.jar.sha1", "two");
    assertThat(read("--repository ./vendor\n").sources().repositories().getFirst().id())
        .isNotEqualTo(before);
  }

  @Test
  void letsNoPartLeadOutOfARepository() {
    assertThatThrownBy(() -> new Versions.Exactly(".."))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> exactly("a/..", "b", "1", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> exactly("a", "", "1", 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> unsaid("a", "b", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Exclusion("a", "b/*"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new Requirement(
                "a",
                "b",
                "jar",
                "../x",
                new Versions.Unsaid(),
                List.of(),
                new Place("requirements.txt", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
