package debianadmin.unit.file;

import java.util.LinkedHashSet;
import java.util.Set;

/// What the section `[Install]` of a unit file asks for when the unit is enabled (systemd.unit(5)).
///
/// @param links the links that enabling makes, as far as the text names them:
///   `multi-user.target.wants`
/// @param isEnabling whether it asks for any link: `WantedBy=`, `RequiredBy=`, `UpheldBy=`,
///   `Alias=`
/// @param isAlso whether it only names other units to be enabled: `Also=`
record InstallSection(Set<String> links, boolean isEnabling, boolean isAlso) {

  /// Reads the section out of a unit file, or out of one and its drop-ins, one after the other.
  ///
  /// @param text the text of the file
  /// @return what it asks for
  static InstallSection parse(String text) {
    Set<String> wants = new LinkedHashSet<>();
    Set<String> requires = new LinkedHashSet<>();
    Set<String> others = new LinkedHashSet<>();
    Set<String> also = new LinkedHashSet<>();
    boolean inside = false;
    for (String line : text.replace("\\\n", " ").split("\n", -1)) {
      String setting = line.strip();
      if (setting.startsWith("[")) {
        inside = setting.equals("[Install]");
      }
      int equals = setting.indexOf('=');
      if (inside && equals > 0) {
        String value = setting.substring(equals + 1);
        switch (setting.substring(0, equals).strip()) {
          case "WantedBy" -> add(value, ".wants", wants);
          case "RequiredBy" -> add(value, ".requires", requires);
          case "UpheldBy", "Alias" -> add(value, "", others);
          case "Also" -> add(value, "", also);
          default -> {
            // Asks for no link.
          }
        }
      }
    }
    wants.addAll(requires);
    boolean enabling = !wants.isEmpty() || !others.isEmpty();
    // Names with specifiers are systemd's to spell out.
    wants.removeIf(link -> link.indexOf('%') >= 0);
    return new InstallSection(wants, enabling, !also.isEmpty());
  }

  // A list; an empty value starts it anew.
  private static void add(String value, String suffix, Set<String> all) {
    if (value.isBlank()) {
      all.clear();
    }
    for (String word : value.replace('\t', ' ').split(" ", -1)) {
      if (!word.isEmpty()) {
        all.add(word + suffix);
      }
    }
  }
}
