package debianadmin.apt;

import debianadmin.apt.dpkg.Dpkg;
import debianadmin.apt.dpkg.DpkgStatus;
import debianadmin.apt.dpkg.PackageName;
import debianadmin.apt.dpkg.PackageWish;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import machine.Decision;
import machine.Exit;
import machine.Machine;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// Packages that are wanted.
public final class InstalledPackages implements Resource {
  private final List<PackageWish> wanted;
  private final AptOption[] options;
  private @Nullable Exit update;

  /// @param packages as apt-get takes them: `tmux`, `tmux=3.3a-3`, `tmux/bookworm-backports`
  public InstalledPackages(String... packages) {
    this(packages, new AptOption[0]);
  }

  /// @param packages as apt-get takes them
  /// @param options what may be done beyond apt-get's defaults
  public InstalledPackages(String[] packages, AptOption[] options) {
    this(PackageWish.parse(packages), options);
  }

  InstalledPackages(List<PackageWish> wanted, AptOption[] options) {
    this.wanted = wanted;
    this.options = options;
  }

  @Override
  public String subject() {
    return PackageName.some(wanted);
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    DpkgStatus status = Dpkg.read(machine);
    List<PackageWish> missing = missing(machine, status);
    if (missing.isEmpty()) {
      return Decision.settled(reason(machine, status));
    }
    return new Installation(machine, this, missing, status).decide();
  }

  /// Remembers that the package lists were updated for these packages: once is enough.
  void updated(Exit exit) {
    update = exit;
  }

  /// How the update of the package lists ended, if there was one.
  @Nullable Exit update() {
    return update;
  }

  AptOption[] options() {
    return options;
  }

  /// The wanted packages that aren't there: neither installed as wanted nor foreseen.
  List<PackageWish> missing(Machine machine, DpkgStatus status) {
    List<PackageWish> missing = new ArrayList<>(0);
    List<PackageWish> uncertain = new ArrayList<>(0);
    for (int i = 0; i < wanted.size(); i++) {
      PackageWish wish = wanted.get(i);
      if (!wish.isThere(machine, status)) {
        missing.add(wish);
      } else if (!wish.release().isEmpty() && !machine.foreseen(wish.key())) {
        uncertain.add(wish);
      }
    }
    if (!uncertain.isEmpty()) {
      missing.addAll(ofAnotherRelease(machine, uncertain));
    }
    return missing;
  }

  /// dpkg doesn't note where a version is from, so apt-get is asked, once for all of them.
  private static List<PackageWish> ofAnotherRelease(Machine machine, List<PackageWish> installed) {
    Exit answer = new AptGet(machine).simulate("install", Installation.words(installed));
    if (!answer.ok()) {
      return installed;
    }
    AptSimulation simulation = AptSimulation.parse(answer.stdout());
    List<PackageWish> others = new ArrayList<>();
    for (PackageWish wish : installed) {
      if (simulation.of(wish.name()) != null) {
        others.add(wish);
      }
    }
    return others;
  }

  /// Whether a package is among those wanted.
  boolean wants(String name) {
    for (PackageWish one : wanted) {
      if (one.name().toString().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private String reason(Machine machine, DpkgStatus status) {
    if (wanted.size() > 1) {
      return wanted.size() + " packages are installed";
    }
    PackageWish wish = wanted.get(0);
    if (machine.foreseen(wish.key())) {
      return "an earlier step would install it";
    }
    DpkgStatus.Stanza stanza = status.installed(wish.name());
    if (stanza != null) {
      String of = wish.release().isEmpty() ? "" : ", which " + wish.release() + " has";
      return stanza.version() + " is installed" + of;
    }
    DpkgStatus.Stanza provider = status.provider(wish.name());
    return provider == null
        ? "is installed"
        : provider.name() + " " + provider.version() + " provides " + wish.name();
  }
}
