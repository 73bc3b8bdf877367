package machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void secretsPrintAsAWord() {
    Secret secret = Secret.of("hunter2");
    assertThat(secret).hasToString("(secret)").isEqualTo(Secret.of("hunter2"));
    assertThat(secret).hasSameHashCodeAs(Secret.of("hunter2")).isNotEqualTo(Secret.of("x"));
    assertThat(secret.reveal()).isEqualTo("hunter2");
    assertThat(List.of(secret).toString()).doesNotContain("hunter2");
  }

  @Test
  void decisionsCopyWhatTheyAreGiven() {
    Set<Object> foresees = new HashSet<>(Set.of("a"));
    Decision.Step step = new Decision.Step(Change.of("make", "x", ""), () -> {}, foresees);
    foresees.add("b");
    assertThat(step.foresees()).containsExactly("a");
    assertThatThrownBy(() -> new Decision.Pending(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Decision.pending(step.change(), Set.of(), step.action()))
        .isInstanceOfSatisfying(
            Decision.Pending.class, pending -> assertThat(pending.steps()).hasSize(1));
  }

  @Test
  void changesReadAsAPersonWouldSayThem() {
    assertThat(Change.of("install", "tmux", "3.3a-3")).hasToString("install tmux (3.3a-3)");
    assertThat(Change.of("start", "cron", "")).hasToString("start cron");
    assertThat(Change.of("update", "/x", "1 line").showing("a", "b").text())
        .contains(new Change.Text("a", "b"));
  }

  @Test
  void exitsSayHowTheyEnded() {
    Command command = Command.of("x");
    assertThat(new Exit(command, -1, "", "", Duration.ofSeconds(60)).outcome())
        .isEqualTo("not done within 60 s");
    assertThat(new Exit(command, 137, "", "", Duration.ZERO).outcome())
        .isEqualTo("ended by signal 9");
    assertThat(new Exit(command, 255, "", "", Duration.ZERO).outcome()).isEqualTo("exit code 255");
  }
}
