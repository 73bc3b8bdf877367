package debianadmin;

import static debianadmin.Place.check;
import static debianadmin.Place.group;
import static debianadmin.Place.mode;
import static debianadmin.Place.owner;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import debianadmin.file.Absence;
import debianadmin.file.Content;
import debianadmin.file.PlacedDirectory;
import debianadmin.file.PlacedFile;
import debianadmin.file.PlacedLink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import machine.Change;
import machine.CommandFailed;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
  }

  private static PlacedFile text(String path, String text, Place.Option... options) {
    return new PlacedFile(path, Content.of(text.getBytes(UTF_8)), Place.wishes(options));
  }

  private void holdsOnly(String... names) throws IOException {
    try (var entries = Files.list(tree.at("/etc"))) {
      assertThat(entries.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  @Test
  void saysWhatItCreates() throws IOException {
    assertThat(tree.apply(text("/etc/motd", "a\nb\n")))
        .containsExactly("changed: create /etc/motd (2 lines, mode 0644)");
    assertThat(tree.read("/etc/motd")).isEqualTo("a\nb\n");
    assertThat(tree.mode("/etc/motd")).isEqualTo(0644);
    holdsOnly("motd");
  }

  @Test
  void showsTheTextBeforeAndAfter() {
    tree.write("/etc/motd", "old\n");
    Heard heard = tree.bring(Mode.PREVIEW, text("/etc/motd", "new\n"));
    assertThat(heard.changes)
        .containsExactly(Change.of("update", "/etc/motd", "1 line").showing("old\n", "new\n"));
  }

  @Test
  void showsNoBytesThatAreNoText() throws IOException {
    tree.write("/etc/x", "a\0b");
    assertThat(tree.bring(Mode.PREVIEW, text("/etc/x", "new")).changes.getFirst().text()).isEmpty();
    Files.write(tree.at("/etc/x"), new byte[] {(byte) 0xff});
    assertThat(tree.bring(Mode.PREVIEW, text("/etc/x", "new")).changes.getFirst().text()).isEmpty();
    Files.writeString(tree.at("/etc/x"), "x".repeat(1 << 20));
    assertThat(tree.bring(Mode.PREVIEW, text("/etc/x", "new")).changes.getFirst().text()).isEmpty();
  }

  @Test
  void keepsTheModeThatItFindsUnlessAskedForAnother() throws IOException {
    tree.write("/etc/key", "a");
    Files.setAttribute(tree.at("/etc/key"), "unix:mode", 0640);
    tree.apply(text("/etc/key", "b"));
    assertThat(tree.mode("/etc/key")).isEqualTo(0640);
    assertThat(tree.apply(text("/etc/key", "b", mode("0600"))))
        .containsExactly("changed: set /etc/key (mode 0600 was 0640)");
    assertThat(tree.apply(text("/etc/key", "c", mode("4755"))))
        .containsExactly("changed: update /etc/key (1 line, mode 4755 was 0600)");
    assertThat(tree.mode("/etc/key")).isEqualTo(04755);
  }

  @ParameterizedTest
  @ValueSource(strings = {"644", "0o644", "u+x", "0888", "00644", "", "-644", "+644"})
  void refusesWhatIsNoMode(String octal) {
    assertThatThrownBy(() -> mode(octal))
        .isInstanceOf(MachineException.class)
        .hasMessage("not a mode: '" + octal + "'");
  }

  @Test
  void saysWhatIsAsWanted() throws IOException {
    Place.Option me = owner(Files.getOwner(tree.folder).getName());
    Place.Option us = group(Files.getAttribute(tree.folder, "unix:gid").toString());
    Place.Option mode = mode("0755");
    List<Place.Option[]> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      List<Place.Option> some = new ArrayList<>(List.of(mode, me, us));
      some.removeAll((i & 1) > 0 ? List.of() : List.of(mode));
      some.removeAll((i & 2) > 0 ? List.of() : List.of(me));
      some.removeAll((i & 4) > 0 ? List.of() : List.of(us));
      all.add(some.toArray(new Place.Option[0]));
    }
    tree.apply(text("/etc/x", "a", mode), new PlacedDirectory("/etc/d", Place.wishes(mode)));
    List<String> said = new ArrayList<>();
    for (Place.Option[] some : all) {
      said.addAll(
          tree.apply(text("/etc/x", "a", some), new PlacedDirectory("/etc/d", Place.wishes(some))));
    }
    List<String> expected = new ArrayList<>();
    for (String words :
        List.of(
            "",
            "mode",
            "owner",
            "mode and owner",
            "group",
            "mode and group",
            "owner and group",
            "mode, owner and group")) {
      String and = words.isEmpty() ? "" : words.contains(" and ") ? ", " : " and ";
      expected.add("kept: /etc/x: has the wanted content" + and + words);
      expected.add(
          "kept: /etc/d: is a directory" + (words.isEmpty() ? "" : " of the wanted " + words));
    }
    assertThat(said).isEqualTo(expected);
    Files.createSymbolicLink(tree.at("/etc/l"), Path.of("x"));
    assertThat(tree.apply(new PlacedLink("/etc/l", "x"), new Absence("/etc/y")))
        .containsExactly("kept: /etc/l: points to x", "kept: /etc/y: is not there");
  }

  @Test
  void takesOwnersByNameAndByNumber() throws IOException {
    tree.apply(text("/etc/motd", "a"));
    String me = Files.getOwner(tree.at("/etc/motd")).getName();
    int uid = (int) Files.getAttribute(tree.at("/etc/motd"), "unix:uid");
    int gid = (int) Files.getAttribute(tree.at("/etc/motd"), "unix:gid");
    assertThat(tree.apply(text("/etc/motd", "a", owner(me), group(gid + ""))))
        .containsExactly("kept: /etc/motd: has the wanted content, owner and group");
    assertThat(tree.apply(text("/etc/motd", "a", owner(uid + ""))))
        .containsExactly("kept: /etc/motd: has the wanted content and owner");
  }

  @Test
  void namesAUserThatIsNotThere() throws IOException {
    assertThatThrownBy(() -> tree.apply(text("/etc/motd", "a", owner("no-such-user"))))
        .hasMessage("no user named no-such-user");
    holdsOnly();
  }

  @Test
  void keepsTheOldFileWhenTheCheckFails() throws IOException {
    tree.write("/etc/app.conf", "old");
    CommandFailed e =
        catchThrowableOfType(
            CommandFailed.class,
            () ->
                tree.apply(
                    text("/etc/app.conf", "new", check("sh", "-c", "cat $1 >&2; exit 3", "sh"))));
    assertThat(e.exit().code()).isEqualTo(3);
    assertThat(e.exit().stderr()).isEqualTo("new");
    assertThat(e.hint()).contains("/etc/app.conf was not accepted");
    assertThat(tree.read("/etc/app.conf")).isEqualTo("old");
    holdsOnly("app.conf");
  }

  @Test
  void checksTheNewTextWithItsFinalMode() {
    tree.apply(
        text(
            "/etc/app.conf",
            "new",
            mode("0640"),
            check("sh", "-c", "test $(stat -c%a $1) = 640", "sh")));
    assertThat(tree.read("/etc/app.conf")).isEqualTo("new");
  }

  @Test
  void checksNothingInAPreviewNorWhenTheContentIsAsWanted() {
    assertThat(tree.preview(text("/etc/app.conf", "new", check("false")))).hasSize(1);
    tree.write("/etc/app.conf", "new");
    assertThat(tree.apply(text("/etc/app.conf", "new", check("false"))))
        .containsExactly("kept: /etc/app.conf: has the wanted content");
  }

  @Test
  void neverPrintsASecret() {
    String secret = "correct horse battery staple";
    StringWriter all = new StringWriter();
    PlacedFile good = new PlacedFile("/etc/key", Content.secret(secret.getBytes(UTF_8)));
    PlacedFile bad =
        new PlacedFile(
            "/etc/key",
            Content.secret((secret + "!").getBytes(UTF_8)),
            Place.wishes(check("sh", "-c", "cat $1; cat $1 >&2; exit 1", "sh")));
    for (Mode mode : Mode.values()) {
      Heard heard = tree.bring(mode, good);
      all.append(heard.lines.toString()).append(heard.changes.toString());
      assertThat(heard.changes).allSatisfy(change -> assertThat(change.text()).isEmpty());
    }
    CommandFailed e = catchThrowableOfType(CommandFailed.class, () -> tree.apply(bad));
    e.printStackTrace(new PrintWriter(all));
    all.append(e.hint()).append(e.exit().toString());
    assertThat(all.toString()).doesNotContain("horse").contains("create /etc/key (mode 0600)");
  }

  @Test
  void asksForTheDirectoryFirst() {
    MachineException e =
        catchThrowableOfType(MachineException.class, () -> tree.apply(text("/opt/a/x", "a")));
    assertThat(e).hasMessageStartingWith("/opt/a/x: no directory ");
    assertThat(e.hint()).contains("Place.directory(\"/opt/a\")");
  }

  @Test
  void countsADirectoryOfAnEarlierStepAsThereInAPreview() {
    assertThat(
            tree.preview(
                new PlacedDirectory("/opt/a/b"),
                text("/opt/a/b/x", "a"),
                new PlacedLink("/opt/a/y", "b/x"),
                new PlacedDirectory("/opt/a")))
        .containsExactly(
            "would: create /opt/a/b (mode 0755)",
            "would: create /opt/a/b/x (1 line, mode 0644)",
            "would: create /opt/a/y (link to b/x)",
            "kept: /opt/a: an earlier step would create it");
  }

  @Test
  void removesNothingTwiceInAPreview() {
    tree.write("/etc/motd", "hello");
    assertThat(tree.preview(new Absence("/etc/motd"), new Absence("/etc/motd")))
        .containsExactly(
            "would: remove /etc/motd (file)", "kept: /etc/motd: an earlier step would remove it");
  }

  @Test
  void countsWhatAnEarlierStepRemovesAsGoneInAPreview() throws IOException {
    Files.createSymbolicLink(tree.at("/etc/motd"), Path.of("elsewhere"));
    assertThat(tree.preview(new Absence("/etc/motd"), text("/etc/motd", "a")))
        .containsExactly(
            "would: remove /etc/motd (symbolic link)",
            "would: create /etc/motd (1 line, mode 0644)");
    assertThat(tree.apply(new Absence("/etc/motd"), text("/etc/motd", "a"))).hasSize(2);
  }

  @Test
  void neitherFollowsNorReplacesALink() throws IOException {
    tree.write("/etc/real", "precious");
    Files.createSymbolicLink(tree.at("/etc/motd"), Path.of("real"));
    MachineException e =
        catchThrowableOfType(MachineException.class, () -> tree.apply(text("/etc/motd", "a")));
    assertThat(e).hasMessage("/etc/motd: wanted a file, but it is a symbolic link");
    assertThat(e.hint()).contains("Place.absent(\"/etc/motd\")");
    assertThat(tree.read("/etc/real")).isEqualTo("precious");
  }

  @Test
  void refusesAFileWhereADirectoryIs() throws IOException {
    Files.createDirectory(tree.at("/etc/d"));
    assertThatThrownBy(() -> tree.apply(text("/etc/d", "a")))
        .hasMessage("/etc/d: wanted a file, but it is a directory");
    assertThatThrownBy(() -> tree.apply(new PlacedLink("/etc/d", "a")))
        .hasMessage("/etc/d: wanted a symbolic link, but it is a directory");
    tree.write("/etc/f", "");
    assertThatThrownBy(() -> tree.apply(new PlacedDirectory("/etc/f")))
        .hasMessage("/etc/f: wanted a directory, but it is a file");
    assertThatThrownBy(() -> tree.apply(new PlacedDirectory("/etc/f/sub")))
        .hasMessageEndingWith("is not a directory");
  }

  @Test
  void refusesToRemoveADirectoryThatIsNotEmpty() throws IOException {
    tree.write("/etc/d/x", "a");
    assertThatThrownBy(() -> tree.apply(new Absence("/etc/d")))
        .hasMessage("/etc/d: the directory isn't empty");
    assertThat(tree.preview(new Absence("/etc/d/x"), new Absence("/etc/d")))
        .containsExactly("would: remove /etc/d/x (file)", "would: remove /etc/d (empty directory)");
    tree.apply(new Absence("/etc/d/x"), new Absence("/etc/d"));
    assertThat(tree.at("/etc/d")).doesNotExist();
    holdsOnly();
  }

  @Test
  void namesASourceThatIsMissing() {
    Path source = tree.folder.resolve("files/x");
    assertThatThrownBy(() -> tree.apply(new PlacedFile("/etc/x", Content.of(source))))
        .hasMessage("/etc/x: nothing to copy: " + source + ": no such file");
  }

  @Test
  void refusesToPutAnythingIntoTheDeploymentItself() {
    assertThatThrownBy(() -> tree.apply(text("made.txt", "a")))
        .isInstanceOfSatisfying(
            MachineException.class,
            e ->
                assertThat(e.hint())
                    .isEqualTo(
                        "write the whole path, beginning with /; relative paths mean the"
                            + " deployment's own folder, where things are taken from"))
        .hasMessage("not an absolute path: made.txt");
  }

  @Test
  void leavesNothingBehindWhenMovingFails() throws IOException {
    var machine = tree.machine(Mode.APPLY, new Heard());
    var decision = (machine.Decision.Pending) text("/etc/x", "a").decide(machine);
    // Between deciding and acting, somebody puts a directory there.
    tree.write("/etc/x/full", "");
    assertThatThrownBy(() -> decision.steps().getFirst().action().carryOut())
        .isInstanceOf(IOException.class);
    holdsOnly("x");
  }

  @Test
  void placesOneOfTheTextsWhenManyPlaceAtOnce() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 200; i++) {
        String text = ("text " + i % 8 + "\n").repeat(1000);
        all.add(pool.submit(() -> tree.apply(text("/etc/contested", text))));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(tree.read("/etc/contested").lines().distinct()).hasSize(1);
    assertThat(tree.read("/etc/contested").lines()).hasSize(1000);
    holdsOnly("contested");
  }

  @Test
  void acceptsLongNames() {
    String name = "/etc/" + "ä".repeat(127);
    tree.apply(text(name, "a"));
    assertThat(tree.read(name)).isEqualTo("a");
  }

  @Test
  void saysUnknownInAPreviewOfWhatItMayNotRead() throws IOException {
    org.junit.jupiter.api.Assumptions.assumeFalse(Machine.isRoot(), "root may read all");
    tree.write("/etc/key", "b");
    Files.setAttribute(tree.at("/etc/key"), "unix:mode", 0);
    assertThat(tree.preview(text("/etc/key", "a")))
        .containsExactly("unknown: /etc/key: permission denied; run the preview as root to know");
    assertThatThrownBy(() -> tree.apply(text("/etc/key", "a")))
        .hasMessageContaining("permission denied");
  }
}
