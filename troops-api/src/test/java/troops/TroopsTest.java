package troops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import machine.Listener;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroopsTest {
  private static String outcome(Supplier<Object> what) {
    try {
      return String.valueOf(what.get());
    } catch (MachineException e) {
      return e.getMessage() + " | " + e.hint();
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  /// What a script asks, on a node that a tool has begun.
  public static final class OnANode implements UnaryOperator<List<String>> {
    @Override
    public List<String> apply(List<String> input) {
      ClassLoader loader = getClass().getClassLoader();
      Troops.begin(
          new Node("web-1", () -> "web-1.example.com"),
          coordinates -> {
            if (coordinates.isEmpty()) {
              throw new MachineException("loads nothing", "name something");
            }
            return loader;
          });
      List<String> said = new ArrayList<>();
      Troops.defineRole("web", "web-*.example.com");
      Troops.defineRole("db", "db-1", "db-2");
      Troops.addRole("extra");
      Troops.roles().add("seed");
      said.add("hostname " + Troops.hostname());
      said.add("web " + Troops.haveRole("web") + " " + Troops.members("web"));
      said.add("db " + Troops.haveRole("db") + " " + Troops.members("db"));
      said.add("roles " + Troops.roles());
      said.add("share 75.3 " + Troops.share("new-kernel", 75.3));
      said.add("share 75.4 " + Troops.share("new-kernel", 75.4));
      said.add("share 0 " + Troops.share("new-kernel", 0));
      said.add("share 100 " + Troops.share("new-kernel", 100));
      said.add(outcome(() -> Troops.share("new-kernel", 100.5)));
      said.add(outcome(() -> Troops.share("new-kernel", -1)));
      said.add(outcome(() -> Troops.share("new-kernel", Double.NaN)));
      said.add(
          outcome(() -> {
            Troops.begin(new Node("other", () -> "other"), coordinates -> loader);
            return "begun";
          }));
      said.add("loaded " + Troops.load("x:y:1").equals(loader));
      said.add(outcome(() -> Troops.load("")));
      return said;
    }
  }

  @Test
  void answersWhatScriptsAskOfTheirNode() throws Exception {
    assertThat(Isolated.apply(OnANode.class))
        .containsExactly(
            "hostname web-1.example.com",
            "web true [web-*.example.com]",
            "db false [db-1, db-2]",
            "roles [extra, seed, web]",
            "share 75.3 false",
            "share 75.4 true",
            "share 0 false",
            "share 100 true",
            "IllegalArgumentException: not a percentage: 100.5 (0 to 100)",
            "IllegalArgumentException: not a percentage: -1.0 (0 to 100)",
            "IllegalArgumentException: not a percentage: NaN (0 to 100)",
            "IllegalStateException: the current node is set once for the process",
            "loaded true",
            "loads nothing | name something");
  }

  /// What a script asks that was started with plain java.
  public static final class WithoutTheTool implements UnaryOperator<List<String>> {
    @Override
    public List<String> apply(List<String> input) {
      Troops.addRole("mine");
      return List.of(
          Troops.roles().toString(),
          Boolean.toString(Troops.hostname().isEmpty()),
          outcome(() -> Troops.load("x:y:1")));
    }
  }

  @Test
  void worksWithoutTheTool() throws Exception {
    assertThat(Isolated.apply(WithoutTheTool.class))
        .containsExactly(
            "[mine]",
            "false",
            "only the tool loads libraries: x:y:1 | start the script with troops deploy, or put the"
                + " library's jar on the class path");
  }

  /// Which files a script finds.
  public static final class FindsFiles implements UnaryOperator<List<String>> {
    @Override
    public List<String> apply(List<String> input) {
      Path folder = Path.of(input.getFirst());
      Machine.begin(new Machine(Mode.APPLY, new Deaf(), Path.of("/"), folder));
      List<String> found = new ArrayList<>();
      for (String path : input.subList(1, input.size())) {
        found.add(outcome(() -> Troops.file(path)).replace(folder.toString(), "FOLDER"));
      }
      return found;
    }
  }

  /// Hears nothing.
  private static final class Deaf implements Listener {
    @Override
    public void changed(machine.Change change) {}

    @Override
    public void wouldChange(machine.Change change) {}

    @Override
    public void kept(String subject, String reason) {}

    @Override
    public void unknown(String subject, String because) {}

    @Override
    public void waiting(String what) {}
  }

  @Test
  void findsFilesOfTheDeploymentAndNoOthers(@TempDir Path root) throws Exception {
    Path folder = Files.createDirectories(root.resolve("deployment"));
    Files.writeString(folder.resolve("motd"), "hello\n");
    Files.createDirectories(folder.resolve("etc/nginx"));
    Files.writeString(root.resolve("outside"), "secret\n");
    Files.createDirectories(root.resolve("deployment-2"));
    String missing = "what is deployed is the commit: has the file been added and committed?";
    String outside = "name it relative to the deployed folder";
    assertThat(
            Isolated.apply(
                FindsFiles.class,
                folder.toString(),
                "motd",
                "etc/nginx",
                "etc/../motd",
                "nothing",
                "../outside",
                "etc/../../outside",
                "../deployment-2",
                "/etc/passwd"))
        .containsExactly(
            "FOLDER/motd",
            "FOLDER/etc/nginx",
            "FOLDER/motd",
            "no such file in the deployment: nothing | " + missing,
            "not a file of the deployment: ../outside | " + outside,
            "not a file of the deployment: etc/../../outside | " + outside,
            "not a file of the deployment: ../deployment-2 | " + outside,
            "not a file of the deployment: /etc/passwd | " + outside);
  }
}
