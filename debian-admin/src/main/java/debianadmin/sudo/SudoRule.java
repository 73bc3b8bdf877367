package debianadmin.sudo;

import debianadmin.file.Attributes;
import debianadmin.file.Check;
import debianadmin.file.Content;
import debianadmin.file.Foreseen;
import debianadmin.file.PlacedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A file of rules in /etc/sudoers.d (sudoers(5)).
public final class SudoRule implements Resource {
  private static final String VISUDO = "/usr/sbin/visudo";
  private static final Attributes.Wish ATTRIBUTES = new Attributes.Wish(0440, "root", "root");

  private final String path;
  private final String text;

  /// Rules.
  ///
  /// @param name the file's name
  /// @param text its content
  /// @throws MachineException if sudo would leave out a file of that name
  public SudoRule(String name, String text) {
    this.path = path(name);
    this.text = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }

  /// The file of a name.
  ///
  /// @param name the name
  /// @return its path
  /// @throws MachineException if sudo would leave out a file of that name
  public static String path(String name) {
    if (name.indexOf('.') >= 0 || name.endsWith("~")) {
      throw new MachineException(
          "sudo would ignore a file named '" + name + "': it has a '.' or ends in '~' (sudoers(5))",
          "choose a name without: \"" + name.replace('.', '-').replace("~", "") + "\"");
    }
    boolean ok = !name.isEmpty() && name.length() <= 200;
    for (int i = 0; i < name.length() && ok; i++) {
      ok = name.charAt(i) > ' ' && name.charAt(i) != '/' && name.charAt(i) != 127;
    }
    if (!ok) {
      throw new MachineException(
          "not a name for rules of sudo: '" + name + "'",
          "name the file only, it lies in /etc/sudoers.d: \"deploy\"");
    }
    return "/etc/sudoers.d/" + name;
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    PlacedFile file =
        new PlacedFile(
            path,
            Content.of(text.getBytes(StandardCharsets.UTF_8)),
            ATTRIBUTES,
            new Check("visudo", List.of("-cf")));
    if (Files.exists(machine.path(VISUDO))) {
      return file.decide(machine);
    }
    if (Foreseen.in(machine, Foreseen.installed("sudo"))) {
      Change change = Change.of("create", path, "mode 0440, owner root, group root");
      return Decision.pending(change.showing("", text), Set.of(machine.path(path)), () -> {});
    }
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown("no sudo here yet; a package that would be installed may bring it");
    }
    throw new MachineException(
        path + ": sudo isn't installed here", "install it first: Apt.install(\"sudo\")");
  }
}
