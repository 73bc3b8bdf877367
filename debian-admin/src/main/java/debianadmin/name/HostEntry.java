package debianadmin.name;

import debianadmin.file.Steps;
import java.io.IOException;
import java.util.List;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// Names that /etc/hosts has for an address.
public final class HostEntry implements Resource {
  private final HostAddress address;
  private final List<String> names;

  public HostEntry(String address, String... names) {
    this.address = HostAddress.parse(address);
    this.names = List.of(names);
    if (this.names.isEmpty()) {
      throw new MachineException(
          "no name for " + address, "name one: Hosts.entry(\"" + address + "\", \"db\")");
    }
    for (String name : this.names) {
      new HostName(name);
    }
  }

  @Override
  public String subject() {
    return names.getFirst();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    HostsFile hosts = HostsFile.read(machine);
    hosts.put(address, names);
    Steps steps = new Steps();
    hosts.decide(machine, steps);
    return steps.or("is " + address.text() + " in /etc/hosts");
  }
}
