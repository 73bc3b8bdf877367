package debianadmin.account.fact;

import machine.MachineException;

/// A field of /etc/passwd that can be wished for, in the order in which they are changed
/// (passwd(5)).
public enum Field {
  /// The user's number.
  UID("uid", "--uid"),
  /// The name of the primary group.
  GROUP("group", "--gid"),
  /// The field GECOS: who it is.
  COMMENT("comment", "--comment"),
  /// The home directory.
  HOME("home", "--home"),
  /// The login shell.
  SHELL("shell", "--shell");

  private static final long LARGEST = 4_294_967_294L;

  private final String word;
  private final String flag;

  Field(String word, String flag) {
    this.word = word;
    this.flag = flag;
  }

  /// The option of usermod(8) that sets it. useradd(8) knows it too.
  public String flag() {
    return flag;
  }

  /// Refuses what it can't hold.
  ///
  /// @param value the value
  /// @return the value
  /// @throws MachineException if it isn't one
  public String check(String value) {
    switch (this) {
      case UID -> number(value);
      case GROUP -> AccountName.check(value, "group");
      case COMMENT -> {}
      case HOME, SHELL -> {
        if (!value.startsWith("/")) {
          throw new MachineException(
              "not the path of a " + word + ": '" + value + "'", "write the whole path, from /");
        }
      }
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) == ':' || value.charAt(i) < ' ') {
        throw new MachineException(
            "not a " + word + ": '" + value.replace('\n', ' ') + "'",
            "/etc/passwd can't hold colons and line ends: leave them out");
      }
    }
    return value;
  }

  /// Refuses what is no number of a user or group.
  public static String number(String value) {
    try {
      long number = Long.parseLong(value);
      if (number >= 0 && number <= LARGEST) {
        return value;
      }
    } catch (NumberFormatException e) {
      // It is told below.
    }
    throw new MachineException(
        "not the number of a user or group: " + value, "write a number from 0 to " + LARGEST);
  }

  /// What a user has there.
  public String of(Accounts.UserEntry user, Accounts all) {
    return switch (this) {
      case UID -> user.uid();
      case GROUP -> all.groupName(user.gid());
      case COMMENT -> withoutEmptyParts(user.comment());
      case HOME -> user.home();
      case SHELL -> user.shell();
    };
  }

  // adduser(8) and chfn(1) write "Ann,,,": room, telephones.
  private static String withoutEmptyParts(String comment) {
    int end = comment.length();
    while (end > 0 && comment.charAt(end - 1) == ',') {
      end--;
    }
    return comment.substring(0, end);
  }

  /// Its name in messages.
  @Override
  public String toString() {
    return word;
  }
}
