package debianadmin.account.fact;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import machine.Machine;

/// Names from wherever this machine has them (nsswitch.conf(5)): LDAP, systemd-homed, and its
/// files. Of a machine whose files lie elsewhere, there are none: its name services aren't running.
final class OtherNames {
  private OtherNames() {}

  static boolean hasUser(Machine machine, String name) {
    return isHere(machine) && has(names -> names.lookupPrincipalByName(name));
  }

  static boolean hasGroup(Machine machine, String name) {
    return isHere(machine) && has(names -> names.lookupPrincipalByGroupName(name));
  }

  private static boolean isHere(Machine machine) {
    Path root = machine.path("/");
    return root.getNameCount() == 0;
  }

  private interface Question {
    Object ask(UserPrincipalLookupService names) throws IOException;
  }

  private static boolean has(Question question) {
    try {
      question.ask(FileSystems.getDefault().getUserPrincipalLookupService());
      return true;
    } catch (UserPrincipalNotFoundException e) {
      return false;
    } catch (IOException e) {
      // The name service doesn't answer. What is about to be done asks it again, and says so.
      return false;
    }
  }
}
