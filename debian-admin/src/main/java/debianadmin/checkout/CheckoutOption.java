package debianadmin.checkout;

import java.time.Duration;

/// How a revision is checked out.
public sealed interface CheckoutOption {

  /// As a user, whom the tree belongs to.
  ///
  /// @param user the user
  record Owner(String user) implements CheckoutOption {}

  /// Whatever was changed by hand is given up.
  record Discarding() implements CheckoutOption {}

  /// A branch is not followed once it is checked out.
  record Once() implements CheckoutOption {}

  /// With submodules.
  record Submodules() implements CheckoutOption {}

  /// With a time limit for each talk with the remote.
  ///
  /// @param time the limit
  record Limit(Duration time) implements CheckoutOption {}
}
