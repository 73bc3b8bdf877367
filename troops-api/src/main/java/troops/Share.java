package troops;

/// Which nodes belong to a share of all nodes.
///
/// Each pair of node and name has a place between 0 and 100, uniform and the same for ever: FNV-1a
/// over both, mixed by the last steps of splitmix64. Who is below a percentage is below each larger
/// one.
final class Share {
  private Share() {}

  /// The place of a node under a name.
  ///
  /// @param node the node's identity
  /// @param name what the share is of
  /// @return at least 0, less than 100
  static double place(String node, String name) {
    long hash = 0xcbf29ce484222325L;
    hash = absorb(hash, node);
    hash = (hash ^ 0xff) * 0x100000001b3L;
    hash = absorb(hash, name);
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    hash ^= hash >>> 31;
    return (hash >>> 11) * 0x1.0p-53 * 100;
  }

  private static long absorb(long hash, String text) {
    long result = hash;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      result = (result ^ (c & 0xff)) * 0x100000001b3L;
      result = (result ^ (c >>> 8)) * 0x100000001b3L;
    }
    return result;
  }
}
