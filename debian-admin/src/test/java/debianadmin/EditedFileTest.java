package debianadmin;

import static debianadmin.Place.check;
import static debianadmin.Place.commentedBy;
import static debianadmin.Place.instead;
import static debianadmin.Place.mode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import debianadmin.edit.WithoutBlock;
import debianadmin.edit.WithoutLine;
import debianadmin.file.Absence;
import debianadmin.file.Content;
import debianadmin.file.EditedFile;
import debianadmin.file.PlacedDirectory;
import debianadmin.file.PlacedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import machine.Change;
import machine.MachineException;
import machine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditedFileTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
  }

  private static EditedFile line(String line, Place.Option... options) {
    return EditedFile.line("/etc/conf", line, Place.wishes(options));
  }

  @Test
  void showsTheTextBeforeAndAfter() {
    tree.write("/etc/conf", "a=1\nb=2\n");
    assertThat(tree.bring(Mode.PREVIEW, line("b=3", instead("^b="))).changes)
        .containsExactly(
            Change.of("update", "/etc/conf", "2 lines").showing("a=1\nb=2\n", "a=1\nb=3\n"));
  }

  @Test
  void countsTheEditsBeforeItAsMadeInAPreview() {
    tree.write("/etc/conf", "a\n");
    Heard heard =
        tree.bring(
            Mode.PREVIEW,
            line("b"),
            line("c"),
            line("b"),
            EditedFile.block("/etc/conf", "x", "1\n"),
            EditedFile.without("/etc/conf", new WithoutLine("^b")));
    assertThat(heard.changes)
        .extracting(change -> change.text().orElseThrow().after())
        .containsExactly(
            "a\nb\n",
            "a\nb\nc\n",
            "a\nb\nc\n# BEGIN x\n1\n# END x\n",
            "a\nc\n# BEGIN x\n1\n# END x\n");
    assertThat(heard.lines).contains("kept: /etc/conf: has the line");
  }

  @Test
  void countsWhatIsPlacedAndRemovedBeforeItInAPreview() {
    PlacedFile text = new PlacedFile("/etc/conf", Content.of("a\n".getBytes(UTF_8)));
    assertThat(
            tree.preview(
                text, line("b"), text, new Absence("/etc/conf"), line("c", Place.create())))
        .containsExactly(
            "would: create /etc/conf (1 line, mode 0644)",
            "would: update /etc/conf (2 lines)",
            "would: update /etc/conf (1 line)",
            "would: remove /etc/conf",
            "would: create /etc/conf (1 line, mode 0644)");
  }

  @Test
  void asksWhetherAFileIsToBeMadeThatIsNotThere() {
    MachineException e = catchThrowableOfType(MachineException.class, () -> tree.apply(line("a")));
    assertThat(e).hasMessage("/etc/conf: no such file");
    assertThat(e.hint()).contains("Place.create()");
    assertThat(tree.apply(line("a", Place.create(), mode("0600"))))
        .containsExactly("changed: create /etc/conf (1 line, mode 0600)");
    assertThat(tree.read("/etc/conf")).isEqualTo("a\n");
  }

  @Test
  void takesAwayNothingFromAFileThatIsNotThere() {
    assertThat(
            tree.apply(
                EditedFile.without("/etc/conf", new WithoutLine("a")),
                EditedFile.without("/no/conf", new WithoutBlock("a"))))
        .containsExactly("kept: /etc/conf: is not there", "kept: /no/conf: is not there");
  }

  @Test
  void keepsModeAndOwnerUnlessAskedForOthers() throws IOException {
    tree.write("/etc/conf", "a\n");
    Files.setAttribute(tree.at("/etc/conf"), "unix:mode", 0640);
    tree.apply(line("b"));
    assertThat(tree.mode("/etc/conf")).isEqualTo(0640);
    assertThat(tree.apply(line("b", mode("0644")), line("b", mode("0644"))))
        .containsExactly(
            "changed: set /etc/conf (mode 0644 was 0640)", "kept: /etc/conf: has the line");
  }

  @Test
  void showsNothingOfAFileThatNotEverybodyMayRead() throws IOException {
    tree.write("/etc/conf", "password=horse\n");
    Files.setAttribute(tree.at("/etc/conf"), "unix:mode", 0640);
    Heard heard = tree.bring(Mode.PREVIEW, line("b"), line("c"));
    assertThat(heard.changes).hasSize(2).allMatch(change -> change.text().isEmpty());
    assertThat(heard.lines).contains("would: update /etc/conf (its secret content)");
  }

  @Test
  void keepsTheOldTextWhenTheCheckFails() {
    tree.write("/etc/conf", "a\n");
    assertThatThrownBy(() -> tree.apply(line("b", check("false"))))
        .isInstanceOf(machine.CommandFailed.class);
    assertThat(tree.read("/etc/conf")).isEqualTo("a\n");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Files.write(tree.at("/etc/conf"), new byte[] {(byte) 0xff, '\n'});
    assertThatThrownBy(() -> tree.apply(line("b"))).hasMessage("/etc/conf: not a text in UTF-8");
    tree.apply(new PlacedDirectory("/etc/d"));
    assertThatThrownBy(() -> tree.apply(EditedFile.line("/etc/d", "a")))
        .hasMessage("/etc/d: wanted a file, but it is a directory");
  }

  @Test
  void namesTheFileOfADamagedBlock() {
    tree.write("/etc/conf", "# BEGIN x\n");
    assertThatThrownBy(() -> tree.apply(EditedFile.block("/etc/conf", "x", "1\n")))
        .hasMessage("/etc/conf: the block x begins in line 1, but doesn't end");
  }

  @Test
  void refusesOptionsThatMeanNothing() {
    assertThatThrownBy(() -> line("a", commentedBy("//")))
        .hasMessage("/etc/conf: the option commentedBy(\"//\") means nothing here");
    assertThatThrownBy(() -> EditedFile.block("/etc/conf", "x", "1", Place.wishes(instead("a"))))
        .hasMessage("/etc/conf: the option instead(\"a\") means nothing here");
    assertThatThrownBy(
            () -> new PlacedFile("/etc/x", Content.of(new byte[0]), Place.wishes(Place.create())))
        .hasMessage("/etc/x: the option create() means nothing here");
    assertThatThrownBy(() -> line("a", instead("b"), instead("c")))
        .hasMessage("/etc/conf: instead(…) can be given once only");
  }
}
