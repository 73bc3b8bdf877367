package debianadmin.system;

import debianadmin.file.Absence;
import debianadmin.file.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
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
    // Which update-ca-certificates(8) makes, and takes away when the file is gone.
    Path link = machine.path("/etc/ssl/certs/" + name + ".pem");
    if (!steps.isEmpty() || Files.isSymbolicLink(link)) {
      boolean ours =
          Files.exists(link, LinkOption.NOFOLLOW_LINKS)
              && Files.readSymbolicLink(link).toString().equals(file);
      if (!steps.isEmpty() || ours) {
        steps.add(
            Change.of("distrust", "certificate " + name, ""),
            Set.of(),
            () -> TrustedCertificate.update(machine));
      }
    }
    return steps.or("isn't there");
  }
}
