package debianadmin.localization;

import debianadmin.file.Steps;
import debianadmin.text.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import machine.Decision;
import machine.Machine;
import machine.Resource;

/// The locale that people who log in and services get, unless they ask for another one: LANG of
/// locale.conf(5), which is /etc/default/locale on Debian 12 and before.
public final class SystemLocale implements Resource {
  private static final String OLD = "/etc/default/locale";
  private static final String NEW = "/etc/locale.conf";

  private final AvailableLocale locale;
  private final String name;

  public SystemLocale(String name) {
    this.locale = new AvailableLocale(name);
    this.name = name;
  }

  @Override
  public String subject() {
    return "locale";
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Decision available = locale.decide(machine);
    if (available instanceof Decision.Unknown) {
      return available;
    }
    Steps steps = new Steps().add(available);
    String file = file(machine);
    TextFile lines = TextFile.read(machine, file);
    int at = -1;
    for (int i = 0; i < lines.size(); i++) {
      at = lines.text(i).strip().startsWith("LANG=") ? i : at;
    }
    if (at < 0) {
      lines.add(lines.size(), "LANG=" + name);
    } else if (!value(lines.text(at)).equals(name)) {
      lines.set(at, "LANG=" + name);
    }
    steps.add(lines.decide(machine, file));
    return steps.or("is " + name);
  }

  // Since Debian 13 the old file is a link to the new one.
  private static String file(Machine machine) {
    Path old = machine.path(OLD);
    boolean moved =
        Files.isSymbolicLink(old) || (!Files.exists(old) && Files.exists(machine.path(NEW)));
    return moved ? NEW : OLD;
  }

  private static String value(String line) {
    String value = line.strip().substring("LANG=".length());
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
