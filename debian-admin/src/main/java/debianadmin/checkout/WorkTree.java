package debianadmin.checkout;

import debianadmin.file.Foreseen;
import debianadmin.file.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import machine.Change;
import machine.CommandFailed;
import machine.Decision;
import machine.Exit;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;

/// A work tree of Git at a wanted revision.
public final class WorkTree implements Resource {
  static final String RECORDED_REVISION = "debianadmin.revision";
  static final String RECORDED_SUBMODULES = "debianadmin.submodules";
  private static final int NAMED = 5;

  private final String path;
  private final Wish wish;
  private final Map<String, String> environment;

  /// @param path where it is to be
  /// @param url the repository
  /// @param revision a tag, a branch or a commit
  /// @param environment the variables that may name a proxy
  /// @param options how it is checked out
  public WorkTree(
      String path,
      String url,
      String revision,
      Map<String, String> environment,
      CheckoutOption... options) {
    this.path = path;
    this.wish = Wish.of(url, revision, options);
    this.environment = environment;
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Path tree = machine.place(path);
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(tree, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return create(machine, tree);
    }
    if (Foreseen.isGone(machine, tree)) {
      return create(machine, tree);
    }
    if (!found.isDirectory()) {
      throw Spot.inTheWay(path, found, "directory");
    }
    try (var entries = Files.newDirectoryStream(tree)) {
      if (!entries.iterator().hasNext()) {
        return clone(machine, tree);
      }
    }
    return compare(machine, tree, Users.forExisting(path, tree, wish.owner()));
  }

  private Decision create(Machine machine, Path tree) throws IOException {
    Decision early = Spot.withoutParent(machine, path, tree);
    return early != null ? early : clone(machine, tree);
  }

  private Decision clone(Machine machine, Path tree) throws IOException {
    Users users = Users.forNew(path, tree, wish.owner());
    String owner = wish.owner().isEmpty() ? "" : ", owner " + wish.owner();
    return Decision.pending(
        Change.of("clone", path, wish.url() + " at " + wish.revision() + owner),
        Spot.foreseen(tree),
        () -> new Transition(machine, wish, users, git(machine, users)).create(tree));
  }

  private Git git(Machine machine, Users users) {
    return new Git(machine, users.owner(), wish.url(), wish.limit(), environment);
  }

  /// The names in a work tree that may tell what is wanted.
  static Refs refs(Git git, Path tree, Revision revision) {
    return Refs.parse(
        git.ask(
                tree,
                "for-each-ref",
                "--format=" + Refs.FORMAT,
                "refs/tags/" + revision.name(),
                "refs/remotes/origin/" + revision.name(),
                "refs/debianadmin")
            .orThrow()
            .stdout());
  }

  static MachineException noSuchRevision(Wish wish) {
    return new MachineException(
        wish.url() + ": no tag or branch named " + wish.revision(),
        "see what there is: git ls-remote " + wish.url());
  }

  private static Map<String, String> recorded(Git git, Path tree) {
    Map<String, String> all = new HashMap<>();
    String names = "^(remote\\.origin\\.url|debianadmin\\..*)$";
    String answer = git.ask(tree, "config", "--local", "-z", "--get-regexp", names).stdout();
    for (String record : answer.split("\0", -1)) {
      int end = record.indexOf('\n');
      if (end > 0) {
        all.put(record.substring(0, end), record.substring(end + 1));
      }
    }
    return all;
  }

  private Decision compare(Machine machine, Path tree, Users users) {
    Git git = git(machine, users);
    TreeState state =
        TreeState.parse(
            git.ask(tree, "status", "--porcelain=v2", "--branch", "--untracked-files=no", "-z")
                .orThrow()
                .stdout());
    Refs refs = refs(git, tree, wish.revision());
    Map<String, String> recorded = recorded(git, tree);
    boolean brokeOff = !refs.value(Refs.MOVING).isEmpty();
    if (!state.changed().isEmpty() && !brokeOff && !wish.discards()) {
      throw new MachineException(
          path + ": changed by hand: " + some(state.changed()),
          "take the changes into the repository, or undo them, or give them up:"
              + " GitCheckout.discarding()");
    }
    boolean sameUrl = wish.url().text().equals(recorded.get("remote.origin.url"));
    boolean sameRevision = wish.revision().name().equals(recorded.get(RECORDED_REVISION));
    String wanted = knownCommit(refs, sameUrl, sameRevision);
    if (wanted.isEmpty()) {
      Exit answer = askRemote(git);
      if (!answer.ok() && machine.mode() == Mode.PREVIEW) {
        return Decision.unknown("the remote can't be asked: " + lastLine(answer));
      }
      wanted = Refs.parse(accepted(answer).stdout()).find(wish.revision(), "refs/heads/");
      if (wanted.isEmpty()) {
        throw noSuchRevision(wish);
      }
    }
    boolean complete = !wish.submodules() || "true".equals(recorded.get(RECORDED_SUBMODULES));
    boolean clean = state.changed().isEmpty() && !brokeOff;
    if (state.head().equals(wanted) && clean && complete && sameUrl) {
      return Decision.settled("is at " + wish.revision() + ", unchanged");
    }
    if (!brokeOff && !wish.discards()) {
      refuseLocalCommits(git, tree, state.head(), refs);
    }
    Change change = Change.of("update", path, detail(git, tree, state, wanted, brokeOff));
    String commit = wanted;
    return Decision.pending(
        change,
        Spot.foreseen(tree),
        () ->
            new Transition(machine, wish, users, git)
                .update(tree, commit, wish.discards() || brokeOff));
  }

  /// The commit that is wanted, if that can be told without the remote; otherwise nothing.
  private String knownCommit(Refs refs, boolean sameUrl, boolean sameRevision) {
    if (wish.revision().isCommit()) {
      return wish.revision().name();
    }
    if (!sameUrl) {
      return "";
    }
    String tag = refs.value("refs/tags/" + wish.revision().name());
    return tag.isEmpty() && wish.once() && sameRevision ? refs.value(Refs.DEPLOYED) : tag;
  }

  private Exit askRemote(Git git) {
    try {
      return git.askRemote(wish.revision());
    } catch (CommandFailed e) {
      return e.exit();
    }
  }

  private static Exit accepted(Exit answer) {
    if (!answer.ok()) {
      throw new CommandFailed(answer, Git.hint(answer));
    }
    return answer;
  }

  private static String lastLine(Exit exit) {
    String said = exit.stderr().strip();
    return said.isEmpty() ? exit.outcome() : said.substring(said.lastIndexOf('\n') + 1);
  }

  // A commit that was made here, and is nowhere else, would be lost.
  private void refuseLocalCommits(Git git, Path tree, String head, Refs refs) {
    String deployed = refs.value(Refs.DEPLOYED);
    if (head.isEmpty() || head.equals(deployed)) {
      return;
    }
    List<String> words =
        new ArrayList<>(List.of("log", "--oneline", "--max-count=" + (NAMED + 1), head));
    words.addAll(List.of("--not", "--remotes", "--tags"));
    if (!deployed.isEmpty()) {
      words.add(deployed);
    }
    String commits = git.ask(tree, words.toArray(String[]::new)).orThrow().stdout().strip();
    if (!commits.isEmpty()) {
      throw new MachineException(
          path
              + ": commits that were made here, and that the remote doesn't have: "
              + some(List.of(commits.split("\n", -1))),
          "push them, or give them up: GitCheckout.discarding()");
    }
  }

  private String detail(Git git, Path tree, TreeState state, String wanted, boolean brokeOff) {
    List<String> all = new ArrayList<>();
    if (!state.head().equals(wanted)) {
      all.add(name(git, tree, state.head()) + " → " + target(wanted));
      Exit count = git.ask(tree, "rev-list", "--count", state.head() + ".." + wanted);
      String number = count.stdout().strip();
      if (count.ok() && !number.equals("0")) {
        all.add(number + (number.equals("1") ? " commit" : " commits"));
      }
    }
    if (brokeOff) {
      all.add("an earlier run broke off");
    } else if (!state.changed().isEmpty()) {
      all.add("discards changes of " + some(state.changed()));
    }
    if (all.isEmpty()) {
      all.add("from " + wish.url());
    }
    return String.join(", ", all);
  }

  private String target(String wanted) {
    String brief = wanted.substring(0, 7);
    String name = wish.revision().toString();
    return name.equals(brief) ? brief : name + " " + brief;
  }

  private static String name(Git git, Path tree, String commit) {
    if (commit.isEmpty()) {
      return "nothing";
    }
    Exit tag = git.ask(tree, "describe", "--tags", "--always", "--abbrev=7", commit);
    return tag.ok() ? tag.stdout().strip() : commit.substring(0, 7);
  }

  private static String some(List<String> names) {
    int named = Math.min(NAMED, names.size());
    int more = names.size() - named;
    String text = String.join(", ", names.subList(0, named));
    return more == 0 ? text : text + " and " + more + " more";
  }
}
