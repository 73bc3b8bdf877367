package troops.cli.requirement.version;

import java.util.List;
import java.util.stream.Collectors;

/// Which versions of a library are wanted.
public sealed interface Versions {
  /// Whether a version is among them.
  ///
  /// @param version a version
  /// @return whether it is wanted
  boolean admits(Version version);

  /// As Maven is asked for them. Among those that it finds, [#admits] decides.
  ///
  /// @return a version or a range; an empty string if it isn't said
  String maven();

  /// How they are written behind group and artifact.
  ///
  /// @return such as `:1.0` or ` >= 1.0`; an empty string if it isn't said
  String written();

  /// It isn't said: whatever comes with the tool, or what a constraint says.
  record Unsaid() implements Versions {
    @Override
    public boolean admits(Version version) {
      return true;
    }

    @Override
    public String maven() {
      return "";
    }

    @Override
    public String written() {
      return "";
    }
  }

  /// One version. As with Maven, a range that a library has for the same thing outweighs it.
  ///
  /// @param version which
  record Exactly(String version) implements Versions {
    /// Checks it: it can't lead out of the directory that it names in a repository.
    ///
    /// @throws IllegalArgumentException if it has other letters than a version
    public Exactly {
      if (!Letters.isVersion(version)) {
        throw new IllegalArgumentException("not a version: " + version);
      }
    }

    @Override
    public boolean admits(Version other) {
      return other.text().equals(version);
    }

    @Override
    public String maven() {
      return version;
    }

    @Override
    public String written() {
      return ":" + version;
    }
  }

  /// Maven's ranges, which mean what they mean to Maven: pre-releases are versions like others.
  ///
  /// @param intervals at least one
  record Ranges(List<Interval> intervals) implements Versions {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if it is empty
    public Ranges {
      intervals = List.copyOf(intervals);
      if (intervals.isEmpty()) {
        throw new IllegalArgumentException("no interval");
      }
    }

    @Override
    public boolean admits(Version version) {
      return intervals.stream().anyMatch(interval -> interval.contains(version));
    }

    @Override
    public String maven() {
      return intervals.stream().map(Interval::toString).collect(Collectors.joining(","));
    }

    @Override
    public String written() {
      return ":" + maven();
    }
  }

  /// pip's comparisons, all of which must hold. Pre-releases are wanted only if one of the
  /// comparisons names one.
  ///
  /// @param comparisons at least one
  record Compared(List<Comparison> comparisons) implements Versions {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if it is empty
    public Compared {
      comparisons = List.copyOf(comparisons);
      if (comparisons.isEmpty()) {
        throw new IllegalArgumentException("no comparison");
      }
    }

    /// What all of them have in common.
    ///
    /// @return an interval; empty if they contradict each other
    public Interval interval() {
      Interval interval = Interval.ALL;
      for (Comparison comparison : comparisons) {
        interval = interval.and(comparison.interval());
      }
      return interval;
    }

    @Override
    public boolean admits(Version version) {
      boolean early =
          comparisons.stream()
              .filter(comparison -> comparison.operator() != Comparison.Operator.NOT_EQUAL)
              .anyMatch(comparison -> comparison.version().isPreRelease());
      return (early || !version.isPreRelease())
          && comparisons.stream().allMatch(comparison -> comparison.admits(version));
    }

    @Override
    public String maven() {
      return interval().toString();
    }

    @Override
    public String written() {
      return comparisons.stream()
          .map(Comparison::toString)
          .collect(Collectors.joining(", ", " ", ""));
    }
  }
}
