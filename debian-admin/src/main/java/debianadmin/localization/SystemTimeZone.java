package debianadmin.localization;

import debianadmin.file.Foreseen;
import debianadmin.file.PlacedLink;
import debianadmin.file.Steps;
import debianadmin.text.TextFile;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// The time zone of the machine: localtime(5), and Debian's /etc/timezone where there is one; since
/// Debian 13 nothing makes it any more.
public final class SystemTimeZone implements Resource {
  private static final String LINK = "/etc/localtime";
  private static final String FILE = "/etc/timezone";
  private static final String DATABASE = "/usr/share/zoneinfo";

  private final String zone;

  public SystemTimeZone(String zone) {
    this.zone = zone;
    boolean ok = !zone.isEmpty() && zone.length() < 100;
    for (String part : zone.split("/", -1)) {
      ok = ok && !part.isEmpty() && part.charAt(0) != '.' && part.charAt(0) != '-';
    }
    for (int i = 0; i < zone.length() && ok; i++) {
      char c = zone.charAt(i);
      ok = (c > ' ' && c < 127) && "\"'\\*?".indexOf(c) < 0;
    }
    if (!ok) {
      throw new MachineException(
          "not a time zone: '" + zone + "'", "name one of tzdata: \"Europe/Berlin\", \"Etc/UTC\"");
    }
  }

  @Override
  public String subject() {
    return "time zone";
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    String target = DATABASE + "/" + zone;
    if (!isZone(machine.path(target))) {
      return missing(machine);
    }
    Steps steps = new Steps();
    Path link = machine.path(LINK);
    // systemd-timedated writes the path from /etc, tzdata that from /.
    boolean relative =
        Files.isSymbolicLink(link) && Files.readSymbolicLink(link).toString().equals(".." + target);
    if (!relative) {
      steps.add(PlacedLink.replacingFile(LINK, target).decide(machine));
    }
    if (Files.exists(machine.path(FILE))) {
      TextFile name = TextFile.read(machine, FILE);
      if (name.size() != 1 || !name.text(0).strip().equals(zone)) {
        steps.add(
            TextFile.of((zone + "\n").getBytes(StandardCharsets.UTF_8)).decide(machine, FILE));
      }
    }
    return steps.or("is " + zone);
  }

  // tzfile(5): such a file begins with these four letters.
  private static boolean isZone(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("TZif");
    }
  }

  private Decision missing(Machine machine) {
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown("not here yet; a package that would be installed may bring it");
    }
    boolean installed = Files.exists(machine.path(DATABASE + "/Etc/UTC"));
    throw new MachineException(
        "no time zone " + zone + ": " + DATABASE + "/" + zone + ": no such file",
        installed
            ? "see how it is spelt: timedatectl list-timezones; old names are in the package"
                + " tzdata-legacy"
            : "install the zones first: Apt.install(\"tzdata\")");
  }
}
