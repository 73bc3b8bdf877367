package debianadmin.apt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import machine.Decision;
import machine.Exit;
import machine.Machine;
import machine.Mode;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// Packages that are wanted.
public final class InstalledPackages implements Resource {
  private final List<PackageName> wanted;
  private @Nullable Exit update;

  public InstalledPackages(String... packages) {
    this.wanted = PackageName.parse(packages);
  }

  @Override
  public String subject() {
    return PackageName.some(wanted);
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    DpkgStatus status = Dpkg.read(machine);
    List<PackageName> missing = missing(machine, status);
    if (missing.isEmpty()) {
      return Decision.settled(reason(status));
    }
    return new Installation(machine, this, missing).decide();
  }

  /// Remembers that the package lists were updated for these packages: once is enough.
  void updated(Exit exit) {
    update = exit;
  }

  /// How the update of the package lists ended, if there was one.
  @Nullable Exit update() {
    return update;
  }

  /// The wanted packages that aren't there: neither installed nor provided by one that is, nor
  /// foreseen.
  List<PackageName> missing(Machine machine, DpkgStatus status) {
    boolean preview = machine.mode() == Mode.PREVIEW;
    List<PackageName> missing = new ArrayList<>(0);
    for (int i = 0; i < wanted.size(); i++) {
      PackageName name = wanted.get(i);
      if (status.installed(name) == null
          && !(preview && machine.foreseen(name.key()))
          && status.provider(name) == null) {
        missing.add(name);
      }
    }
    return missing;
  }

  /// Whether a package is among those wanted.
  boolean wants(String name) {
    for (PackageName one : wanted) {
      if (one.toString().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private String reason(DpkgStatus status) {
    if (wanted.size() > 1) {
      return wanted.size() + " packages are installed";
    }
    PackageName name = wanted.get(0);
    DpkgStatus.Stanza stanza = status.installed(name);
    if (stanza != null) {
      return stanza.version() + " is installed";
    }
    DpkgStatus.Stanza provider = status.provider(name);
    return provider == null
        ? "an earlier step would install it"
        : provider.name() + " " + provider.version() + " provides " + name;
  }
}
