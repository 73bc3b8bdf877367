package debianadmin.account.fact;

import debianadmin.file.Foreseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import machine.Machine;
import machine.MachineException;

/// A program that people get when they log in (shells(5)).
public final class LoginShell {
  private static final Set<String> NONE =
      Set.of("/usr/sbin/nologin", "/sbin/nologin", "/usr/bin/false", "/bin/false");

  private LoginShell() {}

  /// Refuses a shell that isn't there, or isn't listed in /etc/shells. What an earlier step of a
  /// preview may bring counts as there. nologin(8) and false(1) let nobody in, and needn't be
  /// listed.
  ///
  /// @throws MachineException if it isn't a shell here
  public static void check(Machine machine, String user, String shell) throws IOException {
    if (NONE.contains(shell) || Foreseen.in(machine, Foreseen.PACKAGES)) {
      return;
    }
    Path program = machine.path(shell);
    if (!Files.isExecutable(program) && !Foreseen.in(machine, program)) {
      throw new MachineException(
          user + ": no shell " + shell, "install it first: Apt.install(...); is it spelt right?");
    }
    if (!isListed(machine, shell)) {
      throw new MachineException(
          user + ": " + shell + " isn't listed in /etc/shells",
          "who has such a shell is refused by some services; list it first: add-shell " + shell);
    }
  }

  private static boolean isListed(Machine machine, String shell) throws IOException {
    Path list = machine.path("/etc/shells");
    if (Foreseen.in(machine, new Foreseen.Touched(list))) {
      return true;
    }
    try {
      for (String line : Accounts.text(list).split("\n", -1)) {
        if (line.strip().equals(shell)) {
          return true;
        }
      }
    } catch (NoSuchFileException e) {
      return false;
    }
    return false;
  }
}
