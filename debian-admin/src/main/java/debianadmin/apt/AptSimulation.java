package debianadmin.apt;

import debianadmin.apt.dpkg.DpkgStatus;
import debianadmin.apt.dpkg.PackageName;
import java.util.ArrayList;
import java.util.List;
import machine.Change;
import org.jspecify.annotations.Nullable;

/// What `apt-get --simulate` says that it would do.
///
/// @param items what would happen to which package, in apt's order
/// @param downgraded names of packages that would be brought to an older version
/// @param held names of packages that are on hold, and would be changed nevertheless
/// @param keptBack names of packages for which there is a newer version, which would not be taken
record AptSimulation(
    List<Item> items, List<String> downgraded, List<String> held, List<String> keptBack) {

  /// What would happen to a package.
  enum Act {
    /// It would be installed, or brought to another version.
    INSTALL,
    /// An unfinished installation would be finished.
    CONFIGURE,
    /// It would be removed, keeping its configuration.
    REMOVE,
    /// It, or what was left of it, would be removed with its configuration.
    PURGE
  }

  /// What would happen to one package.
  ///
  /// @param act what
  /// @param name its name, with the architecture if it isn't the machine's own
  /// @param before the version that is there, or an empty string
  /// @param after the version that would be there, or an empty string
  record Item(Act act, String name, String before, String after) {}

  /// Reads the answer of `apt-get --simulate`. Lines that say nothing about a package are left out.
  ///
  /// @param text its standard output, in the locale C.UTF-8
  /// @return what it says
  static AptSimulation parse(String text) {
    List<Item> items = new ArrayList<>();
    List<String> downgraded = new ArrayList<>();
    List<String> held = new ArrayList<>();
    List<String> keptBack = new ArrayList<>();
    List<String> section = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("  ")) {
        section.addAll(List.of(line.strip().split(" +", -1)));
        continue;
      }
      section =
          switch (line) {
            case "The following packages will be DOWNGRADED:" -> downgraded;
            case "The following held packages will be changed:" -> held;
            case "The following packages have been kept back:" -> keptBack;
            default -> new ArrayList<>();
          };
      if (line.startsWith("Inst ")) {
        items.add(item(Act.INSTALL, line));
      } else if (line.startsWith("Conf ")) {
        Item item = item(Act.CONFIGURE, line);
        if (find(items, item.name()) == null) {
          items.add(item);
        }
      } else if (line.startsWith("Remv ")) {
        items.add(item(Act.REMOVE, line));
      } else if (line.startsWith("Purg ")) {
        items.add(item(Act.PURGE, line));
      }
    }
    return new AptSimulation(
        List.copyOf(items), List.copyOf(downgraded), List.copyOf(held), List.copyOf(keptBack));
  }

  // Inst tmux [3.3a-2] (3.3a-3 Debian:12.12/stable [amd64]) []
  private static Item item(Act act, String line) {
    String[] words = line.split(" ", -1);
    String before = "";
    String after = "";
    for (int i = 2; i < words.length && after.isEmpty(); i++) {
      if (i == 2 && words[i].startsWith("[") && words[i].endsWith("]")) {
        before = words[i].substring(1, words[i].length() - 1);
      } else if (words[i].startsWith("(")) {
        after =
            words[i].endsWith(")")
                ? words[i].substring(1, words[i].length() - 1)
                : words[i].substring(1);
      }
    }
    return new Item(act, words[1], before, after);
  }

  /// What would happen to a package.
  ///
  /// @param wanted its name
  /// @return what would happen, or null if nothing would, or if only another package provides the
  ///   name
  @Nullable Item of(PackageName wanted) {
    Item item = find(items, wanted.toString());
    return item == null ? find(items, wanted.name()) : item;
  }

  /// The change that this would be for a package.
  ///
  /// @param item what would happen to it
  /// @return the change, named by what happens to the version
  Change change(Item item) {
    return switch (item.act()) {
      case CONFIGURE -> Change.of("configure", item.name(), item.after());
      case REMOVE -> Change.of("remove", item.name(), item.before());
      case PURGE -> Change.of("purge", item.name(), item.before());
      case INSTALL -> installation(item);
    };
  }

  private Change installation(Item item) {
    if (item.before().isEmpty()) {
      return Change.of("install", item.name(), item.after());
    }
    if (item.before().equals(item.after())) {
      return Change.of("reinstall", item.name(), item.after() + " was broken off");
    }
    String verb = downgraded.contains(item.name()) ? "downgrade" : "upgrade";
    return Change.of(verb, item.name(), item.after() + " was " + item.before());
  }

  /// Which packages have got the versions that they would get: apt-get may have made some changes
  /// before it failed.
  ///
  /// @param now dpkg's facts
  /// @return the packages' names
  List<String> made(DpkgStatus now) {
    List<String> made = new ArrayList<>();
    for (Item item : items) {
      DpkgStatus.Stanza stanza = now.installed(PackageName.parse(item.name()));
      if (stanza != null && stanza.version().equals(item.after())) {
        made.add(item.name());
      }
    }
    return made;
  }

  /// Whether a package would be installed.
  boolean installs() {
    for (Item item : items) {
      if (item.act() == Act.INSTALL) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Item find(List<Item> items, String name) {
    for (Item item : items) {
      if (item.name().equals(name)) {
        return item;
      }
    }
    return null;
  }
}
