package debianadmin.kernel;

import debianadmin.file.Steps;
import java.io.IOException;
import machine.Decision;
import machine.Machine;
import machine.Resource;

/// A module that nothing loads.
public final class BlacklistedModule implements Resource {
  private final ModuleName name;

  public BlacklistedModule(String name) {
    this.name = new ModuleName(name);
  }

  @Override
  public String subject() {
    return name.text();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    // The first line keeps the module from being loaded for a device, the second one from being
    // loaded by name or for another module (modprobe.d(5)).
    String lines = "blacklist " + name + "\ninstall " + name + " /bin/false";
    String path = "/etc/modprobe.d/blacklist-" + name + ".conf";
    Steps steps = new Steps().add(LoadedModule.file(machine, path, lines));
    if (KernelModules.read(machine).has(name)) {
      return steps.or("is blacklisted; it was loaded before, and is until the next boot");
    }
    return steps.or(
        ModuleLists.read(machine).isBuiltIn(name)
            ? "is blacklisted; but it is a part of the kernel, and stays"
            : "is blacklisted, and not loaded");
  }
}
