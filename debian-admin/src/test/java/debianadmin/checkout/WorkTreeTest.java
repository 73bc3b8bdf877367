package debianadmin.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import debianadmin.Heard;
import debianadmin.Tree;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import machine.Command;
import machine.CommandFailed;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTreeTest {
  private static final CheckoutOption DISCARDING = new CheckoutOption.Discarding();

  private Tree tree;
  private Path origin;
  private String first;

  @BeforeEach
  void makeRepository(@TempDir Path directory) throws Exception {
    tree = new Tree(directory);
    tree.write("/srv/.keep", "");
    origin = Files.createDirectory(directory.resolve("origin"));
    git("init", "--quiet", "--initial-branch=main");
    first = commit("one");
    git("tag", "v1.1");
    commit("two");
    commit("three");
    git("tag", "-a", "-m", "a tag", "v1.2");
  }

  private String git(String... arguments) {
    return gitIn(origin, arguments);
  }

  private static String gitIn(Path directory, String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "user.name=tester",
                "-c",
                "user.email=tester@example.com",
                "-c",
                "protocol.file.allow=always"));
    words.addAll(List.of(arguments));
    return Command.of(words).in(directory).ask().orThrow().stdout();
  }

  private String commit(String text) throws Exception {
    Files.writeString(origin.resolve("file"), text);
    git("add", "--all");
    git("commit", "--quiet", "-m", text);
    return git("rev-parse", "HEAD");
  }

  private WorkTree resource(String revision, CheckoutOption... options) {
    return new WorkTree("/srv/app", "file://" + origin, revision, Map.of(), options);
  }

  private List<String> apply(String revision, CheckoutOption... options) {
    Heard now = new Heard();
    tree.machine(Mode.APPLY, now).bring(resource(revision, options));
    return now.lines;
  }

  private List<String> preview(String revision, CheckoutOption... options) throws Exception {
    var before = tree.snapshot();
    List<String> lines = tree.preview(resource(revision, options));
    assertThat(tree.snapshot()).isEqualTo(before);
    return lines;
  }

  private String head() {
    return gitIn(tree.at("/srv/app"), "rev-parse", "HEAD");
  }

  @Test
  void clonesATagAndFindsItThere() throws Exception {
    String clone = "clone /srv/app (file://" + origin + " at v1.1)";
    assertThat(preview("v1.1")).containsExactly("would: " + clone);
    assertThat(apply("v1.1")).containsExactly("changed: " + clone);
    assertThat(tree.read("/srv/app/file")).isEqualTo("one");
    assertThat(tree.mode("/srv/app")).isEqualTo(0755);
    assertThat(tree.at("/srv").toFile().list()).containsExactlyInAnyOrder("app", ".keep");
    assertThat(preview("v1.1")).containsExactly("kept: /srv/app: is at v1.1, unchanged");
    assertThat(apply("v1.1")).containsExactly("kept: /srv/app: is at v1.1, unchanged");
  }

  @Test
  void updatesToAnAnnotatedTagAndCountsTheCommitsThatAreHere() throws Exception {
    apply("v1.1");
    String update = "update /srv/app (v1.1 → v1.2 " + git("rev-parse", "v1.2^{}").substring(0, 7);
    assertThat(preview("v1.2")).containsExactly("would: " + update + ", 2 commits)");
    assertThat(apply("v1.2")).containsExactly("changed: " + update + ", 2 commits)");
    assertThat(tree.read("/srv/app/file")).isEqualTo("three");
    assertThat(preview("v1.2")).singleElement().asString().startsWith("kept: ");
  }

  @Test
  void followsABranchAndDoesNotKnowHowMuchIsNew() throws Exception {
    apply("main");
    String fourth = commit("four");
    assertThat(preview("main"))
        .containsExactly("would: update /srv/app (v1.2 → main " + fourth.substring(0, 7) + ")");
    apply("main");
    assertThat(head()).isEqualTo(fourth);
    assertThat(preview("main")).singleElement().asString().startsWith("kept: ");
  }

  @Test
  void leavesABranchThatIsCheckedOutOnce() throws Exception {
    CheckoutOption once = new CheckoutOption.Once();
    apply("main", once);
    commit("four");
    assertThat(preview("main", once)).containsExactly("kept: /srv/app: is at main, unchanged");
    assertThat(preview("main")).singleElement().asString().startsWith("would: ");
  }

  @Test
  void followsABranchWhoseHistoryWasRewritten() throws Exception {
    apply("main");
    git("reset", "--quiet", "--hard", "v1.1");
    String other = commit("other");
    apply("main");
    assertThat(head()).isEqualTo(other);
  }

  @Test
  void checksACommitOut() throws Exception {
    apply(first);
    assertThat(head()).isEqualTo(first);
    assertThat(preview(first)).singleElement().asString().startsWith("kept: ");
    assertThatThrownBy(() -> apply("0".repeat(40))).isInstanceOf(MachineException.class);
    assertThat(head()).isEqualTo(first);
  }

  @Test
  void namesWhatWasChangedByHandUnlessItMayBeGivenUp() throws Exception {
    apply("v1.1");
    tree.write("/srv/app/file", "by hand");
    assertThatThrownBy(() -> apply("v1.1"))
        .isInstanceOf(MachineException.class)
        .hasMessage("/srv/app: changed by hand: file");
    assertThatThrownBy(() -> preview("v1.2")).hasMessage("/srv/app: changed by hand: file");
    assertThat(preview("v1.1", DISCARDING))
        .containsExactly("would: update /srv/app (discards changes of file)");
    apply("v1.1", DISCARDING);
    assertThat(tree.read("/srv/app/file")).isEqualTo("one");
    assertThat(preview("v1.1")).singleElement().asString().startsWith("kept: ");
  }

  @Test
  void namesCommitsThatAreNowhereElse() throws Exception {
    apply("v1.1");
    tree.write("/srv/app/file", "by hand");
    gitIn(tree.at("/srv/app"), "commit", "--quiet", "-a", "-m", "made here");
    assertThatThrownBy(() -> apply("v1.1"))
        .hasMessageStartingWith("/srv/app: commits that were made here")
        .hasMessageEndingWith("made here");
    apply("v1.1", DISCARDING);
    assertThat(head()).isEqualTo(first);
  }

  @Test
  void putsAHeadBackThatWasMovedByHand() throws Exception {
    apply("v1.2");
    gitIn(tree.at("/srv/app"), "checkout", "--quiet", "v1.1");
    assertThat(preview("v1.2")).singleElement().asString().contains("(v1.1 → v1.2");
    apply("v1.2");
    assertThat(tree.read("/srv/app/file")).isEqualTo("three");
  }

  @Test
  void leavesFilesThatGitDoesNotKnow() throws Exception {
    apply("v1.1");
    tree.write("/srv/app/.env", "A=1");
    assertThat(preview("v1.1")).singleElement().asString().startsWith("kept: ");
    apply("v1.2", DISCARDING);
    assertThat(tree.read("/srv/app/.env")).isEqualTo("A=1");
  }

  @Test
  void finishesWhatAKilledRunHasBegun() throws Exception {
    apply("v1.1");
    Path app = tree.at("/srv/app");
    gitIn(app, "update-ref", Refs.MOVING, "v1.2^{}");
    tree.write("/srv/app/file", "thr");
    tree.write("/srv/app/.git/index.lock", "");
    tree.write("/srv/.app.cloning/half", "");
    assertThat(preview("v1.2")).singleElement().asString().endsWith("an earlier run broke off)");
    apply("v1.2");
    assertThat(tree.read("/srv/app/file")).isEqualTo("three");
    assertThat(preview("v1.2")).singleElement().asString().startsWith("kept: ");
  }

  @Test
  void leavesNothingInPlaceOfACloneThatFails() throws Exception {
    assertThatThrownBy(() -> apply("v9"))
        .isInstanceOf(MachineException.class)
        .hasMessage("file://" + origin + ": no tag or branch named v9");
    assertThat(tree.at("/srv").toFile().list()).containsExactly(".keep");
    Files.move(origin, origin.resolveSibling("gone"));
    assertThat(catchThrowableOfType(CommandFailed.class, () -> apply("v1.1")).exit().stderr())
        .contains("not");
    assertThat(tree.at("/srv").toFile().list()).containsExactly(".keep");
  }

  @Test
  void doesNotKnowInAPreviewWhatARemoteWouldSayThatIsAway() throws Exception {
    apply("main");
    Files.move(origin, origin.resolveSibling("gone"));
    assertThat(preview("main"))
        .singleElement()
        .asString()
        .startsWith("unknown: /srv/app: the remote can't be asked: ");
    assertThatThrownBy(() -> apply("main")).isInstanceOf(CommandFailed.class);
  }

  @Test
  void takesThePlaceOfAnEmptyDirectoryOnly() throws Exception {
    Files.createDirectory(tree.at("/srv/app"));
    Files.setAttribute(tree.at("/srv/app"), "unix:mode", 0750);
    apply("v1.1");
    assertThat(tree.mode("/srv/app")).isEqualTo(0750);
    tree.write("/srv/other/precious", "");
    WorkTree other = new WorkTree("/srv/other", "file://" + origin, "v1.1", Map.of());
    assertThatThrownBy(() -> tree.apply(other)).hasMessageContaining("is no work tree of Git");
  }

  @Test
  void changesTheUrl() throws Exception {
    apply("v1.1");
    Path moved = Files.move(origin, origin.resolveSibling("moved"));
    WorkTree other = new WorkTree("/srv/app", "file://" + moved, "v1.1", Map.of());
    assertThat(tree.apply(other))
        .containsExactly("changed: update /srv/app (from file://" + moved + ")");
    assertThat(tree.apply(other)).singleElement().asString().startsWith("kept: ");
  }

  @Test
  void wantsToBeToldOfSubmodules() throws Exception {
    Path part = Files.createDirectory(origin.resolveSibling("part"));
    gitIn(part, "init", "--quiet", "--initial-branch=main");
    Files.writeString(part.resolve("inside"), "");
    gitIn(part, "add", "--all");
    gitIn(part, "commit", "--quiet", "-m", "part");
    git("submodule", "--quiet", "add", "file://" + part, "part");
    commit("with a part");
    assertThatThrownBy(() -> apply("main"))
        .hasMessage("file://" + origin + ": main has submodules");
    assertThat(tree.at("/srv/app")).doesNotExist();
    apply("main", new CheckoutOption.Submodules());
    assertThat(tree.at("/srv/app/part/inside")).exists();
    assertThat(preview("main", new CheckoutOption.Submodules()))
        .singleElement()
        .asString()
        .startsWith("kept: ");
  }

  @Test
  void runsNoHooksAndNothingThatTheTreeNames() throws Exception {
    Path witness = tree.folder.resolve("witness");
    apply("v1.1");
    Path hook = tree.at("/srv/app/.git/hooks/post-checkout");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\ntouch " + witness + "\n");
    Files.setAttribute(hook, "unix:mode", 0755);
    gitIn(tree.at("/srv/app"), "config", "core.fsmonitor", hook.toString());
    apply("v1.2");
    assertThat(tree.read("/srv/app/file")).isEqualTo("three");
    assertThat(witness).doesNotExist();
  }

  @Test
  void worksAsTheUserWhomTheTreeBelongsTo() throws Exception {
    assumeTrue(Machine.isRoot(), "only root can");
    Files.setAttribute(tree.root.getParent(), "unix:mode", 0755);
    Command.of("chown", "-R", "nobody:", origin.toString()).ask().orThrow();
    CheckoutOption owner = new CheckoutOption.Owner("nobody");
    apply("v1.1", owner);
    for (String path : List.of("", "/file", "/.git", "/.git/config", "/.git/HEAD")) {
      assertThat(
              Files.getAttribute(tree.at("/srv/app" + path), "unix:uid", LinkOption.NOFOLLOW_LINKS))
          .isEqualTo(65534);
    }
    Path witness = tree.folder.resolve("witness");
    Files.setAttribute(tree.folder, "unix:mode", 0777);
    gitIn(
        tree.root,
        "config",
        "--file",
        tree.at("/srv/app/.git/config").toString(),
        "filter.evil.smudge",
        "sh -c 'id -un >" + witness + "; cat'");
    tree.write("/srv/app/.git/info/attributes", "* filter=evil\n");
    apply("v1.2");
    assertThat(witness).hasContent("nobody");
    assertThatThrownBy(() -> apply("v1.2", new CheckoutOption.Owner("root")))
        .hasMessage("/srv/app: wanted owner root, but it belongs to nobody");
    Files.setAttribute(tree.at("/srv/app"), "unix:uid", 0);
    assertThatThrownBy(() -> apply("v1.2")).hasMessageContaining("but");
  }

  @Test
  void aHomeDirectorysOwnerMakesTheTree() throws Exception {
    assumeTrue(Machine.isRoot(), "only root can");
    Files.setAttribute(tree.root.getParent(), "unix:mode", 0755);
    Command.of("chown", "-R", "nobody:", origin.toString(), tree.at("/srv").toString())
        .ask()
        .orThrow();
    apply("v1.1");
    assertThat(Files.getAttribute(tree.at("/srv/app"), "unix:uid")).isEqualTo(65534);
    assertThat(preview("v1.1")).singleElement().asString().startsWith("kept: ");
    WorkTree roots =
        new WorkTree(
            "/srv/roots", "file://" + origin, "v1.1", Map.of(), new CheckoutOption.Owner("root"));
    assertThatThrownBy(() -> tree.apply(roots)).hasMessageContaining("others than root can change");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-x",
        "ext::sh -c true",
        "https://user:hunter2@example.com/x",
        "app",
        "https://hunter2@example.com/x",
        "ftp://example.com/x",
        "--upload-pack=x",
        "fd::7"
      })
  void refusesUrlsThatAreNone(String url) {
    assertThatThrownBy(() -> RemoteUrl.parse(url))
        .isInstanceOf(MachineException.class)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a.git",
        "git@example.com:a.git",
        "ssh://git@example.com:22/a",
        "/srv/a"
      })
  void takesUrls(String url) {
    assertThat(RemoteUrl.parse(url)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", "a..b", "a b", "a^{}", "HEAD~1", "a:b", "x.lock", "@{u}", "*"})
  void refusesNamesThatAreNone(String name) {
    assertThatThrownBy(() -> Revision.parse(name)).isInstanceOf(MachineException.class);
  }

  @Test
  void readsWhatGitSays() {
    String id = "1".repeat(40);
    TreeState state =
        TreeState.parse(
            "# branch.oid "
                + id
                + "\0# branch.head (detached)\0"
                + "1 .M N... 100644 100644 100644 "
                + id
                + " "
                + id
                + " a b\0"
                + "2 R. N... 100644 100644 100644 "
                + id
                + " "
                + id
                + " R100 new\0old\0"
                + "u UU N... 100644 100644 100644 100644 "
                + id
                + " "
                + id
                + " "
                + id
                + " c\0");
    assertThat(state).isEqualTo(new TreeState(id, List.of("a b", "new", "c")));
    assertThat(TreeState.parse("# branch.oid (initial)\0").head()).isEmpty();
    Refs refs = Refs.parse("aa\trefs/tags/v1\nbb\trefs/tags/v1^{}\ncc\trefs/heads/v1\n");
    assertThat(refs.find(new Revision("v1"), "refs/heads/")).isEqualTo("bb");
    assertThat(Refs.parse("aa refs/tags/v1 bb\ncc refs/tags/v2 ").commits())
        .isEqualTo(Map.of("refs/tags/v1", "bb", "refs/tags/v2", "cc"));
  }
}
