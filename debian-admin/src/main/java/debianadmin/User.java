package debianadmin;

import debianadmin.account.AbsentUser;
import debianadmin.account.PresentUser;
import debianadmin.account.UserOption;
import debianadmin.account.fact.Accounts;
import debianadmin.account.fact.Field;
import java.util.List;
import machine.Machine;
import machine.MachineException;
import machine.Secret;

/// Users of this machine: those of /etc/passwd (passwd(5)).
///
/// What isn't asked for stays as it is found. Nothing is started, and root isn't needed, if a user
/// is as wanted: the files tell; only [#locked], [#unlocked] and [#passwordHash] need root to be
/// told. Changes are made by useradd(8), usermod(8), gpasswd(1), chpasswd(8) and userdel(8), one
/// for each difference.
///
/// Users of other sources of names, such as LDAP (nsswitch.conf(5)), are left to these: making or
/// removing one here is an error. [#exists] knows them, and [Group#members] takes them.
public final class User {
  private User() {}

  /// What a user is to have: made by [#uid], [#group], [#groups], [#shell] and their neighbours.
  public static final class Option {
    private final UserOption wish;

    private Option(UserOption wish) {
      this.wish = wish;
    }
  }

  /// What goes with a user who is removed: made by [#withHome].
  public static final class Removal {
    private static final Removal HOME = new Removal();

    private Removal() {}
  }

  /// Has a user there be.
  ///
  /// A new user gets what adduser(8) gives, unless options say otherwise: a number of those that
  /// login.defs(5) keeps for users, a group of the same name, the home `/home/NAME` of mode `0700`
  /// with the files of /etc/skel, the shell /bin/bash, and no password. One made as [#system] gets
  /// a number of those of the system, neither home (`/nonexistent`) nor shell (/usr/sbin/nologin).
  ///
  /// ```java
  /// User.present("ann", User.groups("sudo", "adm"), User.comment("Ann Example"));
  /// ```
  ///
  /// @param name up to 32 letters, digits, `_`, `-` and `.`
  /// @param options what the user is to have
  /// @throws MachineException if a group or shell isn't there, if a number is taken, if the user
  ///   comes from another source than /etc/passwd, or if root is needed
  /// @throws machine.CommandFailed if a program refuses: usermod(8) changes neither number nor home
  ///   of a user who is logged in or has processes
  public static void present(String name, Option... options) {
    Machine.current().bring(new PresentUser(name, wishes(options)));
  }

  static UserOption[] wishes(Option... options) {
    UserOption[] wishes = new UserOption[options.length];
    for (int i = 0; i < options.length; i++) {
      wishes[i] = options[i].wish;
    }
    return wishes;
  }

  /// Removes a user, the group of the same name unless others have it, and the user's mail if the
  /// home goes too. The home and all else that belonged to the user stay otherwise.
  ///
  /// ```java
  /// User.absent("bob");
  /// ```
  ///
  /// @param name the user
  /// @param options `User.withHome()`
  /// @throws MachineException if the home is to go and belongs to somebody else, if the user comes
  ///   from another source than /etc/passwd, or if root is needed
  /// @throws machine.CommandFailed if userdel(8) refuses, as it does for a user who is logged in or
  ///   has processes
  public static void absent(String name, Removal... options) {
    Machine.current().bring(new AbsentUser(name, options.length > 0));
  }

  /// Whether there is a user, from whatever source of names; in a preview also, whether an earlier
  /// step would make one.
  ///
  /// ```java
  /// if (User.exists("www-data")) {
  ///     Place.directory("/srv/www", Place.owner("www-data"));
  /// }
  /// ```
  ///
  /// @param name the user
  /// @return true if there is
  /// @throws MachineException if it isn't a name
  public static boolean exists(String name) {
    return Accounts.hasUser(Machine.current(), name);
  }

  /// Made as a user of the system: for a service, not for a person. Of a user who is there already,
  /// nothing is changed by it.
  ///
  /// ```java
  /// User.present("app", User.system(), User.home("/srv/app"));
  /// ```
  ///
  /// @return the option
  public static Option system() {
    return new Option(new UserOption.AsSystem());
  }

  /// The user's number. Of a user who is there, the files in the home follow a change; others keep
  /// the old number.
  ///
  /// ```java
  /// User.present("ann", User.uid(2001));
  /// ```
  ///
  /// @param number the number, from 0
  /// @return the option
  /// @throws MachineException if it is none
  public static Option uid(long number) {
    return with(Field.UID, Long.toString(number));
  }

  /// The user's primary group, which must exist. A user made with it gets no group of the own name.
  ///
  /// ```java
  /// User.present("ann", User.group("users"));
  /// ```
  ///
  /// @param name the group's name
  /// @return the option
  /// @throws MachineException if it isn't a name
  public static Option group(String name) {
    return with(Field.GROUP, name);
  }

  /// Groups beside the primary one that the user is in; others stay.
  ///
  /// ```java
  /// User.present("ann", User.groups("sudo", "adm"));
  /// ```
  ///
  /// @param names the groups' names
  /// @return the option
  /// @throws MachineException if one isn't a name
  public static Option groups(String... names) {
    return new Option(new UserOption.InGroups(List.of(names), false));
  }

  /// The groups beside the primary one that the user is in, and no others.
  ///
  /// ```java
  /// User.present("ann", User.exactGroups("sudo"));
  /// ```
  ///
  /// @param names the groups' names; none for the primary group alone
  /// @return the option
  /// @throws MachineException if one isn't a name
  public static Option exactGroups(String... names) {
    return new Option(new UserOption.InGroups(List.of(names), true));
  }

  /// The user's login shell. It must be there and be listed in /etc/shells (shells(5)), unless it
  /// is nologin(8) or false(1); both are looked at when it is to be set.
  ///
  /// ```java
  /// User.present("ann", User.shell("/bin/zsh"));
  /// ```
  ///
  /// @param path its path: `"/bin/bash"`
  /// @return the option
  /// @throws MachineException if it isn't a path
  public static Option shell(String path) {
    return with(Field.SHELL, path);
  }

  /// The user's home. If it isn't there it is made, of mode `0700` and with the files of /etc/skel;
  /// or the home that the user has had is moved there, if it belongs to the user.
  ///
  /// ```java
  /// User.present("ann", User.home("/srv/ann"));
  /// ```
  ///
  /// @param path its path: `"/srv/ann"`
  /// @return the option
  /// @throws MachineException if it isn't a path
  public static Option home(String path) {
    return with(Field.HOME, path);
  }

  /// No home: `/nonexistent` (Debian Policy 9.2.3). A directory that was the home stays.
  ///
  /// ```java
  /// User.present("app", User.system(), User.withoutHome());
  /// ```
  ///
  /// @return the option
  public static Option withoutHome() {
    return with(Field.HOME, PresentUser.NO_HOME);
  }

  /// Who the user is: the field GECOS of passwd(5). Empty parts at its end, as in `Ann,,,`, don't
  /// count.
  ///
  /// ```java
  /// User.present("ann", User.comment("Ann Example"));
  /// ```
  ///
  /// @param text the name of a person, or what a service does
  /// @return the option
  /// @throws MachineException if it has a colon or a line end
  public static Option comment(String text) {
    return with(Field.COMMENT, text);
  }

  /// A locked password: no password fits, `passwd --status` says L. Keys of SSH still open the
  /// door; to keep these out as well, take `User.shell("/usr/sbin/nologin")`. A user without a
  /// password counts as locked.
  ///
  /// ```java
  /// User.present("bob", User.locked(), User.shell("/usr/sbin/nologin"));
  /// ```
  ///
  /// @return the option
  public static Option locked() {
    return new Option(new UserOption.Locked(true));
  }

  /// A password that isn't locked. There must be one.
  ///
  /// ```java
  /// User.present("bob", User.passwordHash(Secret.of(hash)), User.unlocked());
  /// ```
  ///
  /// @return the option
  public static Option unlocked() {
    return new Option(new UserOption.Locked(false));
  }

  /// The hash of the user's password. It is handed to chpasswd(8) where nobody else sees it, and
  /// never shown. A password that is locked stays so, unless [#unlocked] is given, too.
  ///
  /// ```java
  /// User.present("ann", User.passwordHash(Secret.of(hash)));
  /// ```
  ///
  /// @param hash in one of the strong forms of crypt(5), as `mkpasswd` prints it
  /// @return the option
  /// @throws MachineException if it is none; it isn't shown
  public static Option passwordHash(Secret hash) {
    return new Option(new UserOption.Hashed(hash));
  }

  /// The home goes with the user (`userdel --remove`).
  ///
  /// ```java
  /// User.absent("bob", User.withHome());
  /// ```
  ///
  /// @return the option
  public static Removal withHome() {
    return Removal.HOME;
  }

  private static Option with(Field field, String value) {
    return new Option(new UserOption.With(field, value));
  }
}
