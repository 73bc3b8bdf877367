package debianadmin.unit;

import debianadmin.file.Content;
import debianadmin.file.PlacedFile;
import debianadmin.unit.file.DropIn;
import debianadmin.unit.file.InstalledUnits;
import debianadmin.unit.file.UnitName;
import debianadmin.unit.file.UnitVerification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A unit file with a wanted content in the administrator's own directory, which systemd knows.
public final class PlacedUnit implements Resource {
  private final UnitName name;
  private final String path;
  private final Content content;

  private PlacedUnit(UnitName name, String path, Content content) {
    this.name = name;
    this.path = path;
    this.content = content;
  }

  /// The file that defines a unit.
  ///
  /// @param name the unit
  /// @param content the file's content
  /// @return the resource
  public static PlacedUnit of(String name, Content content) {
    UnitName unit = UnitName.parse(name);
    return new PlacedUnit(unit, InstalledUnits.OWN + unit, content);
  }

  /// A drop-in, whose directory is there.
  ///
  /// @param dropIn which one
  /// @param content the file's content
  /// @return the resource
  public static PlacedUnit of(DropIn dropIn, Content content) {
    return new PlacedUnit(dropIn.unit(), dropIn.path(), content);
  }

  @Override
  public String subject() {
    return path;
  }

  private boolean isWhole() {
    return path.endsWith("/" + name);
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    InstalledUnits installed = InstalledUnits.of(machine);
    if (isWhole() && installed.isMask(path) && !UnitForesight.ofUnmasking(machine, name)) {
      throw new MachineException(
          "can't place " + path + ": the unit is masked",
          "unmask it first: Unit.unmask(\"" + name + "\")");
    }
    Decision files = new PlacedFile(path, content).decide(machine);
    if (files instanceof Decision.Pending pending) {
      files = new Decision.Pending(verified(machine, pending.steps()));
    }
    return new DaemonReload(machine, name).after(files);
  }

  private List<Decision.Step> verified(Machine machine, List<Decision.Step> steps)
      throws IOException {
    List<Decision.Step> all = new ArrayList<>(steps);
    Decision.Step first = all.getFirst();
    Set<Object> foresees = new HashSet<>(first.foresees());
    if (isWhole() && text().isBlank()) {
      throw new MachineException(
          path + ": an empty file would mask the unit",
          "if that is what you want: Unit.mask(\"" + name + "\")");
    }
    if (isWhole()) {
      foresees.add(new UnitForesight(name, InstalledUnits.of(machine).atBoot(name, text())));
    }
    Decision.Action action =
        () -> {
          new UnitVerification(machine, name, path).verify(content);
          first.action().carryOut();
        };
    all.set(0, new Decision.Step(first.change(), action, foresees));
    return all;
  }

  private String text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    content.writeTo(text);
    return text.toString(StandardCharsets.UTF_8);
  }
}
