package debianadmin.unit;

import debianadmin.file.Absence;
import debianadmin.unit.file.DropIn;
import java.io.IOException;
import machine.Decision;
import machine.Machine;
import machine.Resource;

/// A drop-in that isn't wanted. Its directory stays: that it was changed shows that something has
/// gone.
public final class AbsentDropIn implements Resource {
  private final DropIn dropIn;

  public AbsentDropIn(DropIn dropIn) {
    this.dropIn = dropIn;
  }

  @Override
  public String subject() {
    return dropIn.path();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Decision file = new Absence(dropIn.path()).decide(machine);
    return new DaemonReload(machine, dropIn.unit()).after(file);
  }
}
