package debianadmin.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import machine.Command;
import machine.Machine;
import machine.MachineException;

/// Brings a work tree to a wanted revision.
///
/// While files are being changed, a ref says so; a run that finds it knows that an earlier one
/// broke off, and that what looks like changes by hand is its unfinished work.
final class Transition {
  private final Machine machine;
  private final Wish wish;
  private final Users users;
  private final Git git;

  Transition(Machine machine, Wish wish, Users users, Git git) {
    this.machine = machine;
    this.wish = wish;
    this.users = users;
    this.git = git;
  }

  /// Clones beside the place, and renames.
  ///
  /// @param tree where there is nothing, or an empty directory, whose mode is kept
  void create(Path tree) throws IOException {
    Path fresh = tree.resolveSibling("." + tree.getFileName() + ".cloning");
    boolean isThere = Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS);
    int mode = isThere ? debianadmin.file.Attributes.modeOf(tree) : 0755;
    make("rm", "-rf", "--one-file-system", "--", fresh.toString());
    try {
      make("mkdir", "--mode=" + Integer.toOctalString(mode), "--", fresh.toString());
      if (!users.owner().equals(users.maker())) {
        make("chown", "--no-dereference", users.owner() + ":", "--", fresh.toString());
      }
      git.run(fresh, "init", "--quiet", "--template=");
      git.run(fresh, "config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
      switchTo(fresh, fetched(fresh), false);
      make("mv", "--no-target-directory", "--", fresh.toString(), tree.toString());
    } finally {
      make("rm", "-rf", "--one-file-system", "--", fresh.toString());
    }
    machine.wrote(tree);
  }

  private void make(String... words) {
    Command.of(java.util.List.of(words)).as(users.maker()).in(Path.of("/")).run(machine);
  }

  /// Changes what is there.
  ///
  /// @param tree a work tree
  /// @param commit the wanted commit as far as it is known
  /// @param force whether files that were changed are given up
  void update(Path tree, String commit, boolean force) throws IOException {
    boolean known = git.ask(tree, "cat-file", "-e", commit + "^{commit}").ok();
    if (force) {
      // Left behind by a git that was killed.
      Path lock = tree.resolve(".git/index.lock");
      Command.of("rm", "-f", "--", lock.toString()).as(users.owner()).run(machine);
    }
    switchTo(tree, known ? commit : fetched(tree), force);
    machine.wrote(tree);
  }

  /// Fetches, and finds the wanted commit.
  private String fetched(Path tree) {
    git.run(tree, "config", "remote.origin.url", wish.url().text());
    git.talk(
        tree,
        "fetch",
        "--quiet",
        "--force",
        "--tags",
        "--prune",
        "--no-recurse-submodules",
        "origin",
        "+refs/heads/*:refs/remotes/origin/*");
    Revision revision = wish.revision();
    if (revision.isCommit()) {
      if (!git.ask(tree, "cat-file", "-e", revision.name() + "^{commit}").ok()) {
        git.talk(tree, "fetch", "--quiet", "origin", revision.name());
      }
      return revision.name();
    }
    String found = WorkTree.refs(git, tree, revision).find(revision, "refs/remotes/origin/");
    if (found.isEmpty()) {
      throw WorkTree.noSuchRevision(wish);
    }
    return found;
  }

  private void switchTo(Path tree, String commit, boolean force) {
    boolean modular = git.ask(tree, "cat-file", "-e", commit + ":.gitmodules").ok();
    if (modular && !wish.submodules()) {
      throw new MachineException(
          wish.url() + ": " + wish.revision() + " has submodules",
          "say GitCheckout.submodules() to have them, too");
    }
    git.run(tree, "config", "remote.origin.url", wish.url().text());
    git.run(tree, "update-ref", Refs.MOVING, commit);
    if (force) {
      git.run(tree, "checkout", "--quiet", "--force", "--detach", commit);
    } else {
      git.run(tree, "checkout", "--quiet", "--detach", commit);
    }
    if (modular) {
      git.run(tree, "submodule", "--quiet", "sync", "--recursive");
      git.talk(tree, "submodule", "--quiet", "update", "--init", "--recursive", "--force");
    }
    git.run(tree, "config", WorkTree.RECORDED_SUBMODULES, Boolean.toString(wish.submodules()));
    git.run(tree, "config", WorkTree.RECORDED_REVISION, wish.revision().name());
    git.run(tree, "update-ref", Refs.DEPLOYED, commit);
    git.run(tree, "update-ref", "-d", Refs.MOVING);
  }
}
