package debianadmin.name;

import debianadmin.file.Steps;
import debianadmin.text.TextFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import machine.Change;
import machine.Decision;
import machine.Machine;

/// /etc/hosts (hosts(5)), of which some lines are to change and all others are kept byte for byte.
final class HostsFile {
  static final String PATH = "/etc/hosts";

  private final TextFile lines;
  private final List<String> moved = new ArrayList<>();
  private boolean changed;

  HostsFile(TextFile lines) {
    this.lines = lines;
  }

  static HostsFile read(Machine machine) throws IOException {
    return new HostsFile(TextFile.read(machine, PATH));
  }

  /// A line: an address and names.
  private record Entry(String address, List<String> names, String comment) {
    static Entry parse(String line) {
      int hash = line.indexOf('#');
      List<String> words = TextFile.words(hash < 0 ? line : line.substring(0, hash));
      return new Entry(
          words.isEmpty() ? "" : words.getFirst(),
          words.isEmpty() ? words : words.subList(1, words.size()),
          hash < 0 ? "" : " " + line.substring(hash));
    }

    List<String> without(String name) {
      List<String> left = new ArrayList<>(names.size());
      for (String one : names) {
        if (!one.equalsIgnoreCase(name)) {
          left.add(one);
        }
      }
      return left;
    }

    boolean has(String name) {
      for (String one : names) {
        if (one.equalsIgnoreCase(name)) {
          return true;
        }
      }
      return false;
    }

    String line() {
      return address + "\t" + String.join(" ", names) + comment;
    }
  }

  /// Gives an address a line of names, and takes them from the other addresses of its family.
  ///
  /// @param address the address
  /// @param names its names, the canonical one first
  void put(HostAddress address, List<String> names) {
    int own = -1;
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      Entry entry = Entry.parse(lines.text(i));
      if (address.isWrittenAs(entry.address)) {
        last = i;
        own = own < 0 && entry.has(names.getFirst()) ? i : own;
      }
    }
    if (own < 0) {
      own = last < 0 ? lines.size() : last + 1;
      lines.add(own, new Entry(address.text(), names, "").line());
      changed = true;
    } else {
      Entry entry = Entry.parse(lines.text(own));
      if (!entry.names.equals(names)) {
        lines.set(own, new Entry(entry.address, names, entry.comment).line());
        changed = true;
      }
    }
    for (int i = lines.size() - 1; i >= 0; i--) {
      Entry entry = Entry.parse(lines.text(i));
      boolean sameFamily = (entry.address.indexOf(':') >= 0) == address.isV6();
      if (i != own && sameFamily) {
        boolean other = !address.isWrittenAs(entry.address);
        take(i, entry, names, other);
      }
    }
  }

  private void take(int i, Entry entry, List<String> names, boolean other) {
    List<String> left = entry.names;
    for (String name : names) {
      if (entry.has(name)) {
        left = new Entry(entry.address, left, "").without(name);
        if (other) {
          moved.add(name + " from " + entry.address);
        }
      }
    }
    keep(i, entry, left);
  }

  private void keep(int i, Entry entry, List<String> names) {
    if (names.size() == entry.names.size()) {
      return;
    }
    if (names.isEmpty()) {
      lines.remove(i);
    } else {
      lines.set(i, new Entry(entry.address, names, entry.comment).line());
    }
    changed = true;
  }

  /// Gives an address these names and no others: in its first line, or in a new one after those of
  /// the loopback interface.
  void rename(String address, List<String> names) {
    int after = 0;
    for (int i = 0; i < lines.size(); i++) {
      Entry entry = Entry.parse(lines.text(i));
      if (entry.address.equals(address)) {
        lines.set(i, new Entry(address, names, entry.comment).line());
        changed = true;
        return;
      }
      after = entry.address.startsWith("127.") ? i + 1 : after;
    }
    lines.add(after, new Entry(address, names, "").line());
    changed = true;
  }

  /// Takes a name from all addresses.
  void dropName(String name) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      Entry entry = Entry.parse(lines.text(i));
      keep(i, entry, entry.without(name));
    }
  }

  /// Removes all lines of an address.
  void dropAddress(HostAddress address) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      Entry entry = Entry.parse(lines.text(i));
      if (address.isWrittenAs(entry.address)) {
        keep(i, entry, List.of());
      }
    }
  }

  /// The names of an address, in the order of the lines.
  List<String> names(String address) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Entry entry = Entry.parse(lines.text(i));
      if (entry.address.equals(address)) {
        all.addAll(entry.names);
      }
    }
    return all;
  }

  /// Whether an address but one has a name.
  boolean isNamedElsewhere(String name, String address) {
    for (int i = 0; i < lines.size(); i++) {
      Entry entry = Entry.parse(lines.text(i));
      if (!entry.address.equals(address) && entry.has(name)) {
        return true;
      }
    }
    return false;
  }

  /// What is to be done for the file to have these lines.
  ///
  /// @param machine the machine
  /// @param steps where the step is added; the change says which names were moved
  void decide(Machine machine, Steps steps) throws IOException {
    if (changed && lines.decide(machine, PATH) instanceof Decision.Pending pending) {
      for (Decision.Step step : pending.steps()) {
        Change change = step.change();
        String detail = moved.isEmpty() ? change.detail() : "takes " + String.join(", ", moved);
        steps.add(
            new Change(change.verb(), change.subject(), detail, change.text()),
            step.foresees(),
            step.action());
      }
    }
  }
}
