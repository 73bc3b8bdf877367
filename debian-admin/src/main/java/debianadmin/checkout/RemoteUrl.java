package debianadmin.checkout;

import machine.MachineException;

/// The URL of a repository, as git-fetch(1) reads it: `https://`, `http://`, `ssh://`, `git://`,
/// `file://`, `HOST:PATH` for SSH, or an absolute path.
///
/// @param text the URL
record RemoteUrl(String text) {
  private static final String SCHEMES = " https http ssh git file ";

  /// Reads a URL.
  ///
  /// @param text the URL
  /// @return the URL
  /// @throws MachineException if it is anything else, or has a password in it
  static RemoteUrl parse(String text) {
    int scheme = text.indexOf("://");
    boolean ok = !text.startsWith("-") && !text.contains("::") && !hasControls(text);
    if (scheme > 0) {
      ok &= SCHEMES.contains(" " + text.substring(0, scheme) + " ");
    } else {
      ok &= text.startsWith("/") || text.indexOf(':') > 0;
    }
    if (!ok || text.isBlank()) {
      throw new MachineException(
          "not the URL of a repository: '" + text + "'",
          "write https://HOST/PATH, ssh://USER@HOST/PATH, USER@HOST:PATH or file:///PATH");
    }
    RemoteUrl url = new RemoteUrl(text);
    String user = url.user();
    if (user.indexOf(':') >= 0 || (!user.isEmpty() && text.startsWith("http"))) {
      throw new MachineException(
          "a URL with a password or a token: " + text.substring(0, scheme + 3) + "…",
          "it would be seen in messages and records; use a deploy key over SSH, or a credential"
              + " helper of the user's (gitcredentials(7))");
    }
    return url;
  }

  private static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ') {
        return true;
      }
    }
    return false;
  }

  private String user() {
    int start = text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3;
    int end = text.indexOf('/', start);
    String authority = text.substring(start, end < 0 ? text.length() : end);
    return authority.substring(0, Math.max(0, authority.lastIndexOf('@')));
  }

  /// The protocols that git may speak for it, as GIT_ALLOW_PROTOCOL has them (git(1)): files only
  /// if the repository itself is one, so that a submodule can't name one.
  String protocols() {
    boolean isHere = text.startsWith("/") || text.startsWith("file:");
    return isHere ? "file" : "https:http:ssh:git";
  }

  @Override
  public String toString() {
    return text;
  }
}
