package debianadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import machine.Decision;
import machine.Mode;
import machine.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The law that every resource on the file system keeps.
abstract class ResourceContract {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
    prepare();
  }

  /// Makes what the resource is to find at first.
  void prepare() {}

  /// The resource, the same each time.
  abstract Resource resource();

  /// Undoes by hand what the resource brought about, in part or all of it.
  abstract void spoil() throws IOException;

  /// Whether what was undone is brought about by one change.
  boolean isOneChange() {
    return true;
  }

  private Decision decision() throws IOException {
    return resource().decide(tree.machine(Mode.APPLY, new Heard()));
  }

  @Test
  void keepsTheLaw() throws IOException {
    assertThat(decision()).isInstanceOf(Decision.Pending.class);
    tree.apply(resource());
    assertThat(decision()).isInstanceOf(Decision.Settled.class);
    spoil();
    assertThat(decision()).isInstanceOf(Decision.Pending.class);
    var before = tree.snapshot();
    assertThat(tree.preview(resource()))
        .hasSizeBetween(1, isOneChange() ? 1 : Integer.MAX_VALUE)
        .allMatch(line -> line.startsWith("would: "));
    assertThat(tree.snapshot()).isEqualTo(before);
    tree.apply(resource());
    assertThat(decision()).isInstanceOf(Decision.Settled.class);
  }

  @Test
  void changesNothingTheSecondTime() throws IOException {
    tree.apply(resource());
    var before = tree.snapshot();
    assertThat(tree.apply(resource())).singleElement().asString().startsWith("kept: ");
    assertThat(tree.snapshot()).isEqualTo(before);
  }

  @Test
  void changesNothingInAPreview() throws IOException {
    var before = tree.snapshot();
    tree.preview(resource(), resource());
    assertThat(tree.snapshot()).isEqualTo(before);
  }

  @Test
  void previewsTheChangesThatItMakes() throws IOException {
    var foreseen = tree.bring(Mode.PREVIEW, resource()).changes;
    assertThat(tree.bring(Mode.APPLY, resource()).changes).isEqualTo(foreseen);
  }
}
