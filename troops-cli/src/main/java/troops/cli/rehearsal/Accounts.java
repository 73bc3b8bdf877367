package troops.cli.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import machine.Change;

/// The users and groups of a machine or of a copy (passwd(5), group(5)). Passwords aren't looked
/// at.
///
/// @param users the fields of each user, by name
/// @param groups the fields of each group, by name
record Accounts(Map<String, List<String>> users, Map<String, List<String>> groups) {
  /// The files that say of them what is said here, or what nobody should be told.
  static final Set<String> FILES =
      Set.of(
          "/etc/group", "/etc/gshadow", "/etc/passwd", "/etc/shadow", "/etc/subgid", "/etc/subuid");

  static Accounts of(Path root) throws IOException {
    return new Accounts(read(root.resolve("etc/passwd")), read(root.resolve("etc/group")));
  }

  private static Map<String, List<String>> read(Path file) throws IOException {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Map.of();
    }
  }

  /// Reads lines of fields between colons, the name first.
  static Map<String, List<String>> parse(String text) {
    Map<String, List<String>> entries = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      List<String> fields = List.of(line.split(":", -1));
      if (fields.size() > 3) {
        entries.put(fields.getFirst(), fields);
      }
    }
    return entries;
  }

  /// What would happen to users.
  List<Change> userChanges(Accounts after) {
    return changes("user", users, after.users, Accounts::user);
  }

  /// What would happen to groups.
  List<Change> groupChanges(Accounts after) {
    return changes("group", groups, after.groups, Accounts::group);
  }

  private interface Described {
    String of(List<String> fields);
  }

  private static List<Change> changes(
      String what,
      Map<String, List<String>> before,
      Map<String, List<String>> after,
      Described described) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      List<String> was = before.get(name);
      List<String> is = after.get(name);
      if (was == null && is != null) {
        changes.add(Change.of("create", what + " " + name, described.of(is)));
      } else if (is == null && was != null) {
        changes.add(Change.of("remove", what + " " + name, described.of(was)));
      } else if (was != null && is != null && !described.of(was).equals(described.of(is))) {
        changes.add(
            Change.of("change", what + " " + name, described.of(was) + " to " + described.of(is)));
      }
    }
    return changes;
  }

  private static String user(List<String> fields) {
    String shell = fields.size() > 6 ? ", shell " + fields.get(6) : "";
    String home = fields.size() > 5 ? ", home " + fields.get(5) : "";
    return "id " + fields.get(2) + ", group " + fields.get(3) + home + shell;
  }

  private static String group(List<String> fields) {
    String members = fields.get(3).isEmpty() ? "" : ", members " + fields.get(3);
    return "id " + fields.get(2) + members;
  }

  /// The name of a user, for people.
  String user(int uid) {
    return name(users, uid);
  }

  /// The name of a group, for people.
  String group(int gid) {
    return name(groups, gid);
  }

  private static String name(Map<String, List<String>> entries, int number) {
    String text = Integer.toString(number);
    for (Map.Entry<String, List<String>> entry : entries.entrySet()) {
      if (entry.getValue().get(2).equals(text)) {
        return entry.getKey();
      }
    }
    return text;
  }
}
