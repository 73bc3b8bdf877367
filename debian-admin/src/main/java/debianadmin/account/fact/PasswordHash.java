package debianadmin.account.fact;

import machine.MachineException;
import machine.Secret;

/// A hashed password in one of the forms that crypt(5) holds strong enough for new hashes:
/// yescrypt, gost-yescrypt, scrypt, bcrypt, sha512crypt, sha256crypt.
public final class PasswordHash {
  private PasswordHash() {}

  /// Refuses what is no hash. It isn't shown.
  ///
  /// @param secret the hash
  /// @throws MachineException if it isn't one, or a weak one
  public static void check(Secret secret) {
    if (!isHash(secret.reveal())) {
      throw new MachineException(
          "not a password hash in one of the strong forms of crypt(5) (it isn't shown)",
          "make one, and keep it as a secret: mkpasswd --method=yescrypt, or: openssl passwd -6");
    }
  }

  // Parts between dollar signs, the first one empty: $6$rounds=10000$salt$hash.
  private static boolean isHash(String text) {
    String[] parts = text.split("\\$", -1);
    if (parts.length < 4 || !parts[0].isEmpty()) {
      return false;
    }
    boolean rounds = parts.length == 5 && isRounds(parts[2]);
    String last = parts[parts.length - 1];
    return switch (parts[1]) {
      case "y", "gy" ->
          parts.length == 5 && is64(parts[2], 1, 20) && is64(parts[3], 0, 86) && is64(last, 43, 43);
      case "7" -> parts.length == 4 && is64(parts[2], 11, 97) && is64(last, 43, 43);
      case "2a", "2b", "2y" -> parts.length == 4 && isCost(parts[2]) && is64(last, 53, 53);
      case "6" -> isSalted(parts, rounds) && is64(last, 86, 86);
      case "5" -> isSalted(parts, rounds) && is64(last, 43, 43);
      default -> false;
    };
  }

  private static boolean isSalted(String[] parts, boolean rounds) {
    String salt = parts[parts.length - 2];
    boolean ok = !salt.isEmpty() && salt.length() <= 16;
    for (int i = 0; i < salt.length() && ok; i++) {
      char c = salt.charAt(i);
      ok = c > ' ' && c < 127 && c != ':';
    }
    return ok && (rounds || parts.length == 4);
  }

  private static boolean isRounds(String part) {
    return part.startsWith("rounds=") && isNumber(part.substring(7)) && part.charAt(7) != '0';
  }

  private static boolean isCost(String part) {
    return part.length() == 2 && isNumber(part);
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean is64(String text, int shortest, int longest) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '.' && c <= '9')) {
        return false;
      }
    }
    return text.length() >= shortest && text.length() <= longest;
  }
}
