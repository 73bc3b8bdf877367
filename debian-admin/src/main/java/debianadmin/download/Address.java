package debianadmin.download;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import machine.MachineException;

/// Where a file comes from: a URL (RFC 3986) of the scheme https, http or file, or a path.
///
/// @param text as it was written
/// @param uri the URL, or nothing if it is a path
public record Address(String text, Optional<URI> uri) {

  /// Reads a URL.
  ///
  /// @param text the URL
  /// @return the address
  /// @throws MachineException if it is anything else, if it carries a password, or if its scheme is
  ///   another one
  public static Address url(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new MachineException("not a URL: '" + text + "': " + e.getReason(), "", e);
    }
    if (uri.getRawUserInfo() != null) {
      throw new MachineException(
          "a URL with a user name or a password: " + shown(uri),
          "it would be seen in messages and records; offer the file without one");
    }
    String scheme = scheme(uri);
    boolean isFile = scheme.equals("file") && uri.getPath() != null && isHere(uri);
    boolean isWeb = scheme.equals("http") || scheme.equals("https");
    if (!isFile && !(isWeb && uri.getHost() != null)) {
      throw new MachineException(
          "not a URL that this can fetch: '" + text + "'",
          "write https://HOST/PATH, http://HOST/PATH or file:///PATH");
    }
    return new Address(text, Optional.of(uri));
  }

  /// Reads a URL or a path; what has `://` in it is a URL.
  ///
  /// @param text the URL or path
  /// @return the address
  /// @throws MachineException as [#url]
  public static Address urlOrPath(String text) {
    return text.contains("://") ? url(text) : new Address(text, Optional.empty());
  }

  private static boolean isHere(URI uri) {
    String host = uri.getHost();
    return host == null || host.isEmpty() || host.equals("localhost");
  }

  static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  /// The path, if it comes from the machine's own files.
  ///
  /// @return the path, as a person would write it
  public Optional<String> path() {
    if (uri.isEmpty()) {
      return Optional.of(text);
    }
    return scheme(uri.get()).equals("file") ? Optional.of(uri.get().getPath()) : Optional.empty();
  }

  /// The URL without what may be confidential: the user and the query.
  static String shown(URI uri) {
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    return scheme(uri)
        + "://"
        + authority.substring(authority.indexOf('@') + 1)
        + (uri.getRawPath() == null ? "" : uri.getRawPath())
        + (uri.getRawQuery() == null ? "" : "?…");
  }

  /// As messages show it: without the query of a URL, which may hold a key.
  @Override
  public String toString() {
    return uri.map(Address::shown).orElse(text);
  }
}
