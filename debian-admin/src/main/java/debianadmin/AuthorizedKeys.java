package debianadmin;

import debianadmin.key.KeyDirectory;
import debianadmin.key.KeyFile;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// The keys by which users may log in with SSH: `.ssh/authorized_keys` in their homes (sshd(8),
/// AUTHORIZED_KEYS FILE FORMAT).
///
/// A key is a line as a `.pub` file has it, with options before it if need be:
/// `"from=\"192.0.2.0/24\" ssh-ed25519 AAAA... ann@laptop"`. Two lines name the same key if their
/// data are the same, and are the same line if their options are, too; the comment doesn't count.
/// The file gets the mode `0600`, its directory `0700`, and both belong to the user. Symbolic links
/// there are neither followed nor replaced.
///
/// What nobody asks for stays: comments, empty lines, and, unless the keys are to be exact, other
/// keys. Changes name the keys by their comments, and show the text before and after.
public final class AuthorizedKeys {
  private AuthorizedKeys() {}

  /// Has keys open a user's door, perhaps among others.
  ///
  /// ```java
  /// AuthorizedKeys.present("ann", "ssh-ed25519 AAAA... ann@laptop");
  /// ```
  ///
  /// @param user a user of /etc/passwd who has a home
  /// @param keys the keys; at least one
  /// @throws MachineException if a key isn't one that sshd takes, if there is no such user or home,
  ///   if something else is in the way, or if the right is missing
  public static void present(String user, String... keys) {
    bring(user, KeyFile.with(user, keys));
  }

  /// Has keys open a user's door, and no others.
  ///
  /// ```java
  /// AuthorizedKeys.exact("sam", "restrict,command=\"/usr/local/bin/backup\" " + key);
  /// ```
  ///
  /// @param user a user of /etc/passwd who has a home
  /// @param keys the keys; none, if no key is to open it
  /// @throws MachineException as for [#present]
  public static void exact(String user, String... keys) {
    bring(user, KeyFile.exactly(user, keys));
  }

  /// Has keys open a user's door no more, whatever their options are.
  ///
  /// ```java
  /// AuthorizedKeys.absent("ann", "ssh-rsa AAAA... ann@old-laptop");
  /// ```
  ///
  /// @param user a user; nobody logs in as one who isn't there
  /// @param keys the keys; at least one
  /// @throws MachineException as for [#present]
  public static void absent(String user, String... keys) {
    Machine.current().bring(KeyFile.without(user, keys));
  }

  private static void bring(String user, Resource file) {
    Machine.current().bring(new KeyDirectory(user));
    Machine.current().bring(file);
  }
}
