package troops.cli.requirement.version;

import java.util.Optional;

/// One of pip's comparisons, such as `>= 1.2` ("Version specifiers", packaging.python.org), with
/// Maven's order of versions.
///
/// @param operator how versions are compared
/// @param version what with
public record Comparison(Operator operator, Version version) {
  /// Checks that there is something to be compatible with.
  ///
  /// @throws IllegalArgumentException if the operator is `~=`, and the version hasn't at least two
  ///   numbers in front
  public Comparison {
    if (operator == Operator.COMPATIBLE && next(version).isEmpty()) {
      throw new IllegalArgumentException("nothing is compatible with " + version);
    }
  }

  /// How versions are compared.
  public enum Operator {
    /// Exactly this version.
    EQUAL("=="),
    /// Any other version.
    NOT_EQUAL("!="),
    /// This version or a later one, up to the next change of the last number but one.
    COMPATIBLE("~="),
    /// This version or a later one.
    AT_LEAST(">="),
    /// This version or an earlier one.
    AT_MOST("<="),
    /// A later version.
    ABOVE(">"),
    /// An earlier version, and no pre-release of this one.
    BELOW("<");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /// How it is written.
    ///
    /// @return such as `>=`
    public String sign() {
      return sign;
    }
  }

  /// The first version that `~=` doesn't admit any more: `1.4.2` goes up to `1.5`.
  ///
  /// @param version a version
  /// @return nothing if it hasn't at least two numbers in front
  public static Optional<Version> next(Version version) {
    String[] numbers = version.release().text().split("\\.", -1);
    if (numbers.length < 2) {
      return Optional.empty();
    }
    StringBuilder next = new StringBuilder();
    for (int i = 0; i < numbers.length; i++) {
      if (!numbers[i].matches("[0-9]{1,9}")) {
        return Optional.empty();
      }
      if (i < numbers.length - 2) {
        next.append(numbers[i]).append('.');
      } else if (i == numbers.length - 2) {
        next.append(Integer.parseInt(numbers[i]) + 1);
      }
    }
    return Optional.of(new Version(next.toString()));
  }

  /// The same as an interval; what it can't say is left to [#admits].
  ///
  /// @return an interval that has all versions that are admitted
  public Interval interval() {
    return switch (operator) {
      case EQUAL -> new Interval(version, true, version, true);
      case NOT_EQUAL -> Interval.ALL;
      case COMPATIBLE -> new Interval(version, true, next(version).orElseThrow(), false);
      case AT_LEAST -> new Interval(version, true, null, false);
      case AT_MOST -> new Interval(null, false, version, true);
      case ABOVE -> new Interval(version, false, null, false);
      case BELOW -> new Interval(null, false, version, false);
    };
  }

  /// Whether a version passes, whatever is wished of pre-releases.
  boolean admits(Version other) {
    if (operator == Operator.NOT_EQUAL) {
      return other.compareTo(version) != 0;
    }
    return interval().contains(other) && !isPreReleaseOfEnd(other);
  }

  /// Maven takes 2.0-alpha for earlier than 2.0; people who say "below 2.0" don't mean it.
  private boolean isPreReleaseOfEnd(Version other) {
    Version end =
        switch (operator) {
          case BELOW -> version;
          case COMPATIBLE -> next(version).orElseThrow();
          case EQUAL, NOT_EQUAL, AT_LEAST, AT_MOST, ABOVE -> other;
        };
    return !end.isPreRelease() && other.isPreRelease() && other.release().compareTo(end) == 0;
  }

  /// How it is written.
  ///
  /// @return such as `>= 1.2`
  @Override
  public String toString() {
    return operator.sign() + " " + version;
  }
}
