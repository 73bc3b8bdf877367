package debianadmin.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// Keys that are to be in an authorized_keys file, or not to be there.
///
/// @param keys the keys
/// @param kind what is to be of them
record WantedKeys(List<AuthorizedKey> keys, Kind kind) {
  /// What is to be of the keys.
  enum Kind {
    /// They are there; others stay.
    PRESENT,
    /// They are there, and no others.
    EXACT,
    /// They aren't there; others stay.
    ABSENT
  }

  /// Reads lines of keys.
  ///
  /// @param user whose they are, for messages
  /// @param kind what is to be of them
  /// @param lines the lines
  /// @return the keys
  /// @throws MachineException if one isn't a key that sshd takes; it isn't shown, for it may be a
  ///   private one
  static WantedKeys parse(String user, Kind kind, String... lines) {
    if (lines.length == 0 && kind != Kind.EXACT) {
      throw new MachineException(
          user + ": no key named", "name at least one: \"ssh-ed25519 AAAA...\"");
    }
    List<AuthorizedKey> keys = new ArrayList<>(lines.length);
    for (int i = 0; i < lines.length; i++) {
      // As the file is read: each byte a character.
      String bytes = new String(lines[i].getBytes(UTF_8), ISO_8859_1);
      AuthorizedKey key = AuthorizedKey.find(bytes);
      String fault = fault(lines[i], key);
      if (fault != null) {
        throw new MachineException(
            user + ": key " + (i + 1) + " of " + lines.length + " " + fault + " (it isn't shown)",
            "give a line of a .pub file: \"ssh-ed25519 AAAA... comment\"; options come first, as"
                + " sshd(8) tells");
      }
      keys.add(Objects.requireNonNull(key));
    }
    return new WantedKeys(keys, kind);
  }

  boolean isAbsence() {
    return kind == Kind.ABSENT;
  }

  private static @Nullable String fault(String line, @Nullable AuthorizedKey key) {
    if (line.contains("PRIVATE KEY")) {
      return "is a private one, which belongs to its owner alone";
    }
    for (int i = 0; i < line.strip().length(); i++) {
      if (line.strip().charAt(i) < ' ' && line.strip().charAt(i) != '\t') {
        return "has more than one line: write each key as a text of its own";
      }
    }
    if (key == null) {
      return line.strip().startsWith("ssh-dss ")
          ? "is of the type ssh-dss, which sshd takes no more"
          : "is no public key that sshd knows";
    }
    String fault = key.options().isEmpty() ? null : KeyOptions.fault(key.options());
    return fault != null ? fault : Objects.requireNonNull(KeyType.of(key.type())).fault(key.data());
  }

  /// What an authorized_keys file is to be.
  ///
  /// @param text the new content
  /// @param words what becomes of keys: `ann@laptop added, bob@desk removed`; empty if nothing does
  record Outcome(String text, String words) {}

  /// What a file is to be. Comments and empty lines stay; so do lines that nobody understands,
  /// unless the keys are to be exact.
  ///
  /// @param before its content
  /// @return what it is to be
  Outcome in(String before) {
    List<AuthorizedKey> missing = new ArrayList<>(kind == Kind.ABSENT ? List.of() : keys);
    List<String> lines = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (String line : before.lines().toList()) {
      AuthorizedKey found = AuthorizedKey.find(line);
      AuthorizedKey wanted = found == null ? null : among(keys, found);
      boolean isComment = line.isBlank() || line.strip().startsWith("#");
      boolean stays =
          isComment
              || (wanted == null
                  ? kind != Kind.EXACT
                  : kind != Kind.ABSENT && missing.contains(wanted));
      if (wanted != null && stays && !wanted.isSame(Objects.requireNonNull(found))) {
        lines.add(wanted.line());
        words.add(wanted.name() + " with other options");
      } else if (stays) {
        lines.add(line);
      } else {
        words.add((found == null ? "a line that is no key" : found.name()) + " removed");
      }
      missing.remove(wanted);
    }
    for (AuthorizedKey key : missing) {
      lines.add(key.line());
      words.add(key.name() + " added");
    }
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    return new Outcome(words.isEmpty() ? before : text, String.join(", ", words));
  }

  private static @Nullable AuthorizedKey among(List<AuthorizedKey> keys, AuthorizedKey found) {
    for (AuthorizedKey key : keys) {
      if (key.isSameKey(found)) {
        return key;
      }
    }
    return null;
  }
}
