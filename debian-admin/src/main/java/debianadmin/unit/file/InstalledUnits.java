package debianadmin.unit.file;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// The unit files of a machine and the links that enable them, as they lie in the directories of
/// systemd (systemd.unit(5), "unit file load path"). Read without starting anything, so it also
/// holds where systemd isn't running.
public final class InstalledUnits {
  /// Where the administrator's own unit files lie.
  public static final String OWN = "/etc/systemd/system/";

  public static final String RUNTIME = "/run/systemd/system/";

  // Those that come first take precedence.
  private static final List<String> DIRECTORIES =
      List.of(
          "/etc/systemd/system.control/",
          "/run/systemd/system.control/",
          "/run/systemd/transient/",
          "/run/systemd/generator.early/",
          OWN,
          "/etc/systemd/system.attached/",
          RUNTIME,
          "/run/systemd/system.attached/",
          "/run/systemd/generator/",
          "/usr/local/lib/systemd/system/",
          "/usr/lib/systemd/system/",
          "/run/systemd/generator.late/");

  private final Machine machine;
  private final Map<String, Set<String>> lasting;
  private final Map<String, Set<String>> runtime;
  private final Set<String> configured = new TreeSet<>();

  private InstalledUnits(Machine machine) {
    this.machine = machine;
    this.lasting = links(OWN);
    this.runtime = links(RUNTIME);
  }

  /// The units of a machine, read once, and again after a change.
  public static InstalledUnits of(Machine machine) {
    return machine.fact(InstalledUnits.class, () -> new InstalledUnits(machine));
  }

  /// The links below a directory that enable units, by the name of the unit: `ssh.service` to
  /// `multi-user.target.wants`, or to the name of an alias.
  private Map<String, Set<String>> links(String directory) {
    Map<String, Set<String>> links = new HashMap<>();
    for (String entry : names(directory)) {
      if (entry.endsWith(".wants") || entry.endsWith(".requires") || entry.endsWith(".upholds")) {
        for (String name : names(directory + entry)) {
          add(links, name, entry);
        }
      } else if (entry.endsWith(".d")) {
        configured.add(entry.substring(0, entry.length() - 2));
      } else {
        configured.add(entry);
        String target = target(directory + entry);
        String unit = target.substring(target.lastIndexOf('/') + 1);
        if (!target.isEmpty() && !target.equals("/dev/null") && !unit.equals(entry)) {
          add(links, unit, entry);
        }
      }
    }
    configured.addAll(links.keySet());
    return links;
  }

  private static void add(Map<String, Set<String>> links, String unit, String link) {
    links.computeIfAbsent(unit, name -> new HashSet<>()).add(link);
  }

  private List<String> names(String directory) {
    String[] names = machine.path(directory).toFile().list();
    return names == null ? List.of() : List.of(names);
  }

  /// What a path points to.
  ///
  /// @return the target as it stands in the link, or an empty string if it is no link
  private String target(String path) {
    Path file = machine.path(path);
    try {
      return Files.isSymbolicLink(file) ? Files.readSymbolicLink(file).toString() : "";
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// The units that somebody has enabled, placed or changed here: those that an administrator deals
  /// with.
  public Set<UnitName> configured() {
    Set<UnitName> names = new HashSet<>();
    for (String name : configured) {
      // Drop-ins of `user-.slice` are of all units whose names begin so.
      if (UnitName.isName(name) && !name.contains("-.")) {
        names.add(new UnitName(name));
      }
    }
    return names;
  }

  /// The file that defines a unit.
  ///
  /// @return its path on the machine, a link's own path, or null if there is no such unit
  public @Nullable String file(UnitName name) {
    String file = file(name.text(), "");
    return file != null || !name.isInstance() ? file : file(name.template(), "");
  }

  /// The file of a unit that isn't the administrator's own: a package's, or systemd's.
  ///
  /// @return its path on the machine, or null if there is none
  public @Nullable String foreign(UnitName name) {
    return file(name.text(), OWN);
  }

  private @Nullable String file(String name, String except) {
    for (String directory : DIRECTORIES) {
      if (!directory.equals(except)
          && Files.exists(machine.path(directory + name), LinkOption.NOFOLLOW_LINKS)) {
        return directory + name;
      }
    }
    return null;
  }

  /// The unit that a name is another name of.
  ///
  /// @return its name, or an empty string if it is the unit's own
  public String aliasOf(UnitName name) {
    String file = file(name);
    String target = file == null ? "" : target(file);
    String base = target.substring(target.lastIndexOf('/') + 1);
    boolean own = base.equals(name.text()) || base.equals(name.template());
    return own || target.equals("/dev/null") ? "" : base;
  }

  /// Whether a file keeps a unit from being started, by being empty or a link to `/dev/null`.
  ///
  /// @param path the path of a unit file, which needn't be there
  public boolean isMask(String path) {
    File file = machine.path(path).toFile();
    return target(path).equals("/dev/null") || (file.isFile() && file.length() == 0);
  }

  /// Whether a unit is started at boot, in the words of `systemctl is-enabled`; and `enabled in
  /// part` if links are missing that its file asks for.
  ///
  /// @param name the unit
  /// @return one of the words, or `not-found`
  public String atBoot(UnitName name) {
    String file = file(name);
    if (file == null) {
      return "not-found";
    }
    if (isMask(file)) {
      return file.startsWith("/run/") ? "masked-runtime" : "masked";
    }
    if (!aliasOf(name).isEmpty()) {
      return "alias";
    }
    if (file.startsWith("/run/systemd/generator")) {
      return "generated";
    }
    if (file.startsWith("/run/systemd/transient")) {
      return "transient";
    }
    String word = atBoot(name, text(name, file));
    boolean linked = word.equals("disabled") || word.equals("static");
    return linked && !target(file).isEmpty() ? "linked" : word;
  }

  /// Whether a unit would be started at boot, did nothing in the administrator's own directory mask
  /// it.
  ///
  /// @param name the unit
  /// @return one of the words of [#atBoot(UnitName)]
  public String unmasked(UnitName name) {
    String file = foreign(name);
    return file == null ? "not-found" : atBoot(name, text(name, file));
  }

  /// Whether a unit would be started at boot, did its file have a certain text.
  ///
  /// @param name the unit
  /// @param text the text of its file, and of its drop-ins
  /// @return one of the words of [#atBoot(UnitName)]
  public String atBoot(UnitName name, String text) {
    InstallSection install = InstallSection.parse(text);
    Set<String> links = linksTo(name, lasting);
    if (!links.isEmpty()) {
      boolean whole = name.isTemplate() || links.containsAll(install.links());
      return whole ? "enabled" : "enabled in part";
    }
    if (!linksTo(name, runtime).isEmpty()) {
      return "enabled-runtime";
    }
    return install.isEnabling() ? "disabled" : install.isAlso() ? "indirect" : "static";
  }

  private static Set<String> linksTo(UnitName name, Map<String, Set<String>> links) {
    if (!name.isTemplate()) {
      return links.getOrDefault(name.text(), Set.of());
    }
    Set<String> all = new HashSet<>();
    for (Map.Entry<String, Set<String>> link : links.entrySet()) {
      if (name.isTemplateOf(link.getKey())) {
        all.addAll(link.getValue());
      }
    }
    return all;
  }

  private String text(UnitName name, String file) {
    StringBuilder text = new StringBuilder();
    append(file, text);
    for (String unit : List.of(name.template(), name.text())) {
      for (String directory : unit.isEmpty() ? List.<String>of() : DIRECTORIES) {
        for (String entry : names(directory + unit + ".d")) {
          if (entry.endsWith(".conf")) {
            append(directory + unit + ".d/" + entry, text);
          }
        }
      }
    }
    return text.toString();
  }

  private void append(String file, StringBuilder text) {
    String target = target(file);
    Path path = target.startsWith("/") ? machine.path(target) : machine.path(file);
    try {
      text.append(new String(Files.readAllBytes(path), StandardCharsets.UTF_8)).append('\n');
    } catch (NoSuchFileException e) {
      // A link that points nowhere says nothing.
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static MachineException unreadable(Path path, IOException e) {
    boolean denied = e instanceof AccessDeniedException;
    return new MachineException(
        path + ": " + (denied ? "permission denied" : e.getMessage()),
        denied ? "run this as root" : "",
        e);
  }

  /// Whether a unit is a script of the old kind, which systemd makes a unit of.
  public boolean isScript(UnitName name) {
    String text = name.text();
    String file = file(name);
    return text.endsWith(".service")
        && (file == null || file.startsWith("/run/systemd/generator.late/"))
        && Files.exists(machine.path("/etc/init.d/" + text.substring(0, text.length() - 8)));
  }
}
