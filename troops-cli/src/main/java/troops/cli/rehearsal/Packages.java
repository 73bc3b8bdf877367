package troops.cli.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import machine.Change;

/// The packages of a machine or of a copy, as dpkg notes them (dpkg(1), `/var/lib/dpkg/status`).
///
/// @param root where its files are
/// @param versions the versions of the installed ones, by name and architecture: `tmux:amd64`
record Packages(Path root, Map<String, String> versions) {
  private static final String NOTES = "var/lib/dpkg/";
  private static final String INSTALLED = " ok installed";

  static Packages of(Path root) throws IOException {
    try {
      byte[] status = Files.readAllBytes(root.resolve(NOTES + "status"));
      return new Packages(root, parse(new String(status, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      // Not a Debian.
      return new Packages(root, Map.of());
    }
  }

  /// Reads the text of the file: paragraphs of fields, as deb-control(5) has them.
  static Map<String, String> parse(String status) {
    Map<String, String> versions = new TreeMap<>();
    Map<String, String> fields = new TreeMap<>();
    for (String line : (status + "\n").split("\n", -1)) {
      int colon = line.indexOf(':');
      if (line.isEmpty()) {
        if (fields.getOrDefault("Status", "").endsWith(INSTALLED)) {
          versions.put(
              fields.get("Package") + ":" + fields.get("Architecture"), fields.get("Version"));
        }
        fields.clear();
      } else if (colon > 0 && line.charAt(0) != ' ') {
        fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return versions;
  }

  /// What would happen to packages.
  ///
  /// @param after the packages of the copy
  /// @return the changes, by name; of an upgrade, its detail has both versions
  List<Change> changes(Packages after) {
    List<Change> changes = new ArrayList<>();
    for (String key : differing(after)) {
      String was = versions.get(key);
      String is = after.versions.get(key);
      String name = key.substring(0, key.indexOf(':'));
      if (was == null) {
        changes.add(Change.of("install", "package " + name, String.valueOf(is)));
      } else if (is == null) {
        changes.add(Change.of("remove", "package " + name, was));
      } else {
        String verb = new PackageVersion(was).isBefore(new PackageVersion(is)) ? "up" : "down";
        changes.add(Change.of(verb + "grade", "package " + name, was + " to " + is));
      }
    }
    return changes;
  }

  private Set<String> differing(Packages after) {
    Set<String> differing = new TreeSet<>(versions.keySet());
    differing.addAll(after.versions.keySet());
    differing.removeIf(key -> {
      String was = versions.get(key);
      return was != null && was.equals(after.versions.get(key));
    });
    return differing;
  }

  /// The files of the packages to which something would happen, before and after: they come and go
  /// with them.
  ///
  /// @param after the packages of the copy
  /// @return absolute paths
  /// @throws IOException if a list can't be read
  Set<String> files(Packages after) throws IOException {
    Set<String> files = new TreeSet<>();
    for (String key : differing(after)) {
      addFiles(key, files);
      after.addFiles(key, files);
    }
    return files;
  }

  private void addFiles(String key, Set<String> files) throws IOException {
    String name = key.substring(0, key.indexOf(':'));
    for (String file : List.of(name, key)) {
      Path list = root.resolve(NOTES + "info/" + file + ".list");
      if (Files.exists(list)) {
        for (String line : Files.readString(list).split("\n", -1)) {
          files.add(canonical(line));
        }
      }
    }
  }

  /// Where it really lies, if `/bin` and its like are links into `/usr` (usrmerge).
  private String canonical(String path) {
    int slash = path.indexOf('/', 1);
    if (slash > 0 && Files.isSymbolicLink(root.resolve(path.substring(1, slash)))) {
      return "/usr" + path;
    }
    return path;
  }
}
