package debianadmin.account;

import debianadmin.account.fact.Expected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Command;
import machine.CommandFailed;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Secret;

/// The programs of the package passwd, as they are started on a machine: useradd(8), usermod(8),
/// gpasswd(1) and their like.
///
/// Debian has packages add users by adduser(8), because it knows Debian's policy and asks people.
/// Here nobody is asked and all is said, and adduser may be missing, is configured by files of its
/// own, and has changed its options between releases; passwd is on every Debian. What adduser would
/// have decided (Debian Policy 9.2) is decided in [UserWish] and [NewUser].
final class AccountTool {
  /// usermod(8), userdel(8): the user is logged in, or has processes.
  private static final int BUSY = 8;

  private final Machine machine;

  AccountTool(Machine machine) {
    this.machine = machine;
  }

  /// What starts a program.
  Decision.Action running(String... words) {
    return () -> run(command(words));
  }

  private Command command(String... words) {
    List<String> all = new ArrayList<>();
    Path root = machine.path("/");
    if (root.getNameCount() > 0) {
      all.addAll(List.of("chroot", root.toString()));
    }
    all.addAll(List.of(words));
    return Command.of(all).in(Path.of("/")).with("LC_ALL", "C.UTF-8");
  }

  private void run(Command command) {
    try {
      command.run(machine);
    } catch (CommandFailed e) {
      String user = command.words().getLast();
      throw e.exit().code() == BUSY ? new CommandFailed(e.exit(), busy(user)) : e;
    } finally {
      machine.wrote(machine.path("/etc"));
    }
  }

  private static String busy(String user) {
    return "nothing was changed by it; end what "
        + user
        + " runs first: stop its units, then loginctl terminate-user "
        + user;
  }

  /// Sets a user's password by chpasswd(8): it reads the hash from its standard input, where nobody
  /// else sees it.
  ///
  /// @param user the user
  /// @param lock `!` if the password is to be locked, or an empty string
  /// @param hash the hash
  void password(String user, String lock, Secret hash) {
    Secret line = Secret.of(user + ":" + lock + hash.reveal() + "\n");
    run(command("chpasswd", "--encrypted").input(line));
  }

  /// The step that adds a user to a group, beside the primary one. gpasswd(1) also takes users of
  /// other sources than /etc/passwd, and mends /etc/group and /etc/gshadow where they differ.
  Decision.Step addition(String user, String group, Change change) {
    return new Decision.Step(
        change,
        running("gpasswd", "--add", user, group),
        Set.of(new Expected(user, Expected.GROUP, group)));
  }

  /// The step that removes a user from a group.
  Decision.Step removal(String user, String group, Change change) {
    return new Decision.Step(
        change,
        running("gpasswd", "--delete", user, group),
        Set.of(new Expected(user, Expected.NO_GROUP, group)));
  }

  /// The decision that steps make.
  ///
  /// @param steps the steps
  /// @param otherwise why nothing is to be done, if there are none
  /// @throws MachineException if they need root, and this isn't
  Decision decision(List<Decision.Step> steps, String otherwise) {
    if (steps.isEmpty()) {
      return Decision.settled(otherwise);
    }
    needRoot(steps.getFirst().change());
    return new Decision.Pending(steps);
  }

  private void needRoot(Change change) {
    if (machine.mode() != Mode.PREVIEW && !Machine.isRoot()) {
      throw MachineException.needsRoot(change);
    }
  }
}
