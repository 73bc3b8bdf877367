package troops.cli.requirement.lock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.Editable;
import troops.cli.requirement.LockedFile;
import troops.cli.requirement.Requirements;

/// What `requirements.lock` says: for which requirements it was made, and the files that they need.
///
/// @param requires the lines of the requirements that it was made for, see [Requirements#lines]
/// @param debianAdmin whether a library needs the `debian-admin` that comes with the tool
/// @param commits the commits of sources that come from Git, by what the sources are called
/// @param files jars in the order of the class path, and the poms that were read to find them
/// @param toBuild files that sources need only to be built, and poms that were read for that
/// @param loads what the script may load besides, while it is at work
public record Lock(
    List<String> requires,
    boolean debianAdmin,
    Map<String, String> commits,
    List<LockedFile> files,
    List<LockedFile> toBuild,
    List<Load> loads) {
  /// What the file is called.
  public static final String FILE = "requirements.lock";

  static final String REQUIRES = "# requires ";
  static final String LOADS = "# loads ";
  static final String BUNDLED = "# needs the debian-admin of Troops";
  static final String COMMIT = "# commit ";
  static final String TO_BUILD = "# Only to build what -e names:";
  private static final int SHOWN = 10;

  /// Copies the lists and the map.
  public Lock {
    requires = List.copyOf(requires);
    commits = Collections.unmodifiableMap(new LinkedHashMap<>(commits));
    files = List.copyOf(files);
    toBuild = List.copyOf(toBuild);
    loads = List.copyOf(loads);
  }

  /// What a script may load while it is at work.
  ///
  /// @param coordinates `group:artifact:version`
  /// @param debianAdmin whether it needs the `debian-admin` that comes with the tool
  /// @param files jars and poms, but for those that the requirements need themselves
  public record Load(String coordinates, boolean debianAdmin, List<LockedFile> files) {
    /// Copies the list.
    public Load {
      files = List.copyOf(files);
    }
  }

  /// All files, whatever for, each once.
  ///
  /// @return jars and poms
  public List<LockedFile> all() {
    Set<LockedFile> all = new LinkedHashSet<>(files);
    all.addAll(toBuild);
    loads.forEach(load -> all.addAll(load.files()));
    return List.copyOf(all);
  }

  /// The jars, in the order of the class path.
  ///
  /// @return those of the files that are jars
  public List<LockedFile> jars() {
    return jars(files);
  }

  /// The jars that sources need only to be built.
  ///
  /// @return those of the files that are jars
  public List<LockedFile> jarsToBuild() {
    return jars(toBuild);
  }

  static List<LockedFile> jars(List<LockedFile> files) {
    List<LockedFile> jars = new ArrayList<>();
    for (LockedFile file : files) {
      if (file.path().endsWith(".jar")) {
        jars.add(file);
      }
    }
    return jars;
  }

  /// Refuses a lock that was made for other sources, as far as that is known before they are looked
  /// at.
  ///
  /// @param requirements what is required now
  /// @throws Problem if it was made for other sources, naming those
  public void checkSources(Requirements requirements) {
    List<String> lines = new ArrayList<>();
    for (Editable editable : requirements.editables()) {
      String line = Requirements.EDITABLE + editable.name();
      boolean unsettled = editable instanceof Editable.Git && !commits.containsKey(editable.name());
      lines.add(unsettled && requires.contains(line) ? line + " (its commit)" : line);
    }
    check(lines, requires.stream().filter(it -> it.startsWith(Requirements.EDITABLE)).toList());
  }

  /// Refuses a lock that was made for something else.
  ///
  /// @param lines what is required now
  /// @throws Problem if it was made for other lines, naming those
  public void check(List<String> lines) {
    check(lines, requires);
  }

  private static void check(List<String> lines, List<String> requires) {
    if (lines.equals(requires)) {
      return;
    }
    List<String> difference = new ArrayList<>();
    lines.stream()
        .filter(line -> !requires.contains(line))
        .forEach(line -> difference.add("+ " + line));
    requires.stream()
        .filter(line -> !lines.contains(line))
        .forEach(line -> difference.add("- " + line));
    if (difference.isEmpty()) {
      difference.add("the same lines, in another order");
    }
    int more = difference.size() - SHOWN;
    List<String> shown = new ArrayList<>(difference.subList(0, Math.min(SHOWN, difference.size())));
    if (more > 0) {
      shown.add("and " + more + " more");
    }
    throw new Problem(
        Kind.BAD_REQUIREMENT,
        FILE + " doesn't fit requirements.txt (+ isn't locked, - isn't required any more)",
        shown,
        "run troops requirements lock, and commit what it writes",
        null);
  }

  /// What the file says: `sha256sum --check` reads it.
  ///
  /// @return lines, each with its end
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("# The files that requirements.txt needs. Made by: troops requirements lock\n");
    text.append("# In the directory of a Maven repository, sha256sum --check reads it.\n");
    requires.forEach(line -> text.append(REQUIRES).append(line).append('\n'));
    commits.forEach((sources, commit) ->
        text.append(COMMIT).append(commit).append(' ').append(sources).append('\n'));
    append(text, debianAdmin, files);
    if (!toBuild.isEmpty()) {
      text.append(TO_BUILD).append('\n');
      append(text, false, toBuild);
    }
    for (Load load : loads) {
      text.append(LOADS).append(load.coordinates()).append('\n');
      append(text, load.debianAdmin(), load.files());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, boolean debianAdmin, List<LockedFile> files) {
    if (debianAdmin) {
      text.append(BUNDLED).append('\n');
    }
    files.forEach(file -> text.append(file.sha256()).append("  ").append(file.path()).append('\n'));
  }
}
