package troops.cli.requirement;

import java.net.URI;
import java.util.List;

/// A repository that `requirements.txt` names.
///
/// @param id what tells it from others: for a directory, its content too
/// @param address where it is: an `https:`, `http:` or `file:` URL
/// @param written how it was written
/// @param place where it was written
public record Repository(String id, String address, String written, Place place) {
  /// Whether it is a directory, on this machine.
  ///
  /// @return whether no network is needed for it
  public boolean isDirectory() {
    return address.startsWith("file:");
  }

  /// Whether others on the way could change what it answers. This machine itself is no way.
  ///
  /// @return whether it is asked without HTTPS
  public boolean isInsecure() {
    String host = URI.create(address).getHost();
    return address.startsWith("http:")
        && !List.of("localhost", "127.0.0.1", "[::1]").contains(host);
  }
}
