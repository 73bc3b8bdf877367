package debianadmin.checkout;

import java.time.Duration;

/// What a work tree is to be, and how it may become that.
///
/// @param url the repository
/// @param revision the tag, branch or commit
/// @param owner the user whom it belongs to, or an empty string
/// @param discards whether what was changed by hand is given up
/// @param once whether a branch isn't followed
/// @param submodules whether submodules belong to it
/// @param limit for each talk with the remote
record Wish(
    RemoteUrl url,
    Revision revision,
    String owner,
    boolean discards,
    boolean once,
    boolean submodules,
    Duration limit) {
  private static final Duration USUAL_LIMIT = Duration.ofMinutes(30);

  static Wish of(String url, String revision, CheckoutOption... options) {
    Wish wish =
        new Wish(
            RemoteUrl.parse(url), Revision.parse(revision), "", false, false, false, USUAL_LIMIT);
    for (CheckoutOption option : options) {
      wish = wish.with(option);
    }
    return wish;
  }

  private Wish with(CheckoutOption option) {
    return switch (option) {
      case CheckoutOption.Owner(String user) ->
          new Wish(url, revision, user, discards, once, submodules, limit);
      case CheckoutOption.Discarding() ->
          new Wish(url, revision, owner, true, once, submodules, limit);
      case CheckoutOption.Once() ->
          new Wish(url, revision, owner, discards, true, submodules, limit);
      case CheckoutOption.Submodules() ->
          new Wish(url, revision, owner, discards, once, true, limit);
      case CheckoutOption.Limit(Duration time) ->
          new Wish(url, revision, owner, discards, once, submodules, time);
    };
  }
}
