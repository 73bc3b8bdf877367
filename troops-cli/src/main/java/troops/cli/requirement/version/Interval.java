package troops.cli.requirement.version;

import org.jspecify.annotations.Nullable;

/// An interval of versions, as Maven writes it: `[1.0,2.0)`, `(,2.0]`, `[1.0]`.
///
/// @param lower where it begins, or null for the first version of all
/// @param withLower whether that belongs to it
/// @param upper where it ends, or null for the last version of all
/// @param withUpper whether that belongs to it
public record Interval(
    @Nullable Version lower, boolean withLower, @Nullable Version upper, boolean withUpper) {
  /// All versions.
  static final Interval ALL = new Interval(null, false, null, false);

  /// Whether a version lies in it.
  boolean contains(Version version) {
    return !isBelow(version) && !isAbove(version);
  }

  private boolean isBelow(Version version) {
    int order = lower == null ? 1 : version.compareTo(lower);
    return order < 0 || (order == 0 && !withLower);
  }

  private boolean isAbove(Version version) {
    int order = upper == null ? -1 : version.compareTo(upper);
    return order > 0 || (order == 0 && !withUpper);
  }

  /// Whether no version can lie in it.
  ///
  /// @return true if it ends before it begins
  public boolean isEmpty() {
    if (lower == null || upper == null) {
      return false;
    }
    int order = lower.compareTo(upper);
    return order > 0 || (order == 0 && !(withLower && withUpper));
  }

  /// What lies in both.
  Interval and(Interval other) {
    Interval later = beginsLater(other) ? other : this;
    Interval earlier = endsEarlier(other) ? other : this;
    return new Interval(later.lower, later.withLower, earlier.upper, earlier.withUpper);
  }

  private boolean beginsLater(Interval other) {
    if (lower == null || other.lower == null) {
      return lower == null;
    }
    int order = other.lower.compareTo(lower);
    return order > 0 || (order == 0 && withLower);
  }

  private boolean endsEarlier(Interval other) {
    if (upper == null || other.upper == null) {
      return upper == null;
    }
    int order = other.upper.compareTo(upper);
    return order < 0 || (order == 0 && withUpper);
  }

  /// As Maven writes it.
  ///
  /// @return such as `[1.0,2.0)`
  @Override
  public String toString() {
    if (lower != null && lower.equals(upper)) {
      return "[" + lower + "]";
    }
    return (withLower ? "[" : "(")
        + (lower == null ? "" : lower)
        + ","
        + (upper == null ? "" : upper)
        + (withUpper ? "]" : ")");
  }
}
