package debianadmin.system;

import debianadmin.file.Absence;
import debianadmin.file.Steps;
import java.io.IOException;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.Resource;

/// A certificate that was added to those of Debian, and isn't trusted any more.
public final class UntrustedCertificate implements Resource {
  private final String name;
  private final String file;

  public UntrustedCertificate(String name) {
    this.name = name;
    this.file = Certificate.file(name);
  }

  @Override
  public String subject() {
    return "certificate " + name;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Steps steps = new Steps().add(new Absence(file).decide(machine));
    if (!steps.isEmpty() || Certificate.isLinked(machine, name)) {
      TrustedCertificate.update(machine, Change.of("distrust", "certificate " + name, ""), steps);
    }
    return steps.or("isn't there");
  }
}
