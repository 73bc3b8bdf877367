package debianadmin.name;

import debianadmin.file.Steps;
import java.io.IOException;
import machine.Decision;
import machine.Machine;
import machine.Resource;

/// A name or an address that /etc/hosts doesn't have.
public final class NoHost implements Resource {
  private final String host;

  public NoHost(String nameOrAddress) {
    this.host = nameOrAddress;
    if (!HostAddress.is(host)) {
      new HostName(host);
    }
  }

  @Override
  public String subject() {
    return host;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    HostsFile hosts = HostsFile.read(machine);
    if (HostAddress.is(host)) {
      hosts.dropAddress(HostAddress.parse(host));
    } else {
      hosts.dropName(host);
    }
    Steps steps = new Steps();
    hosts.decide(machine, steps);
    return steps.or("isn't in /etc/hosts");
  }
}
