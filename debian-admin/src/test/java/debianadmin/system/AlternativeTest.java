package debianadmin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import machine.MachineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlternativeTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) throws IOException {
    tree = new Tree(directory);
    tree.write("/var/lib/dpkg/alternatives/law", Tree.golden("alternatives-manual.txt"));
    tree.write("/etc/alternatives/README", "");
    Files.createSymbolicLink(tree.at("/etc/alternatives/law"), Path.of("/usr/bin/false"));
  }

  @Test
  void readsDpkgsFiles() {
    AlternativeGroup pager = AlternativeGroup.parse(Tree.golden("alternatives-pager.txt"));
    assertThat(pager.manual()).isFalse();
    assertThat(pager.choices()).containsExactly(new AlternativeGroup.Choice("/bin/more", 50));
    AlternativeGroup law = AlternativeGroup.parse(Tree.golden("alternatives-manual.txt"));
    assertThat(law.manual()).isTrue();
    assertThat(law.best()).isEqualTo(new AlternativeGroup.Choice("/usr/bin/true", 20));
  }

  @Test
  void skipsTheFollowersOfEachChoice() {
    AlternativeGroup editor = AlternativeGroup.parse(Tree.golden("alternatives-editor.txt"));
    assertThat(editor.choices()).isNotEmpty().allMatch(choice -> choice.path().startsWith("/"));
    assertThat(editor.words()).doesNotContain("man");
  }

  @Test
  void isSettledOnlyIfChosenByHand() throws IOException {
    assertThat(tree.apply(ChosenAlternative.of("law", "/usr/bin/false")))
        .containsExactly("kept: law: is /usr/bin/false, chosen by hand");
    assertThat(tree.preview(ChosenAlternative.automatic("law")))
        .containsExactly(
            "would: set alternative law (/usr/bin/true automatically was /usr/bin/false, chosen by"
                + " hand)");
  }

  @Test
  void saysWhichChoicesThereAre() {
    assertThatThrownBy(() -> tree.preview(ChosenAlternative.of("law", "/bin/vi")))
        .isInstanceOfSatisfying(
            MachineException.class,
            e -> {
              assertThat(e).hasMessage("/bin/vi is no alternative for law");
              assertThat(e.hint()).startsWith("there are /usr/bin/false, /usr/bin/true;");
            });
    assertThatThrownBy(() -> tree.preview(ChosenAlternative.automatic("nothing")))
        .hasMessage("no alternatives for nothing");
    assertThatThrownBy(() -> ChosenAlternative.of("law", "vi")).hasMessageContaining("absolute");
    assertThatThrownBy(() -> ChosenAlternative.automatic("../x"))
        .hasMessage("not the name of an alternative: '../x'");
  }
}
