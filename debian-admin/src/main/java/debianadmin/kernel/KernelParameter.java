package debianadmin.kernel;

import debianadmin.file.Content;
import debianadmin.file.Foreseen;
import debianadmin.file.PlacedFile;
import debianadmin.file.Steps;
import debianadmin.mount.Confinement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A parameter of the kernel with a wanted value: now, and at each boot.
public final class KernelParameter implements Resource {
  private final SysctlKey key;
  private final String value;

  public KernelParameter(String key, String value) {
    this.key = SysctlKey.parse(key);
    this.value = SysctlFiles.normalized(value);
    if (this.value.isEmpty() || value.strip().indexOf('\n') >= 0) {
      throw new MachineException(
          key + ": not a value: '" + value + "'", "write it in a line, as sysctl shows it");
    }
  }

  @Override
  public String subject() {
    return key.toString();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    SysctlFiles.refuseOverride(machine, key, value);
    String why = Confinement.ofParameter(machine, key.file());
    String running = running(machine);
    if (running == null && why == null) {
      return missing(machine);
    }
    byte[] line = (key + " = " + value + "\n").getBytes(StandardCharsets.UTF_8);
    Steps steps = new Steps();
    if (!value.equals(running) && why == null) {
      // Before its file: a value that the kernel refuses is not to be found there at boot.
      steps.add(
          Change.of("set", key.toString(), value + " was " + running),
          Set.of(),
          () -> set(machine));
    }
    steps.add(new PlacedFile(key.setting(), Content.of(line)).decide(machine));
    return steps.or(
        value.equals(running)
            ? "is " + value + ", at boot too"
            : "is set for the next boot; now it is "
                + (running == null ? "not there" : running)
                + ", and stays so: "
                + why);
  }

  private @Nullable String running(Machine machine) throws IOException {
    try {
      byte[] found = Files.readAllBytes(machine.path(key.file()));
      return SysctlFiles.normalized(new String(found, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return null;
    } catch (AccessDeniedException e) {
      if (!Machine.isRoot()) {
        throw e;
      }
      throw new MachineException(
          key + ": the kernel lets nobody read it", "it can't be kept at a value", e);
    }
  }

  private Decision missing(Machine machine) {
    if (Foreseen.in(machine, LoadedModule.FORESEEN) || Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown("not here yet; a module that would be loaded may bring it");
    }
    String module =
        key.path().startsWith("net/bridge/")
            ? "br_netfilter"
            : key.path().startsWith("net/netfilter/") ? "nf_conntrack" : "";
    throw new MachineException(
        "no kernel parameter " + key + ": " + key.file() + ": no such file",
        module.isEmpty()
            ? "see how it is spelt: sysctl -a; if a module brings it, load that first:"
                + " KernelModule.load(...)"
            : "a module brings it; load that first: KernelModule.load(\"" + module + "\")");
  }

  private void set(Machine machine) throws IOException {
    Path file = machine.path(key.file());
    try {
      // Without O_CREAT: nothing can be made in /proc/sys.
      Files.write(
          file,
          (value + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (AccessDeniedException e) {
      if (!Machine.isRoot()) {
        throw e;
      }
      throw new MachineException(
          key + ": the kernel doesn't let it be changed", "it is set at boot or never", e);
    } catch (IOException e) {
      throw new MachineException(
          key + ": the kernel refuses '" + value + "': " + e.getMessage(),
          "see what it may be: https://docs.kernel.org/admin-guide/sysctl/",
          e);
    }
    String now = running(machine);
    if (!value.equals(now)) {
      throw new MachineException(
          key + ": set to '" + value + "', but the kernel made '" + now + "' of it",
          "write the value as the kernel shows it");
    }
  }
}
