package troops.cli.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
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
/// @param settings the checksums (MD5) of the files that people may edit, as they came, by path
record Packages(Path root, Map<String, String> versions, Map<String, String> settings) {
  private static final String NOTES = "var/lib/dpkg/";
  private static final String INSTALLED = " ok installed";

  static Packages of(Path root) throws IOException {
    try {
      byte[] status = Files.readAllBytes(root.resolve(NOTES + "status"));
      return parse(root, new String(status, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      // Not a Debian.
      return new Packages(root, Map.of(), Map.of());
    }
  }

  /// Reads the text of the file: paragraphs of fields, as deb-control(5) has them.
  static Packages parse(Path root, String status) {
    Map<String, String> versions = new TreeMap<>();
    Map<String, String> settings = new TreeMap<>();
    Map<String, String> fields = new TreeMap<>();
    String field = "";
    for (String line : (status + "\n").split("\n", -1)) {
      int colon = line.indexOf(':');
      if (line.isEmpty()) {
        if (fields.getOrDefault("Status", "").endsWith(INSTALLED)) {
          versions.put(
              fields.get("Package") + ":" + fields.get("Architecture"), fields.get("Version"));
          addSettings(fields.getOrDefault("Conffiles", ""), settings);
        }
        fields.clear();
      } else if (line.charAt(0) == ' ') {
        fields.merge(field, "\n" + line, String::concat);
      } else if (colon > 0) {
        field = line.substring(0, colon);
        fields.put(field, line.substring(colon + 1).strip());
      }
    }
    return new Packages(root, versions, settings);
  }

  /// Lines of a path and a checksum.
  private static void addSettings(String lines, Map<String, String> settings) {
    for (String line : lines.split("\n", -1)) {
      String[] words = line.strip().split(" ", -1);
      if (words.length > 1) {
        settings.put(words[0], words[1]);
      }
    }
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
  /// with them. Not those that don't stay as they came.
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
    for (Map.Entry<String, String> setting : after.settings.entrySet()) {
      if (files.contains(setting.getKey())
          && after.isEdited(setting.getKey(), setting.getValue())) {
        files.remove(setting.getKey());
      }
    }
    return files;
  }

  private boolean isEdited(String path, String checksum) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(root.resolve(path.substring(1)));
      return !HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(bytes))
          .equals(checksum);
    } catch (NoSuchFileException e) {
      return true;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
