package debianadmin.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Heard;
import debianadmin.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import machine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdatedListsTest {
  private static final String STAMP = "/var/lib/apt/periodic/update-success-stamp";

  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) throws IOException {
    tree = new Tree(directory);
    tree.write("/var/lib/apt/lists/example.com_dists_stable_main_binary-amd64_Packages", "");
    tree.write("/etc/apt/sources.list", "");
    age("/etc/apt/sources.list", Duration.ofDays(400));
    age("/var/lib/apt/lists", Duration.ofDays(3));
  }

  private void age(String path, Duration age) throws IOException {
    Files.setLastModifiedTime(tree.at(path), FileTime.from(Instant.now().minus(age)));
  }

  private String preview(Duration limit) {
    return tree.preview(new UpdatedLists(limit)).getFirst();
  }

  @Test
  void saysHowOldTheListsAre() {
    assertThat(preview(Duration.ofDays(1)))
        .isEqualTo("would: update the package lists (3 days old)");
    assertThat(preview(Duration.ofDays(4)))
        .isEqualTo("kept: the package lists: were updated 3 days ago");
  }

  @Test
  void believesTheNewestOfTheStamps() throws IOException {
    tree.write("/var/lib/apt/periodic/update-stamp", "");
    age("/var/lib/apt/periodic/update-stamp", Duration.ofHours(5));
    assertThat(preview(Duration.ofHours(6))).endsWith("were updated 5 h ago");
    tree.write(STAMP, "");
    age(STAMP, Duration.ofMinutes(30));
    assertThat(preview(Duration.ofHours(6))).endsWith("were updated 30 min ago");
    new PackageLists(tree.machine(Mode.APPLY, new Heard())).stamp();
    assertThat(preview(Duration.ofHours(6))).containsPattern("were updated \\d s ago");
  }

  @Test
  void seesThatThereAreNone() throws IOException {
    // As in images whose lists were thrown away, which is a change of the directory too.
    Files.delete(tree.at("/var/lib/apt/lists/example.com_dists_stable_main_binary-amd64_Packages"));
    assertThat(preview(Duration.ofDays(4)))
        .isEqualTo("would: update the package lists (there are none yet)");
  }

  @Test
  void seesThatASourceWasChanged() throws IOException {
    tree.write("/etc/apt/sources.list.d/example.sources", "");
    age("/etc/apt/sources.list.d/example.sources", Duration.ofDays(2));
    assertThat(preview(Duration.ofDays(4)))
        .isEqualTo("would: update the package lists (the sources have changed since)");
    age("/etc/apt/sources.list.d/example.sources", Duration.ofDays(5));
    assertThat(preview(Duration.ofDays(4))).startsWith("kept: ");
    tree.write("/etc/apt/keyrings/example.asc", "");
    assertThat(preview(Duration.ofDays(4))).endsWith("(the sources have changed since)");
  }

  @Test
  void updatesThemOnceInAPreview() {
    UpdatedLists wish = new UpdatedLists(Duration.ofHours(1));
    assertThat(tree.preview(wish, wish))
        .containsExactly(
            "would: update the package lists (3 days old)",
            "kept: the package lists: an earlier step would update them");
  }

  @Test
  void refusesANegativeAge() {
    assertThatThrownBy(() -> new UpdatedLists(Duration.ofHours(-1)))
        .hasMessage("not an age of package lists: PT-1H");
  }

  @Test
  void namesAnAgeInItsLargestUnit() {
    assertThat(UpdatedLists.words(119_999)).isEqualTo("119 s");
    assertThat(UpdatedLists.words(120_000)).isEqualTo("2 min");
    assertThat(UpdatedLists.words(7_200_000)).isEqualTo("2 h");
    assertThat(UpdatedLists.words(172_800_000)).isEqualTo("2 days");
  }
}
