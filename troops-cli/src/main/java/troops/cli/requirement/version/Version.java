package troops.cli.requirement.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A version of a library, in Maven's order ("Version Order Specification",
/// maven.apache.org/pom.html, as Maven Resolver implements it): `1.0` and `1` are the same,
/// `1.0-alpha` comes before `1.0`, and `1.0-jre` after it. (Two of them are equal, though, only if
/// they are written alike.)
///
/// @param text how it is written
public record Version(String text) implements Comparable<Version> {
  private static final List<String> BEFORE_RELEASE =
      List.of("alpha", "beta", "milestone", "rc", "snapshot");
  private static final List<String> ALSO_BEFORE_RELEASE =
      List.of("ea", "eap", "pre", "preview", "dev", "nightly", "canary");

  private enum Sort {
    QUALIFIER,
    WORD,
    NUMBER
  }

  /// A run of digits or of letters. Qualifiers are ordered by what they mean, below and above the
  /// release itself (0).
  private record Part(Sort sort, BigInteger rank, String word) {
    boolean isNumber() {
      return sort == Sort.NUMBER;
    }

    /// Compares with no part at all.
    int padding() {
      return sort == Sort.WORD ? 1 : rank.signum();
    }

    int compare(Part other) {
      if (sort != other.sort) {
        return sort.compareTo(other.sort);
      }
      return sort == Sort.WORD ? word.compareTo(other.word) : rank.compareTo(other.rank);
    }
  }

  /// Whether it comes before a release: an alpha, a beta, a milestone, a release candidate, a
  /// snapshot, or an early access by another name.
  ///
  /// @return whether one of its words says so
  public boolean isPreRelease() {
    return preReleaseStart() >= 0;
  }

  /// The release that it is, or comes before.
  ///
  /// @return the version without its pre-release part
  public Version release() {
    int start = preReleaseStart();
    if (start < 0) {
      return this;
    }
    int end = start;
    while (end > 0 && isSeparator(text.charAt(end - 1))) {
      end--;
    }
    return new Version(text.substring(0, end));
  }

  private int preReleaseStart() {
    for (int at = 0; at < text.length(); ) {
      int end = runEnd(at);
      if (end > at && !isDigit(text.charAt(at))) {
        String word = text.substring(at, end).toLowerCase(Locale.ROOT);
        if (word.indexOf('+') >= 0) {
          word = word.substring(0, word.indexOf('+'));
        }
        Part part = part(word, isFollowedByDigit(end));
        boolean before = part.sort() == Sort.QUALIFIER && part.rank().signum() < 0;
        if (before || ALSO_BEFORE_RELEASE.contains(word)) {
          return at;
        }
      }
      at = Math.max(end, at + 1);
    }
    return -1;
  }

  @Override
  public int compareTo(Version other) {
    List<Part> these = parts();
    List<Part> those = other.parts();
    boolean number = true;
    for (int i = 0; i < these.size() || i < those.size(); i++) {
      if (i >= these.size()) {
        return -padding(those, i);
      }
      if (i >= those.size()) {
        return padding(these, i);
      }
      Part mine = these.get(i);
      Part theirs = those.get(i);
      if (mine.isNumber() != theirs.isNumber()) {
        return number == mine.isNumber() ? padding(these, i, number) : -padding(those, i, number);
      }
      int difference = mine.compare(theirs);
      if (difference != 0) {
        return difference;
      }
      number = mine.isNumber();
    }
    return 0;
  }

  private static int padding(List<Part> parts, int from) {
    int difference = 0;
    for (int i = from; i < parts.size() && difference == 0; i++) {
      difference = parts.get(i).padding();
    }
    return difference;
  }

  /// The same for the parts up to the next change between digits and letters.
  private static int padding(List<Part> parts, int from, boolean number) {
    int end = from;
    while (end < parts.size() && parts.get(end).isNumber() == number) {
      end++;
    }
    return padding(parts.subList(0, end), from);
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = runEnd(at);
      // Nothing between two separators is a zero.
      String word = end == at ? "0" : text.substring(at, end).toLowerCase(Locale.ROOT);
      parts.add(part(word, isFollowedByDigit(end)));
      at = end < text.length() && isSeparator(text.charAt(end)) ? end + 1 : end;
    }
    trim(parts);
    return parts;
  }

  /// Zeros and the like at the end of the numbers, and of the letters, say nothing.
  private static void trim(List<Part> parts) {
    int end = parts.size() - 1;
    for (int i = end; i > 0; i--) {
      Part part = parts.get(i);
      if (i == parts.size() - 1 || parts.get(i + 1).isNumber() != part.isNumber()) {
        end = i;
      }
      boolean last = i == parts.size() - 1 || parts.get(i - 1).isNumber() == part.isNumber();
      if (end == i && last && part.padding() == 0) {
        parts.remove(i);
        end--;
      }
    }
  }

  private static Part part(String word, boolean followedByDigit) {
    if (!word.isEmpty() && isDigit(word.charAt(0))) {
      return new Part(Sort.NUMBER, new BigInteger(word), word);
    }
    String name =
        switch (word) {
          case "a" -> followedByDigit ? "alpha" : word;
          case "b" -> followedByDigit ? "beta" : word;
          case "m" -> followedByDigit ? "milestone" : word;
          case "cr" -> "rc";
          case "ga", "final", "release" -> "";
          default -> word;
        };
    int before = BEFORE_RELEASE.indexOf(name);
    if (before >= 0) {
      return new Part(Sort.QUALIFIER, BigInteger.valueOf(before - BEFORE_RELEASE.size()), name);
    }
    return switch (name) {
      case "" -> new Part(Sort.QUALIFIER, BigInteger.ZERO, name);
      case "sp" -> new Part(Sort.QUALIFIER, BigInteger.ONE, name);
      default -> new Part(Sort.WORD, BigInteger.ZERO, name);
    };
  }

  private int runEnd(int start) {
    int end = start;
    while (end < text.length()
        && !isSeparator(text.charAt(end))
        && isDigit(text.charAt(end)) == isDigit(text.charAt(start))) {
      end++;
    }
    return end;
  }

  private boolean isFollowedByDigit(int at) {
    return at < text.length() && isDigit(text.charAt(at));
  }

  private static boolean isSeparator(char letter) {
    return letter == '.' || letter == '-' || letter == '_';
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  /// How it is written.
  @Override
  public String toString() {
    return text;
  }
}
