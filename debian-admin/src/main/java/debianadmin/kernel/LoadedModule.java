package debianadmin.kernel;

import debianadmin.file.Content;
import debianadmin.file.Foreseen;
import debianadmin.file.PlacedFile;
import debianadmin.file.Steps;
import debianadmin.mount.Confinement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import machine.Change;
import machine.Command;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A module that the kernel has now, and at each boot.
public final class LoadedModule implements Resource {
  /// A preview foresees that some module would be loaded.
  static final String FORESEEN = "modules";

  private final ModuleName name;
  private final List<String> parameters;

  public LoadedModule(String name, List<String> parameters) {
    this.name = new ModuleName(name);
    this.parameters = parameters;
    for (String parameter : parameters) {
      boolean ok = !parameter.isEmpty() && Character.isLetter(parameter.charAt(0));
      for (int i = 0; i < parameter.length() && ok; i++) {
        ok = parameter.charAt(i) > ' ' && parameter.charAt(i) != '#';
      }
      if (!ok) {
        throw new MachineException(
            name + ": not a parameter of a module: '" + parameter + "'",
            "name each by itself, as modinfo shows it: \"max_loop=64\"");
      }
    }
  }

  @Override
  public String subject() {
    return name.text();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Steps steps = new Steps();
    if (!parameters.isEmpty()) {
      String line = "options " + name + " " + String.join(" ", parameters);
      steps.add(file(machine, "/etc/modprobe.d/" + name + ".conf", line));
    }
    steps.add(file(machine, "/etc/modules-load.d/" + name + ".conf", name.text()));
    boolean loaded = KernelModules.read(machine).has(name);
    if (loaded || ModuleLists.read(machine).isBuiltIn(name)) {
      String how = loaded ? "is loaded" : "is a part of the kernel";
      return steps.or(
          parameters.isEmpty() ? how : how + "; its parameters count when it is loaded next");
    }
    String why = Confinement.ofModules(machine);
    if (why != null) {
      return steps.or("is to be loaded at boot; it isn't now: " + why);
    }
    if (ModuleLists.read(machine).isMissing(name)) {
      return missing(machine);
    }
    if (!Files.exists(machine.path("/usr/sbin/modprobe"))) {
      return withoutKmod(machine, "no /usr/sbin/modprobe here");
    }
    steps.run(
        machine,
        Change.of("load", name.text(), String.join(" ", parameters)),
        Command.of("modprobe", "--", name.text()),
        FORESEEN);
    return steps.or("");
  }

  /// What is to be done for a file of modprobe.d(5) or modules-load.d(5) to have these lines.
  static Decision file(Machine machine, String path, String lines) throws IOException {
    String directory = path.substring(0, path.lastIndexOf('/'));
    if (!Files.isDirectory(machine.path(directory))) {
      return withoutKmod(machine, directory + ": no such directory");
    }
    Content content = Content.of((lines + "\n").getBytes(StandardCharsets.UTF_8));
    return new PlacedFile(path, content).decide(machine);
  }

  private static Decision withoutKmod(Machine machine, String what) {
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown("not here yet; a package that would be installed may bring it");
    }
    throw new MachineException(what, "install what loads modules first: Apt.install(\"kmod\")");
  }

  private Decision missing(Machine machine) {
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown("not here yet; a package that would be installed may bring it");
    }
    throw new MachineException(
        "no kernel module named " + name + " for the running kernel",
        "see how it is spelt: find /lib/modules -name '*.ko*'; after an upgrade of the kernel,"
            + " reboot first; on Ubuntu, linux-modules-extra may bring it");
  }
}
