package debianadmin.localization;

import debianadmin.file.Foreseen;
import debianadmin.file.Steps;
import debianadmin.system.DebianProgram;
import debianadmin.text.TextFile;
import java.io.IOException;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A locale that programs can use: chosen in /etc/locale.gen, and made by locale-gen(8).
public final class AvailableLocale implements Resource {
  private static final String CHOSEN = "/etc/locale.gen";
  private static final String SUPPORTED = "/usr/share/i18n/SUPPORTED";

  private final LocaleName name;

  public AvailableLocale(String name) {
    this.name = new LocaleName(name);
  }

  @Override
  public String subject() {
    return name.text();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    boolean generated = GeneratedLocales.read(machine).has(name);
    if (generated && (name.isBuiltIn() || name.language().equals("C"))) {
      return Decision.settled("comes with the C library");
    }
    TextFile supported = TextFile.read(machine, SUPPORTED);
    if (supported.size() == 0) {
      return withoutPackage(machine, generated);
    }
    Steps steps = new Steps();
    choose(machine, line(supported), steps);
    if (!generated) {
      steps.run(
          machine,
          Change.of("generate", "locale " + name, ""),
          DebianProgram.of(machine, "locale-gen", "--keep-existing"));
    }
    return steps.or("is available");
  }

  private Decision withoutPackage(Machine machine, boolean generated) {
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown(
          // The package locales begins anew when it is installed.
          generated
              ? "here now; a package that would be installed may take it away"
              : "not here yet; a package that would be installed may bring it");
    }
    if (generated) {
      // As with the package locales-all.
      return Decision.settled("is available");
    }
    throw new MachineException(
        "can't make the locale " + name + ": " + SUPPORTED + ": no such file",
        "install what makes locales first: Apt.install(\"locales\"); C.UTF-8 is always there");
  }

  // en_GB.UTF-8 UTF-8
  private String line(TextFile supported) {
    String similar = "";
    for (int i = 0; i < supported.size(); i++) {
      String line = supported.text(i).strip();
      String first = first(line);
      if (first.equals(name.text())) {
        return line;
      }
      boolean near = !first.isEmpty() && new LocaleName(first).language().equals(name.language());
      similar += near ? (similar.isEmpty() ? "" : ", ") + first : "";
    }
    throw new MachineException(
        "no locale " + name + " in " + SUPPORTED,
        similar.isEmpty() ? "see there how it is spelt" : "there are " + similar);
  }

  private static String first(String line) {
    int end = 0;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
      end++;
    }
    return line.substring(0, end);
  }

  private void choose(Machine machine, String wanted, Steps steps) throws IOException {
    TextFile chosen = TextFile.read(machine, CHOSEN);
    int commented = -1;
    for (int i = 0; i < chosen.size(); i++) {
      String line = chosen.text(i).strip();
      if (first(line).equals(name.text())) {
        return;
      }
      boolean comment = line.startsWith("#") && line.substring(1).strip().equals(wanted);
      commented = comment ? i : commented;
    }
    if (commented >= 0) {
      chosen.set(commented, wanted);
    } else {
      chosen.add(chosen.size(), wanted);
    }
    steps.add(chosen.decide(machine, CHOSEN));
  }
}
