package machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A user of this machine (passwd(5)).
///
/// @param name the user's name
/// @param uid the user's number
/// @param gid the number of the user's login group
/// @param home the home directory
/// @param shell the login shell
record Account(String name, int uid, int gid, String home, String shell) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Finds a user: in /etc/passwd; if not there, wherever nsswitch.conf(5) says, by getent(1).
  ///
  /// @param user the user's name, or number
  /// @return the user
  /// @throws MachineException if there is none
  static Account find(String user) {
    if (user.isEmpty() || user.startsWith("-") || user.indexOf(':') >= 0) {
      throw new MachineException("not the name of a user: '" + user + "'", "write \"www-data\"");
    }
    Account local = parse(passwd(), user);
    if (local != null) {
      return local;
    }
    Exit exit = Command.of("getent", "passwd", user).limit(PATIENCE).ask();
    Account other = exit.ok() ? parse(exit.stdout(), user) : null;
    if (other == null) {
      throw new MachineException(
          "no user named " + user, "add the user first, or install what brings it");
    }
    return other;
  }

  /// Whether this process is that user's.
  boolean isOurs() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(uid);
    } catch (IOException e) {
      return false;
    }
  }

  private static String passwd() {
    try {
      return new String(Files.readAllBytes(Path.of("/etc/passwd")), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /// Finds a user in lines as /etc/passwd has them.
  ///
  /// @param passwd the lines
  /// @param user the user's name, or number
  /// @return the first that has the name; else the first that has the number; null if there is none
  static @Nullable Account parse(String passwd, String user) {
    Account numbered = null;
    for (String line : passwd.split("\n", -1)) {
      String[] fields = line.split(":", -1);
      if (fields.length != 7) {
        continue;
      }
      boolean named = fields[0].equals(user);
      if (named || (numbered == null && fields[2].equals(user))) {
        Account account = of(fields);
        if (named) {
          return account;
        }
        numbered = account;
      }
    }
    return numbered;
  }

  private static Account of(String[] fields) {
    try {
      int uid = Integer.parseInt(fields[2]);
      int gid = Integer.parseInt(fields[3]);
      String home = fields[5].isEmpty() ? "/" : fields[5];
      return new Account(fields[0], uid, gid, home, fields[6].isEmpty() ? "/bin/sh" : fields[6]);
    } catch (NumberFormatException e) {
      throw new MachineException(
          "not a line of passwd(5): " + String.join(":", fields), "see vipw(8)", e);
    }
  }
}
