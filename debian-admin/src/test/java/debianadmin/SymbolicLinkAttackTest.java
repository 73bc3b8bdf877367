package debianadmin;

import static debianadmin.Place.mode;
import static debianadmin.Place.owner;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import debianadmin.file.Absence;
import debianadmin.file.Content;
import debianadmin.file.PlacedDirectory;
import debianadmin.file.PlacedFile;
import debianadmin.file.PlacedLink;
import debianadmin.file.tree.PlacedTree;
import debianadmin.file.tree.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A user who owns a directory in which root places something tries to have it written elsewhere.
class SymbolicLinkAttackTest {
  private static final int USER = 65534;
  private static final Duration LONG = Duration.ofMillis(1500);

  /// Swaps a name for a link and back, as fast as it can.
  private static final String SWAP =
      """
      my ($name, $target) = @ARGV;
      $| = 1;
      print "at it\\n";
      for (my $i = 0; ; $i++) {
        rename $name, "$name.$i";
        symlink $target, $name;
        unlink $name;
        rename "$name.$i", $name;
      }
      """;

  Tree tree;
  Path home;
  Path victim;

  @BeforeEach
  void makeHome(@TempDir Path directory) throws IOException {
    assumeTrue(Machine.isRoot(), "only root can be led to write where a user may not");
    tree = new Tree(directory);
    Files.setAttribute(directory, "unix:mode", 0755);
    home = Files.createDirectories(tree.at("/home/user"));
    victim = Files.createDirectories(tree.at("/root"));
    tree.write("/root/conf", "precious");
    tree.write("/root/sub/conf", "precious");
    for (String file : List.of("tree0/conf", "tree0/sub/conf", "tree1/sub/more/other")) {
      Files.createDirectories(tree.folder.resolve(file).getParent());
      Files.writeString(tree.folder.resolve(file), "placed");
    }
    give(home);
    give(Files.createDirectory(home.resolve("app")));
  }

  private static void give(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", USER, LinkOption.NOFOLLOW_LINKS);
  }

  private static PlacedFile text(String path, String text, Place.Option... options) {
    return new PlacedFile(path, Content.of(text.getBytes(UTF_8)), Place.wishes(options));
  }

  private Map<String, String> precious() throws IOException {
    Map<String, String> all = new TreeMap<>(tree.snapshot());
    all.keySet().removeIf(path -> !path.startsWith(victim.toString()));
    return all;
  }

  private List<Resource> work(String at, int round) {
    Place.Option[] user = {owner(USER + ""), mode(round % 2 == 0 ? "0777" : "0755")};
    List<Resource> all = new ArrayList<>();
    all.add(text(at + "/conf", "text " + round, owner(USER + ""), mode("0666")));
    all.add(text(at + "/conf", "text " + round, owner("0"), mode("0644")));
    all.add(new PlacedDirectory(at + "/sub", Place.wishes(user)));
    all.add(new PlacedDirectory(at + "/sub/more/" + round, Place.wishes(user)));
    all.add(new PlacedLink(at + "/link", "target-" + round));
    all.add(text(at + "/sub/conf", "text " + round, mode("0666")));
    all.add(new Absence(at + "/sub/conf"));
    all.add(new Absence(at + "/sub/more/" + round));
    all.add(new Absence(at + "/conf"));
    all.add(new PlacedTree(at, Path.of("tree" + round % 2), Place.wishes(Place.purge())));
    all.add(new TreeRemoval(at + "/sub"));
    return all;
  }

  @ParameterizedTest
  @CsvSource({"app, ", "app/conf, conf", "app/sub, sub", "app/sub, "})
  void writesNothingElsewhereWhileLinksAreSwapped(String name, String target) throws Exception {
    var before = precious();
    Path to = target == null ? victim : victim.resolve(target);
    Process attacker =
        new ProcessBuilder(
                List.of(
                    "setpriv",
                    "--reuid=" + USER,
                    "--regid=" + USER,
                    "--clear-groups",
                    "perl",
                    "-e",
                    SWAP,
                    home.resolve(name).toString(),
                    to.toString()))
            .redirectErrorStream(true)
            .start();
    int done = 0;
    int refused = 0;
    try {
      assertThat(attacker.inputReader().readLine()).isEqualTo("at it");
      long end = System.nanoTime() + LONG.toNanos();
      for (int round = 0; System.nanoTime() < end; round++) {
        for (Resource resource : work("/home/user/app", round)) {
          try {
            tree.bring(Mode.APPLY, resource);
            done++;
          } catch (MachineException e) {
            refused++;
          }
        }
      }
      assertThat(attacker.isAlive()).isTrue();
    } finally {
      attacker.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertThat(precious()).isEqualTo(before);
    assertThat(done).as("steps that were carried out all the same").isPositive();
    assertThat(refused).as("attacks that were noticed").isPositive();
  }

  @Test
  void namesTheLinkAndWhoCouldPointItElsewhere() throws IOException {
    Files.createSymbolicLink(home.resolve("link"), victim);
    for (Resource resource : work("/home/user/link/app", 0)) {
      MachineException e = catchThrowableOfType(MachineException.class, () -> tree.apply(resource));
      assertThat(e)
          .hasMessageContaining(
              home.resolve("link") + " is a symbolic link, and " + home + " belongs to nobody");
      assertThat(e.hint()).startsWith("name what it points to in place of the link");
    }
  }

  @Test
  void refusesALinkInADirectoryThatAGroupMayWriteTo() throws IOException {
    Path shared = Files.createDirectory(tree.at("/srv"));
    Files.setAttribute(shared, "unix:mode", 02775);
    Files.createSymbolicLink(shared.resolve("link"), victim);
    assertThatThrownBy(() -> tree.apply(text("/srv/link/conf", "a")))
        .hasMessageContaining(shared + " is writable by the group root");
    Files.setAttribute(shared, "unix:mode", 01777);
    assertThatThrownBy(() -> tree.apply(text("/srv/link/conf", "a")))
        .hasMessageContaining(shared + " is writable by everybody");
  }

  @Test
  void followsLinksThatOnlyRootCanMake() throws IOException {
    tree.write("/usr/lib/x/conf", "old");
    Files.createSymbolicLink(tree.at("/lib"), Path.of("usr/lib"));
    Files.createSymbolicLink(tree.at("/var"), Path.of("/lib/../lib"));
    assertThat(tree.apply(text("/lib/x/conf", "new"), text("/var/x/conf", "new")))
        .containsExactly(
            "changed: update /lib/x/conf (1 line)", "kept: /var/x/conf: has the wanted content");
    assertThat(tree.read("/usr/lib/x/conf")).isEqualTo("new");
    tree.apply(new PlacedDirectory("/lib/y/z"), new PlacedLink("/lib/y/l", "z"));
    assertThat(tree.at("/usr/lib/y/z")).isDirectory();
    tree.apply(new Absence("/lib/y/z"), new Absence("/lib/y/l"), new Absence("/lib/y"));
    assertThat(tree.at("/usr/lib/y")).doesNotExist();
    assertThat(tree.at("/usr/lib/x")).isDirectory();
  }

  @Test
  void setsNoModeOfAFileThatHasAnotherName() throws IOException {
    tree.write("/home/user/app/conf", "text");
    Files.createLink(tree.at("/root/other"), tree.at("/home/user/app/conf"));
    assertThatThrownBy(() -> tree.apply(text("/home/user/app/conf", "text", mode("0666"))))
        .hasMessageContaining("another name");
    assertThat(tree.mode("/root/other")).isEqualTo(0644);
  }

  @Test
  void showsNothingOfAFileElsewhere() throws IOException {
    Files.createSymbolicLink(home.resolve("app/conf"), victim.resolve("conf"));
    assertThatThrownBy(() -> tree.preview(text("/home/user/app/conf", "a")))
        .hasMessage("/home/user/app/conf: wanted a file, but it is a symbolic link");
  }

  @Test
  void placesFilesInADirectoryOfSomebodyElse() throws IOException {
    assertThat(
            tree.apply(
                text("/home/user/app/conf", "a", owner(USER + ""), mode("0640")),
                text("/home/user/app/conf", "a", owner(USER + ""), mode("0640")),
                text("/home/user/app/conf", "b"),
                new PlacedDirectory("/home/user/app/a/b", Place.wishes(mode("2750")))))
        .containsExactly(
            "changed: create /home/user/app/conf (1 line, mode 0640, owner 65534)",
            "kept: /home/user/app/conf: has the wanted content, mode and owner",
            "changed: update /home/user/app/conf (1 line)",
            "changed: create /home/user/app/a/b (mode 2750)");
    assertThat(tree.mode("/home/user/app/conf")).isEqualTo(0640);
    assertThat(tree.mode("/home/user/app/a")).isEqualTo(0755);
    assertThat(tree.mode("/home/user/app/a/b")).isEqualTo(02750);
    assertThat(Files.getAttribute(tree.at("/home/user/app/conf"), "unix:uid")).isEqualTo(USER);
    try (var entries = Files.list(home.resolve("app"))) {
      assertThat(entries).hasSize(2);
    }
  }
}
