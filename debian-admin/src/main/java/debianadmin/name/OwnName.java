package debianadmin.name;

import debianadmin.file.Steps;
import debianadmin.mount.Confinement;
import debianadmin.text.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Command;
import machine.CommandFailed;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// The name that the machine has itself: now, at boot, and in /etc/hosts.
public final class OwnName implements Resource {
  private static final String FILE = "/etc/hostname";

  /// The address that Debian has for the machine's own name, unless it has a permanent one.
  private static final String ADDRESS = "127.0.1.1";

  /// HOST_NAME_MAX of limits.h.
  private static final int LONGEST = 64;

  private final HostName name;

  public OwnName(String name) {
    this.name = new HostName(name);
    if (name.length() > LONGEST) {
      throw new MachineException(
          "too long for a machine's own name: '" + name + "'",
          "the kernel takes " + LONGEST + " characters");
    }
  }

  @Override
  public String subject() {
    return name.text();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Steps steps = new Steps();
    TextFile file = TextFile.read(machine, FILE);
    if (!name.label().equals(written(file))) {
      TextFile wanted = TextFile.of((name.label() + "\n").getBytes(StandardCharsets.UTF_8));
      steps.add(wanted.decide(machine, FILE));
    }
    String running = running(machine);
    if (running != null && !running.equals(name.label())) {
      Change change =
          Change.of("set", "the name of the running machine", name.label() + " was " + running);
      Steps.needRoot(machine, change);
      steps.add(change, Set.of(), () -> rename(machine));
    }
    HostsFile hosts = HostsFile.read(machine);
    enter(hosts);
    hosts.decide(machine, steps);
    return steps.or("is the name of this machine");
  }

  // hostname(5): the first line that isn't a comment.
  private static String written(TextFile file) {
    for (int i = 0; i < file.size(); i++) {
      String line = file.text(i).strip();
      if (!line.isEmpty() && line.charAt(0) != '#') {
        return line;
      }
    }
    return "";
  }

  private static @Nullable String running(Machine machine) throws IOException {
    // In a rehearsal the name is the machine's own.
    if (!Confinement.isWhole(machine) || machine.mode() == Mode.REHEARSAL) {
      return null;
    }
    try {
      byte[] found = Files.readAllBytes(machine.path("/proc/sys/kernel/hostname"));
      return new String(found, StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private void rename(Machine machine) {
    try {
      Command.of("hostname", name.label()).run(machine);
    } catch (CommandFailed e) {
      throw new CommandFailed(
          e.exit(), "as root? in a container, whoever starts it may have to give it its name");
    }
  }

  // The canonical name with the domain comes first, then the short one. A line that has both in
  // another way, or a permanent address, is left as it is.
  private void enter(HostsFile hosts) {
    List<String> names = hosts.names(ADDRESS);
    boolean whole = name.text().equals(name.label());
    boolean there = names.contains(name.label()) && (whole || names.contains(name.text()));
    boolean elsewhere =
        hosts.isNamedElsewhere(name.label(), ADDRESS)
            && (whole || hosts.isNamedElsewhere(name.text(), ADDRESS));
    if (there || (elsewhere && names.isEmpty())) {
      return;
    }
    if (elsewhere) {
      hosts.dropAddress(HostAddress.parse(ADDRESS));
    } else {
      hosts.rename(ADDRESS, whole ? List.of(name.text()) : List.of(name.text(), name.label()));
    }
  }
}
