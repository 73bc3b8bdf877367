package machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Steps that come before the decision.
class FirstTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void whatComesFirstIsMadeAndThenItIsDecidedAgain() {
    List<Decision> decisions =
        new ArrayList<>(
            List.of(
                new Decision.First(List.of(step("look"))),
                new Decision.First(List.of(step("look closer"))),
                new Decision.Pending(List.of(step("change")))));
    machine().bring(resource(decisions));
    assertThat(heard).containsExactly("look it", "look closer it", "change it");
  }

  @Test
  void whatDoesntHelpIsNotTriedForEver() {
    List<Decision> decisions =
        new ArrayList<>(
            List.of(
                new Decision.First(List.of(step("look"))),
                new Decision.First(List.of(step("look")))));
    assertThatThrownBy(() -> machine().bring(resource(decisions)))
        .isInstanceOf(MachineException.class)
        .hasMessage("it: it didn't help to look it");
    assertThat(heard).containsExactly("look it");
  }

  private static Decision.Step step(String verb) {
    return new Decision.Step(Change.of(verb, "it", ""), () -> {}, Set.of());
  }

  private static Resource resource(List<Decision> decisions) {
    return new Resource() {
      @Override
      public String subject() {
        return "it";
      }

      @Override
      public Decision decide(Machine machine) {
        return decisions.removeFirst();
      }
    };
  }

  private Machine machine() {
    Listener listener =
        new Listener() {
          @Override
          public void changed(Change change) {
            heard.add(change.toString());
          }

          @Override
          public void wouldChange(Change change) {}

          @Override
          public void kept(String subject, String reason) {}

          @Override
          public void unknown(String subject, String because) {}

          @Override
          public void waiting(String what) {}
        };
    return new Machine(Mode.APPLY, listener, Path.of("/"), Path.of("/"));
  }
}
