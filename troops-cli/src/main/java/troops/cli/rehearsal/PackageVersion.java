package troops.cli.rehearsal;

/// The version of a package of Debian, in the order of deb-version(7).
///
/// @param text the version
record PackageVersion(String text) {
  /// Whether it is older than another one.
  boolean isBefore(PackageVersion other) {
    int epochs = Long.compare(epoch(), other.epoch());
    if (epochs != 0) {
      return epochs < 0;
    }
    int upstreams = compare(upstream(), other.upstream());
    return (upstreams == 0 ? compare(revision(), other.revision()) : upstreams) < 0;
  }

  private long epoch() {
    int colon = text.indexOf(':');
    return colon < 0 ? 0 : Long.parseLong(text.substring(0, colon));
  }

  private String withoutEpoch() {
    return text.substring(text.indexOf(':') + 1);
  }

  private String upstream() {
    String rest = withoutEpoch();
    int hyphen = rest.lastIndexOf('-');
    return hyphen < 0 ? rest : rest.substring(0, hyphen);
  }

  private String revision() {
    String rest = withoutEpoch();
    int hyphen = rest.lastIndexOf('-');
    return hyphen < 0 ? "" : rest.substring(hyphen + 1);
  }

  /// Part by part: what isn't digits by rank, then the digits as a number.
  private static int compare(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() || j < other.length()) {
      while (isRanked(one, i) || isRanked(other, j)) {
        int ranks = Integer.compare(rank(one, i), rank(other, j));
        if (ranks != 0) {
          return ranks;
        }
        i++;
        j++;
      }
      int endOne = endOfDigits(one, i);
      int endOther = endOfDigits(other, j);
      int numbers =
          new java.math.BigInteger("0" + one.substring(i, endOne))
              .compareTo(new java.math.BigInteger("0" + other.substring(j, endOther)));
      if (numbers != 0) {
        return numbers;
      }
      i = endOne;
      j = endOther;
    }
    return 0;
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean isRanked(String text, int at) {
    return at < text.length() && !isDigit(text, at);
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (isDigit(text, end)) {
      end++;
    }
    return end;
  }

  /// A tilde comes before the end, letters before all else.
  private static int rank(String text, int at) {
    if (!isRanked(text, at)) {
      return 0;
    }
    char c = text.charAt(at);
    if (c == '~') {
      return -1;
    }
    return Character.isLetter(c) ? c : c + 256;
  }
}
