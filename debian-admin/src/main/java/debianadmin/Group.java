package debianadmin;

import debianadmin.account.AbsentGroup;
import debianadmin.account.GroupWish;
import debianadmin.account.PresentGroup;
import debianadmin.account.fact.Accounts;
import java.util.List;
import machine.Machine;
import machine.MachineException;

/// Groups of this machine: those of /etc/group (group(5)).
///
/// What isn't asked for stays as it is found. Nothing is started, and root isn't needed, if a group
/// is as wanted. Changes are made by groupadd(8), groupmod(8), gpasswd(1) and groupdel(8), one for
/// each difference.
///
/// Groups of other sources of names (nsswitch.conf(5)) are left to these: making or removing one
/// here is an error. [#exists] knows them.
public final class Group {
  private Group() {}

  /// What a group is to have: made by [#system], [#gid], [#members] and [#exactMembers].
  public static final class Option {
    private final GroupWish wish;

    private Option(GroupWish wish) {
      this.wish = wish;
    }
  }

  /// Has a group there be.
  ///
  /// ```java
  /// Group.present("deploy", Group.members("ann", "bob"));
  /// ```
  ///
  /// @param name up to 32 letters, digits, `_`, `-` and `.`
  /// @param options what the group is to have
  /// @throws MachineException if a member isn't there, if a number is taken, if the group comes
  ///   from another source than /etc/group, or if root is needed
  /// @throws machine.CommandFailed if a program refuses
  public static void present(String name, Option... options) {
    Machine.current().bring(new PresentGroup(name, wishes(options)));
  }

  static GroupWish[] wishes(Option... options) {
    GroupWish[] wishes = new GroupWish[options.length];
    for (int i = 0; i < options.length; i++) {
      wishes[i] = options[i].wish;
    }
    return wishes;
  }

  /// Removes a group. Files that belong to it keep its number.
  ///
  /// ```java
  /// Group.absent("deploy");
  /// ```
  ///
  /// @param name the group
  /// @throws MachineException if it is a user's primary group, if it comes from another source than
  ///   /etc/group, or if root is needed
  /// @throws machine.CommandFailed if groupdel(8) refuses
  public static void absent(String name) {
    Machine.current().bring(new AbsentGroup(name));
  }

  /// Whether there is a group, from whatever source of names; in a preview also, whether an earlier
  /// step would make one.
  ///
  /// ```java
  /// if (Group.exists("docker")) {
  ///     User.present("ann", User.groups("docker"));
  /// }
  /// ```
  ///
  /// @param name the group
  /// @return true if there is
  /// @throws MachineException if it isn't a name
  public static boolean exists(String name) {
    return Accounts.hasGroup(Machine.current(), name);
  }

  /// Made with a number of those of the system. Of a group that is there already, nothing is
  /// changed by it.
  ///
  /// ```java
  /// Group.present("app", Group.system());
  /// ```
  ///
  /// @return the option
  public static Option system() {
    return new Option(new GroupWish.AsSystem());
  }

  /// The group's number. Users whose primary group it is follow a change; files keep the old
  /// number.
  ///
  /// ```java
  /// Group.present("deploy", Group.gid(3001));
  /// ```
  ///
  /// @param number the number, from 0
  /// @return the option
  /// @throws MachineException if it is none
  public static Option gid(long number) {
    return new Option(new GroupWish.Gid(Long.toString(number)));
  }

  /// Users who are in the group, for whom it isn't the primary one; others stay.
  ///
  /// ```java
  /// Group.present("adm", Group.members("ann"));
  /// ```
  ///
  /// @param names the users' names
  /// @return the option
  /// @throws MachineException if one isn't a name
  public static Option members(String... names) {
    return new Option(new GroupWish.Members(List.of(names), false));
  }

  /// The users who are in the group, for whom it isn't the primary one, and no others.
  ///
  /// ```java
  /// Group.present("sudo", Group.exactMembers("ann", "bob"));
  /// ```
  ///
  /// @param names the users' names; none for an empty group
  /// @return the option
  /// @throws MachineException if one isn't a name
  public static Option exactMembers(String... names) {
    return new Option(new GroupWish.Members(List.of(names), true));
  }
}
