package debianadmin.apt;

import debianadmin.apt.dpkg.Dpkg;
import debianadmin.apt.dpkg.PackageName;
import debianadmin.apt.dpkg.PackageWish;
import debianadmin.file.Foreseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import machine.Command;
import machine.CommandFailed;
import machine.Decision;
import machine.Exit;
import machine.Machine;
import machine.MachineException;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// The package in a .deb file (deb(5)), which is wanted in exactly that version.
public final class InstalledFile implements Resource {
  private final String path;
  private final AptOption[] options;
  private @Nullable InstalledPackages wish;

  /// @param path the file; a relative path lies in the deployment's own folder
  /// @param options what may be done beyond apt-get's defaults
  public InstalledFile(String path, AptOption... options) {
    this.path = path;
    this.options = options;
    if (!path.endsWith(".deb")) {
      throw new MachineException(
          "not the name of a package file: '" + path + "'", "apt-get takes files named *.deb only");
    }
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Path deb = machine.path(path);
    InstalledPackages known = wish;
    if (known == null) {
      if (!Files.isRegularFile(deb)) {
        if (Foreseen.in(machine, deb)) {
          return Decision.unknown("an earlier step would place it");
        }
        throw new MachineException(
            path + ": no such file: " + deb,
            "a relative path lies in " + machine.folder() + "; is the file in the repository?");
      }
      known = new InstalledPackages(List.of(wish(machine, deb)), options);
      wish = known;
    }
    return known.decide(machine);
  }

  private static PackageWish wish(Machine machine, Path deb) throws IOException {
    Control control = machine.fact(Controls.class, Controls::new).of(deb);
    String own = Dpkg.read(machine).architecture();
    boolean isOwn = control.architecture.equals("all") || control.architecture.equals(own);
    PackageName name = new PackageName(control.name, isOwn ? "" : control.architecture);
    Path root = machine.path("/");
    if (!deb.startsWith(root)) {
      throw new MachineException(
          deb + ": can't be installed below " + root,
          "place the file there first, and name its path");
    }
    return new PackageWish(name, control.version, "", "/" + root.relativize(deb));
  }

  /// What the control file of a package says (deb-control(5)).
  ///
  /// @param name the package
  /// @param version its version
  /// @param architecture its architecture, or `all`
  record Control(String name, String version, String architecture) {

    /// Reads the answer of `dpkg-deb --field FILE Package Version Architecture`.
    ///
    /// @param text its standard output
    /// @return what it says; empty strings for what it doesn't
    static Control parse(String text) {
      String[] values = {"", "", ""};
      List<String> fields = List.of("Package: ", "Version: ", "Architecture: ");
      for (String line : text.split("\n", -1)) {
        for (int i = 0; i < values.length; i++) {
          if (line.startsWith(fields.get(i))) {
            values[i] = line.substring(fields.get(i).length()).strip();
          }
        }
      }
      return new Control(values[0], values[1], values[2]);
    }
  }

  /// The control files that were read, so that each is read once.
  private static final class Controls {
    private final ConcurrentHashMap<Path, Control> all = new ConcurrentHashMap<>();

    Control of(Path deb) {
      return all.computeIfAbsent(deb, Controls::read);
    }

    private static Control read(Path deb) {
      Exit answer =
          Command.of("dpkg-deb", "--field", deb.toString(), "Package", "Version", "Architecture")
              .ask();
      if (!answer.ok()) {
        throw new CommandFailed(answer, "is it a Debian package, and whole?");
      }
      Control control = Control.parse(answer.stdout());
      if (control.name.isEmpty() || control.version.isEmpty() || control.architecture.isEmpty()) {
        throw new MachineException(
            deb + ": names no package, version or architecture", "is it a Debian package?");
      }
      return control;
    }
  }
}
