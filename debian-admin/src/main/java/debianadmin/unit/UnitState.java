package debianadmin.unit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `systemctl show` says of a unit.
///
/// @param properties the properties as they stand
public record UnitState(Map<String, String> properties) {
  /// The properties to ask for.
  static final String PROPERTIES =
      "Id,Names,LoadState,ActiveState,SubState,UnitFileState,NeedDaemonReload,CanReload,"
          + "StateChangeTimestamp,ActiveEnterTimestamp,InactiveExitTimestamp,"
          + "FragmentPath,SourcePath,DropInPaths,ConditionResult";

  /// Reads the answer of `systemctl show --property=... --timestamp=us+utc`.
  ///
  /// @param text its standard output
  /// @return what it says
  public static UnitState parse(String text) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        properties.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new UnitState(properties);
  }

  private String value(String name) {
    return properties.getOrDefault(name, "");
  }

  String id() {
    return value("Id");
  }

  /// All names of it, its own and its aliases.
  String[] names() {
    return value("Names").split(" ", -1);
  }

  /// Whether systemd knows no such unit.
  public boolean isMissing() {
    return value("LoadState").equals("not-found");
  }

  /// Whether systemd has loaded it, or tried to.
  boolean isKnown() {
    return !isMissing() && !value("LoadState").equals("stub");
  }

  /// Whether systemd has read its files: not those of a masked unit, nor drop-ins of none.
  boolean hasFiles() {
    return value("LoadState").equals("loaded") || value("LoadState").equals("bad-setting");
  }

  public boolean isMasked() {
    return value("LoadState").equals("masked");
  }

  /// Whether it is active, or on its way there.
  public boolean isActive() {
    return switch (value("ActiveState")) {
      case "active", "activating", "reloading", "refreshing" -> true;
      default -> false;
    };
  }

  /// Whether it is active already: not only on its way there.
  public boolean isUp() {
    return isActive() && !value("ActiveState").equals("activating");
  }

  public boolean isFailed() {
    return value("ActiveState").equals("failed");
  }

  /// Whether it is neither active nor on its way there or from there.
  public boolean isInactive() {
    return value("ActiveState").equals("inactive") || value("ActiveState").equals("failed");
  }

  /// Whether systemd didn't start it because of a condition in its unit file (systemd.unit(5)).
  boolean isHeldBack() {
    return isInactive() && value("ConditionResult").equals("no");
  }

  public boolean needsDaemonReload() {
    return value("NeedDaemonReload").equals("yes");
  }

  public boolean canReload() {
    return value("CanReload").equals("yes");
  }

  /// The state in a few words: `active (running)`.
  public String words() {
    String sub = value("SubState");
    return value("ActiveState") + (sub.isEmpty() ? "" : " (" + sub + ")");
  }

  /// When it last read its files: when its start or its last reload began, as far as systemd
  /// remembers. A start is known from its beginning, a reload only by its end.
  ///
  /// @return the time; empty if it was never started
  public Optional<Instant> asOf() {
    Optional<Instant> change = time("StateChangeTimestamp");
    Optional<Instant> begun = time("InactiveExitTimestamp");
    boolean reloaded = !value("StateChangeTimestamp").equals(value("ActiveEnterTimestamp"));
    return reloaded || begun.isEmpty() ? change : begun;
  }

  /// The files that define it.
  public List<String> files() {
    List<String> files = new ArrayList<>();
    for (String name : List.of("FragmentPath", "SourcePath", "DropInPaths")) {
      for (String path : value(name).split(" ", -1)) {
        if (path.startsWith("/")) {
          files.add(path);
        }
      }
    }
    return files;
  }

  // Sun 2026-11-22 12:44:00.123456 UTC
  private Optional<Instant> time(String name) {
    String[] words = value(name).split(" ", -1);
    if (words.length != 4 || !words[3].equals("UTC")) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(words[1] + "T" + words[2]).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
