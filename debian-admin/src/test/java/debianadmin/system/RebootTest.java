package debianadmin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Heard;
import debianadmin.Tree;
import java.nio.file.Path;
import java.time.Duration;
import machine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebootTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
    tree.write("/run/utmp", "");
  }

  @Test
  void saysThatAndWhyARebootIsRequired() {
    var machine = tree.machine(Mode.APPLY, new Heard());
    assertThat(RebootRequest.isRequired(machine)).isFalse();
    tree.write("/run/reboot-required.pkgs", "linux-image-amd64\n");
    tree.apply(new RebootRequest("new parameters"), new RebootRequest("new parameters"));
    assertThat(RebootRequest.isRequired(machine)).isTrue();
    assertThat(tree.read("/run/reboot-required.pkgs"))
        .isEqualTo("linux-image-amd64\nnew parameters\n");
    assertThatThrownBy(() -> new RebootRequest(" ")).hasMessage("not a reason: ' '");
  }

  @Test
  void countsARequestOfTheSamePreview() {
    var preview = tree.machine(Mode.PREVIEW, new Heard());
    preview.bring(new RebootRequest("x"));
    assertThat(RebootRequest.isRequired(preview)).isTrue();
  }

  @Test
  void schedulesNothingForATreeOfFiles() {
    ScheduledReboot reboot = new ScheduledReboot(Duration.ofMinutes(1));
    assertThat(tree.apply(reboot)).containsExactly("kept: reboot: isn't required");
    tree.apply(new RebootRequest("x"));
    assertThat(tree.apply(reboot))
        .containsExactly(
            "kept: reboot: is required; but the machine's files are below another root");
    assertThatThrownBy(() -> new ScheduledReboot(Duration.ofSeconds(30)))
        .hasMessageContaining("0 minutes");
  }
}
