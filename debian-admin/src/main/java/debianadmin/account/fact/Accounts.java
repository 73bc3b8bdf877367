package debianadmin.account.fact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// The users and groups that a machine's own files name: passwd(5), group(5), and gshadow(5) where
/// it can be read. Lines that are none, as those of the old `+` of NIS, are left out.
public final class Accounts {
  /// A line of /etc/passwd.
  ///
  /// @param password `x` if it is in /etc/shadow
  /// @param comment the field GECOS
  public record UserEntry(
      String name,
      String password,
      String uid,
      String gid,
      String comment,
      String home,
      String shell) {}

  /// A line of /etc/group.
  ///
  /// @param members those who have it beside their primary group
  public record GroupEntry(String name, String gid, Set<String> members) {}

  private final Map<String, UserEntry> users = new LinkedHashMap<>();
  private final Map<String, GroupEntry> groups = new LinkedHashMap<>();
  private final Map<String, Set<String>> shadowed = new HashMap<>();

  /// Reads the files' contents.
  ///
  /// @param passwd that of /etc/passwd
  /// @param group that of /etc/group
  /// @param gshadow that of /etc/gshadow; empty if there is none, or none that can be read
  Accounts(String passwd, String group, String gshadow) {
    for (String[] f : records(passwd, 7)) {
      users.putIfAbsent(f[0], new UserEntry(f[0], f[1], f[2], f[3], f[4], f[5], f[6]));
    }
    for (String[] f : records(group, 4)) {
      groups.putIfAbsent(f[0], new GroupEntry(f[0], f[2], names(f[3])));
    }
    for (String[] f : records(gshadow, 4)) {
      shadowed.putIfAbsent(f[0], names(f[3]));
    }
  }

  /// Those of a machine, read once until something changes.
  ///
  /// @throws IOException if the files can't be read
  static Accounts of(Machine machine) throws IOException {
    try {
      return machine.fact(Accounts.class, () -> read(machine));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Accounts read(Machine machine) {
    try {
      return new Accounts(
          text(machine.path("/etc/passwd")), text(machine.path("/etc/group")), gshadow(machine));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String gshadow(Machine machine) throws IOException {
    try {
      return text(machine.path("/etc/gshadow"));
    } catch (AccessDeniedException | NoSuchFileException e) {
      return "";
    }
  }

  static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /// The lines that have so many fields and name somebody.
  static List<String[]> records(String text, int fields) {
    List<String[]> all = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] record = line.split(":", -1);
      if (record.length == fields && !record[0].isEmpty() && "+-#".indexOf(line.charAt(0)) < 0) {
        all.add(record);
      }
    }
    return all;
  }

  private static Set<String> names(String list) {
    return list.isEmpty() ? Set.of() : Set.copyOf(List.of(list.split(",", -1)));
  }

  @Nullable UserEntry user(String name) {
    return users.get(name);
  }

  @Nullable GroupEntry group(String name) {
    return groups.get(name);
  }

  public Iterable<UserEntry> users() {
    return users.values();
  }

  public Iterable<GroupEntry> groups() {
    return groups.values();
  }

  @Nullable UserEntry userOf(String uid) {
    for (UserEntry user : users.values()) {
      if (user.uid().equals(uid)) {
        return user;
      }
    }
    return null;
  }

  public @Nullable GroupEntry groupOf(String gid) {
    for (GroupEntry group : groups.values()) {
      if (group.gid().equals(gid)) {
        return group;
      }
    }
    return null;
  }

  /// The name of a group, or its number if it has none.
  public String groupName(String gid) {
    GroupEntry group = groupOf(gid);
    return group == null ? gid : group.name();
  }

  /// Whether a user is a member, beside the primary group, in all of the files that say so: the
  /// kernel hears of those of /etc/group, newgrp(1) believes /etc/gshadow.
  public boolean isMember(GroupEntry group, String user) {
    Set<String> others = shadowed.get(group.name());
    return group.members().contains(user) && (others == null || others.contains(user));
  }

  /// Whether one of the files has a user as a member.
  public boolean isNamed(GroupEntry group, String user) {
    return group.members().contains(user)
        || shadowed.getOrDefault(group.name(), Set.of()).contains(user);
  }

  /// All whom one of the files has as a member of a group.
  public Set<String> named(GroupEntry group) {
    Set<String> all = new TreeSet<>(group.members());
    all.addAll(shadowed.getOrDefault(group.name(), Set.of()));
    return all;
  }

  /// Whether there is a user of a name, from whatever source, or would be after the steps of a
  /// preview so far.
  ///
  /// @param machine the machine
  /// @param name the name
  /// @return true if there is
  /// @throws MachineException if the name isn't one, or if the files can't be read
  public static boolean hasUser(Machine machine, String name) {
    AccountName.check(name, "user");
    return present(machine).hasUser(name);
  }

  /// Whether there is a group of a name, from whatever source, or would be after the steps of a
  /// preview so far.
  ///
  /// @param machine the machine
  /// @param name the name
  /// @return true if there is
  /// @throws MachineException if the name isn't one, or if the files can't be read
  public static boolean hasGroup(Machine machine, String name) {
    AccountName.check(name, "group");
    return present(machine).hasGroup(name);
  }

  private static Present present(Machine machine) {
    try {
      return Present.on(machine);
    } catch (IOException e) {
      throw new MachineException("users and groups can't be read: " + e.getMessage(), "", e);
    }
  }
}
