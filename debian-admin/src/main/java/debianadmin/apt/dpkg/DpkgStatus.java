package debianadmin.apt.dpkg;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What dpkg knows of packages: the stanzas of its status file, overridden by those of its journal.
///
/// Names are read at once, all other fields when they are asked for. Field names are expected as
/// dpkg writes them. See dpkg(1) on the states of packages, deb822(5) on the format.
public final class DpkgStatus {
  private static final byte[] PACKAGE = "Package:".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] STATUS = "Status:".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] INSTALLED = " ok installed".getBytes(StandardCharsets.ISO_8859_1);

  private static final byte[] ARCHITECTURE = "Architecture:".getBytes(StandardCharsets.ISO_8859_1);

  private final HashMap<String, Stanza> stanzas = new HashMap<>(2048);
  private final boolean interrupted;
  private String architecture = "";

  private DpkgStatus(boolean interrupted) {
    this.interrupted = interrupted;
  }

  /// Reads the files.
  ///
  /// @param status the status file
  /// @param journal the files of `updates/`, oldest first
  /// @return what they say together
  static DpkgStatus of(byte[] status, List<byte[]> journal) {
    DpkgStatus all = new DpkgStatus(!journal.isEmpty());
    all.scan(status, false);
    for (byte[] update : journal) {
      all.scan(update, true);
    }
    Stanza dpkg = all.stanzas.get("dpkg");
    all.architecture = dpkg == null ? "" : dpkg.field(ARCHITECTURE);
    return all;
  }

  /// Whether dpkg is at work, or was interrupted: its journal has entries.
  ///
  /// @return true if it has
  public boolean interrupted() {
    return interrupted;
  }

  /// The installed package of a name; without an architecture, one of the machine's own or of
  /// `all`.
  ///
  /// @param wanted the name
  /// @return its stanza, or null if it isn't installed
  public @Nullable Stanza installed(PackageName wanted) {
    for (Stanza s = stanzas.get(wanted.name()); s != null; s = s.next) {
      if (s.installed && matches(s, wanted.architecture())) {
        return s;
      }
    }
    return null;
  }

  /// An installed package that provides a name (Debian Policy 7.5).
  ///
  /// @param wanted the name
  /// @return its stanza, or null if there is none
  public @Nullable Stanza provider(PackageName wanted) {
    for (Stanza first : stanzas.values()) {
      for (Stanza s = first; s != null; s = s.next) {
        if (s.installed && matches(s, wanted.architecture()) && s.provides(wanted.name())) {
          return s;
        }
      }
    }
    return null;
  }

  /// Whether there is anything of a package beside its configuration, however broken.
  ///
  /// @param wanted the name
  /// @return true if there is
  public boolean present(PackageName wanted) {
    return isThere(wanted, false);
  }

  /// Whether there is anything of a package, be it its configuration only.
  ///
  /// @param wanted the name
  /// @return true if there is
  public boolean left(PackageName wanted) {
    return isThere(wanted, true);
  }

  private boolean isThere(PackageName wanted, boolean withConfiguration) {
    for (Stanza s = stanzas.get(wanted.name()); s != null; s = s.next) {
      String state = s.field("Status");
      if (matches(s, wanted.architecture())
          && !state.endsWith(" not-installed")
          && (withConfiguration || !state.endsWith(" config-files"))) {
        return true;
      }
    }
    return false;
  }

  /// Whether dpkg was stopped while it unpacked or removed a package: only unpacking it again helps
  /// (dpkg(1), the state `half-installed` and the flag `reinst-required`).
  ///
  /// @param wanted the name
  /// @return true if it was
  public boolean broken(PackageName wanted) {
    for (Stanza s = stanzas.get(wanted.name()); s != null; s = s.next) {
      String state = s.field("Status");
      boolean half = state.endsWith(" half-installed");
      if (matches(s, wanted.architecture()) && (half || state.contains(" reinstreq "))) {
        return true;
      }
    }
    return false;
  }

  /// Whether any package is unpacked, or half configured, and could be configured.
  ///
  /// @return true if one is
  public boolean unconfigured() {
    for (Stanza first : stanzas.values()) {
      for (Stanza s = first; s != null; s = s.next) {
        String state = s.field("Status");
        if (state.endsWith(" ok unpacked") || state.endsWith(" ok half-configured")) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a package is on hold: dpkg's selection of it says so, whatever is installed.
  ///
  /// @param wanted the name
  /// @return true if it is
  public boolean held(PackageName wanted) {
    for (Stanza s = stanzas.get(wanted.name()); s != null; s = s.next) {
      if (matches(s, wanted.architecture()) && s.field("Status").startsWith("hold ")) {
        return true;
      }
    }
    return false;
  }

  /// The machine's own architecture: that of dpkg itself.
  ///
  /// @return Debian's name of it, or an empty string if dpkg isn't installed
  public String architecture() {
    return architecture;
  }

  private boolean matches(Stanza s, String architecture) {
    String own = s.field(ARCHITECTURE);
    String machine = architecture();
    String wanted = architecture.isEmpty() ? machine : architecture;
    return own.equals(wanted) || wanted.isEmpty() || (own.equals("all") && wanted.equals(machine));
  }

  private void scan(byte[] b, boolean overriding) {
    int start = 0;
    int nameLine = -1;
    boolean installed = false;
    int line = 0;
    while (line <= b.length) {
      int end = line;
      while (end < b.length && b[end] != '\n') {
        end++;
      }
      if (end == line) {
        if (nameLine >= 0) {
          add(
              new Stanza(b, start, line, value(b, nameLine, PACKAGE.length), installed),
              overriding);
        }
        start = end + 1;
        nameLine = -1;
        installed = false;
      } else if (b[line] == 'P' && starts(b, line, end, PACKAGE)) {
        nameLine = line;
      } else if (b[line] == 'S' && starts(b, line, end, STATUS)) {
        installed = starts(b, end - INSTALLED.length, end, INSTALLED);
      }
      line = end + 1;
    }
    if (nameLine >= 0) {
      add(
          new Stanza(b, start, b.length, value(b, nameLine, PACKAGE.length), installed),
          overriding);
    }
  }

  private void add(Stanza stanza, boolean overriding) {
    Stanza other = stanzas.put(stanza.name, stanza);
    if (other == null) {
      return;
    }
    if (!overriding) {
      stanza.next = other;
      return;
    }
    String own = stanza.field(ARCHITECTURE);
    for (Stanza s = other; s != null; s = s.next) {
      if (!own.isEmpty() && !own.equals(s.field(ARCHITECTURE))) {
        Stanza kept = new Stanza(s.bytes, s.from, s.to, s.name, s.installed);
        kept.next = stanza.next;
        stanza.next = kept;
      }
    }
  }

  private static boolean starts(byte[] b, int from, int end, byte[] prefix) {
    if (from < 0 || end - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (b[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static String value(byte[] b, int line, int skip) {
    int from = line + skip;
    int end = from;
    while (end < b.length && b[end] != '\n') {
      end++;
    }
    while (from < end && (b[from] == ' ' || b[from] == '\t')) {
      from++;
    }
    while (end > from && (b[end - 1] == ' ' || b[end - 1] == '\t' || b[end - 1] == '\r')) {
      end--;
    }
    return new String(b, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /// What dpkg knows of one package in one architecture.
  public static final class Stanza {
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final String name;
    private final boolean installed;
    private @Nullable Stanza next;

    private Stanza(byte[] bytes, int from, int to, String name, boolean installed) {
      this.bytes = bytes;
      this.from = from;
      this.to = to;
      this.name = name;
      this.installed = installed;
    }

    public String name() {
      return name;
    }

    public String version() {
      return field("Version");
    }

    /// The first line of a field.
    ///
    /// @param key its name
    /// @return its value, or an empty string if there is no such field
    public String field(String key) {
      return field((key + ":").getBytes(StandardCharsets.ISO_8859_1));
    }

    private String field(byte[] prefix) {
      int line = from;
      while (line < to) {
        if (starts(bytes, line, to, prefix)) {
          return value(bytes, line, prefix.length);
        }
        while (line < to && bytes[line] != '\n') {
          line++;
        }
        line++;
      }
      return "";
    }

    // Provides: a, b (= 1.2), c
    private boolean provides(String wanted) {
      for (String one : field("Provides").split(",", -1)) {
        String provided = one.strip();
        int end = provided.indexOf(' ') < 0 ? provided.length() : provided.indexOf(' ');
        int colon = provided.indexOf(':') < 0 ? end : Math.min(end, provided.indexOf(':'));
        if (provided.substring(0, colon).equals(wanted)) {
          return true;
        }
      }
      return false;
    }
  }
}
