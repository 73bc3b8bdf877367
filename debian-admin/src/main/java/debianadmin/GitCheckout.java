package debianadmin;

import debianadmin.checkout.CheckoutOption;
import debianadmin.checkout.WorkTree;
import java.time.Duration;
import machine.Machine;
import machine.MachineException;

/// Applications that are run from a work tree of Git, by git(1).
///
/// Git runs as the user whom the tree belongs to: never as root in what somebody else can change.
/// It gets that user's surroundings and the names of proxies, and nothing else of this process's
/// environment. It asks no questions (`GIT_TERMINAL_PROMPT=0`, SSH with `BatchMode=yes`), runs no
/// hooks, and speaks no protocol that names programs.
///
/// The tree's HEAD is detached: it is no place to commit. Files that git doesn't know are left as
/// they are, and don't count as changes.
public final class GitCheckout {
  private GitCheckout() {}

  /// How a revision is checked out: made by [#owner], [#discarding], [#once], [#submodules] and
  /// [#limit].
  public static final class Option {
    private final CheckoutOption wish;

    private Option(CheckoutOption wish) {
      this.wish = wish;
    }
  }

  /// Checks a revision out: a tag, a branch, or a commit by its full id. Where a tag and a branch
  /// have the same name, the tag is meant (gitrevisions(7)).
  ///
  /// Nothing is to be done if the tree comes from that URL, its HEAD is what is wanted, and no file
  /// of it was changed. For a tag or commit that was fetched before, the tree itself tells; for a
  /// branch, the remote is asked each time (git-ls-remote(1)), in a preview too, unless [#once] is
  /// given. A preview fetches nothing: it tells how many commits an update brings if they are here
  /// already.
  ///
  /// A new tree is cloned beside its place and renamed, so that it is there as a whole or not at
  /// all; its mode is `0755`, or that of the empty directory in its place. An update that broke off
  /// is finished by the next run.
  ///
  /// ```java
  /// GitCheckout.at("/srv/app", "https://example.com/app.git", "v1.2", GitCheckout.owner("app"));
  /// ```
  ///
  /// @param path the work tree
  /// @param url the repository: `https://`, `ssh://`, `git://`, `file://`, `USER@HOST:PATH`,
  ///   without a password
  /// @param revision a tag, a branch, or the full id of a commit
  /// @param options owner, discarding, once, submodules, limit
  /// @throws MachineException if files or commits of the tree were made by hand, if there is no
  ///   such revision, if it has submodules, if something else is in the tree's place, or if root
  ///   can't trust the directories above
  /// @throws machine.CommandFailed if git fails: the remote can't be reached, say
  public static void at(String path, String url, String revision, Option... options) {
    CheckoutOption[] wishes = new CheckoutOption[options.length];
    for (int i = 0; i < options.length; i++) {
      wishes[i] = options[i].wish;
    }
    Machine.current().bring(new WorkTree(path, url, revision, System.getenv(), wishes));
  }

  /// The user whom the tree belongs to, and as whom git runs. Without this, the owner of the tree
  /// that is there; for a new one whoever runs this, or the owner of the home directory that it
  /// lies in.
  ///
  /// ```java
  /// GitCheckout.at("/srv/site", "https://example.com/site.git", "main",
  ///     GitCheckout.owner("www-data"));
  /// ```
  ///
  /// @param user the user's name
  /// @return the option
  public static Option owner(String user) {
    return new Option(new CheckoutOption.Owner(user));
  }

  /// Gives up what was changed or committed by hand. Without this, that is an error. Files that git
  /// doesn't know stay, unless the revision has files of the same names.
  ///
  /// ```java
  /// GitCheckout.at("/srv/app", "https://example.com/app.git", "v1.2", GitCheckout.discarding());
  /// ```
  ///
  /// @return the option
  public static Option discarding() {
    return new Option(new CheckoutOption.Discarding());
  }

  /// Doesn't follow a branch: what was checked out of it once is what is wanted, and the remote
  /// isn't asked again.
  ///
  /// ```java
  /// GitCheckout.at("/srv/app", "https://example.com/app.git", "main", GitCheckout.once());
  /// ```
  ///
  /// @return the option
  public static Option once() {
    return new Option(new CheckoutOption.Once());
  }

  /// With the repository's submodules, at the commits that the revision names. Without this, a
  /// revision that has submodules is an error.
  ///
  /// ```java
  /// GitCheckout.at("/srv/app", "https://example.com/app.git", "v1.2", GitCheckout.submodules());
  /// ```
  ///
  /// @return the option
  public static Option submodules() {
    return new Option(new CheckoutOption.Submodules());
  }

  /// With another time limit for each talk with the remote than half an hour.
  ///
  /// ```java
  /// GitCheckout.at("/srv/maps", "https://example.com/maps.git", "main",
  ///     GitCheckout.limit(Duration.ofHours(2)));
  /// ```
  ///
  /// @param time the limit
  /// @return the option
  /// @throws MachineException if it isn't longer than nothing
  public static Option limit(Duration time) {
    if (!time.isPositive()) {
      throw new MachineException("not a time limit: " + time, "write Duration.ofMinutes(10)");
    }
    return new Option(new CheckoutOption.Limit(time));
  }
}
