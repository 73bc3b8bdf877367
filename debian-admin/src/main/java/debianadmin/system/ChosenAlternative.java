package debianadmin.system;

import debianadmin.file.Foreseen;
import debianadmin.file.Steps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// Which of several programs a common name means: one that is chosen, or the one of the highest
/// priority.
public final class ChosenAlternative implements Resource {
  private final String name;
  private final @Nullable String chosen;

  private ChosenAlternative(String name, @Nullable String chosen) {
    this.name = name;
    this.chosen = chosen;
    if (name.isBlank()
        || name.indexOf('/') >= 0
        || name.charAt(0) == '-'
        || name.charAt(0) == '.') {
      throw new MachineException(
          "not the name of an alternative: '" + name + "'",
          "name one of update-alternatives --get-selections: \"editor\"");
    }
  }

  public static ChosenAlternative of(String name, String path) {
    if (!path.startsWith("/")) {
      throw new MachineException(
          name + ": not an absolute path: '" + path + "'",
          "write it whole: \"/usr/bin/vim.basic\"");
    }
    return new ChosenAlternative(name, path);
  }

  public static ChosenAlternative automatic(String name) {
    return new ChosenAlternative(name, null);
  }

  @Override
  public String subject() {
    return name;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    AlternativeGroup group;
    try {
      byte[] text = Files.readAllBytes(machine.path("/var/lib/dpkg/alternatives/" + name));
      group = AlternativeGroup.parse(new String(text, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return missing(
          machine, "no alternatives for " + name, "see update-alternatives --get-selections");
    }
    if (chosen != null && !group.has(chosen)) {
      return missing(
          machine, chosen + " is no alternative for " + name, "there are " + group.words());
    }
    AlternativeGroup.Choice best = group.best();
    String wanted = chosen != null ? chosen : best == null ? "" : best.path();
    String is = linked(machine);
    String mode = group.manual() ? "chosen by hand" : "automatic";
    if (is.equals(wanted) && group.manual() == (chosen != null)) {
      return Decision.settled("is " + is + ", " + mode);
    }
    String[] words =
        chosen == null
            ? new String[] {"update-alternatives", "--auto", name}
            : new String[] {"update-alternatives", "--set", name, chosen};
    String how = wanted + (chosen == null ? " automatically" : "") + " was " + is + ", " + mode;
    return new Steps()
        .run(
            machine, Change.of("set", "alternative " + name, how), DebianProgram.of(machine, words))
        .or("");
  }

  private Decision missing(Machine machine, String what, String hint) {
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown(what + " yet; a package that would be installed may bring it");
    }
    throw new MachineException(what, hint + "; is the package installed that brings it?");
  }

  private String linked(Machine machine) throws IOException {
    Path link = machine.path("/etc/alternatives/" + name);
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException | NotLinkException e) {
      return "nothing";
    }
  }
}
