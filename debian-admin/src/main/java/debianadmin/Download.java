package debianadmin;

import debianadmin.download.Address;
import debianadmin.download.RemoteFile;
import debianadmin.download.Sha256;
import debianadmin.file.Content;
import debianadmin.file.PlacedFile;
import machine.Machine;
import machine.MachineException;

/// Files from the web, known by their SHA-256.
///
/// What is behind a URL may change, and whoever answers may lie: so a file is never placed unless
/// it has the wanted digest, and nothing else about the answer is believed. That is why plain
/// `http://` will do. What has the digest already isn't fetched, whatever is behind the URL now.
///
/// A digest that was computed is remembered in `/var/cache/debianadmin` (`~/.cache/debianadmin` for
/// other users than root), with the file's size, inode, mtime and ctime, and computed again when
/// one of them has changed. A download that breaks off is kept there, and gone on with by the next
/// run if the server has a strong validator for it (RFC 9110, 8.8.1). The directory may be removed
/// at any time.
///
/// Broken connections, silence of a minute, and the HTTP status codes 408, 429 and 5xx are tried
/// again three times. Redirects are followed, ten at most, but not from https to http. Proxies are
/// taken from `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy`, as curl(1) does. For TLS,
/// the machine's own authorities are trusted (update-ca-certificates(8)).
public final class Download {
  private Download() {}

  /// Places a file from a URL. Its bytes only count; a new file has the mode `0644`. It is written
  /// beside its place and renamed.
  ///
  /// A preview fetches nothing.
  ///
  /// ```java
  /// Download.file("/usr/local/bin/tool", "https://example.com/tool-1.2",
  ///     "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Place.mode("0755"));
  /// ```
  ///
  /// @param path the file to place
  /// @param url where it comes from: `https://`, `http://`, or `file:///` for a file of the machine
  /// @param sha256 its SHA-256, as sha256sum(1) prints it
  /// @param options mode, owner, group, check, as for [Place#file]
  /// @throws MachineException if the digest isn't one, if the file can't be had or is another one,
  ///   if there is no room for it, and as for [Place#file]
  public static void file(String path, String url, String sha256, Place.Option... options) {
    Machine machine = Machine.current();
    Sha256 wanted = Sha256.parse(sha256, path);
    RemoteFile file = new RemoteFile(machine, Address.url(url), wanted, System.getenv());
    machine.bring(new PlacedFile(path, Content.of(file), Place.wishes(options)));
  }
}
