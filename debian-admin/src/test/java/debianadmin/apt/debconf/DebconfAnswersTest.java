package debianadmin.apt.debconf;

import static org.assertj.core.api.Assertions.assertThat;

import debianadmin.Tree;
import debianadmin.apt.debconf.DebconfAnswers.Answer;
import org.junit.jupiter.api.Test;

class DebconfAnswersTest {
  private static final String CONFIG = Tree.golden("/debianadmin/debconf-config-debian-13.dat");
  private static final String PASSWORDS =
      Tree.golden("/debianadmin/debconf-passwords-debian-13.dat");

  @Test
  void readsAnswers() {
    DebconfAnswers answers = DebconfAnswers.parse(CONFIG, PASSWORDS);
    assertThat(answers.of("tzdata/Areas")).isEqualTo(new Answer("Europe", true, false));
    assertThat(answers.of("debconf/frontend")).isEqualTo(new Answer("Dialog", false, false));
    assertThat(answers.of("tzdata/Zones/Africa")).isNull();
    assertThat(answers.of("tzdata")).isNull();
  }

  @Test
  void keepsBlanksAndLettersAsTheyAre() {
    DebconfAnswers answers = DebconfAnswers.parse(CONFIG, PASSWORDS);
    assertThat(answers.of("mypkg/motd")).isEqualTo(new Answer(" Grüße  ", true, false));
    assertThat(answers.of("mypkg/pw")).isEqualTo(new Answer(" a b", true, true));
  }

  @Test
  void saysWhetherPasswordsCouldBeRead() {
    assertThat(DebconfAnswers.parse(CONFIG, PASSWORDS).isComplete()).isTrue();
    DebconfAnswers some = DebconfAnswers.parse(CONFIG, null);
    assertThat(some.isComplete()).isFalse();
    assertThat(some.of("mypkg/pw")).isNull();
    assertThat(some.of("tzdata/Areas")).isNotNull();
  }

  @Test
  void readsWhatIsCutOff() {
    assertThat(DebconfAnswers.parse("Name: a/b\nValue: x\nFlags: other, seen", "").of("a/b"))
        .isEqualTo(new Answer("x", true, false));
    assertThat(DebconfAnswers.parse("Name: a/b\nValue:", "").of("a/b"))
        .isEqualTo(new Answer("", false, false));
    assertThat(DebconfAnswers.parse("\n\nValue: x\n\n", "").of("")).isNull();
  }
}
