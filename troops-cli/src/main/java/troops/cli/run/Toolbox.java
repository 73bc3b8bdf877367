package troops.cli.run;

import java.nio.file.Path;
import java.util.List;
import troops.cli.requirement.Bundled;
import troops.cli.requirement.editable.Workshop;
import troops.cli.requirement.lock.Libraries;
import troops.cli.state.Directories;
import troops.cli.state.RunFiles;

/// What the tool brings to each run.
///
/// @param directories where it keeps things
/// @param bundled the libraries that come with it
/// @param libraries finds the others
/// @param terms on which terms those are used
/// @param kept which records of runs it keeps
/// @param build tells this build of the tool from others, whose caches don't fit it
public record Toolbox(
    Directories directories,
    Bundled bundled,
    Libraries libraries,
    Libraries.Terms terms,
    RunFiles.Retention kept,
    String build) {

  /// The same, but keeping other records.
  ///
  /// @param others which records of runs it keeps
  /// @return a toolbox
  public Toolbox keeping(RunFiles.Retention others) {
    return new Toolbox(directories, bundled, libraries, terms, others, build);
  }

  /// The same, on more terms.
  ///
  /// @param more on which terms libraries are used besides
  /// @return a toolbox
  public Toolbox on(Libraries.Terms more) {
    return new Toolbox(directories, bundled, libraries, terms.and(more), kept, build);
  }

  /// The launcher of the tool.
  ///
  /// @return the path of a program
  Path launcher() {
    return bundled.machine().resolveSibling("../../bin/troops").normalize();
  }

  /// The programs that make a copy of a machine.
  ///
  /// @return the path of their directory
  Path copying() {
    return bundled.machine().resolveSibling("../../rehearsal").normalize();
  }

  /// What requirements that are sources are built with.
  ///
  /// @return a workshop, which has opened nothing yet
  public Workshop workshop() {
    return new SourceWorkshop(this);
  }

  /// The jars that a script is compiled with.
  ///
  /// @param classPath its requirements
  /// @return the bundled libraries that it sees, then its requirements
  List<Path> jars(troops.cli.requirement.ClassPath classPath) {
    List<Path> jars = new java.util.ArrayList<>(List.of(bundled.troops(), bundled.machine()));
    if (classPath.debianAdmin()) {
      jars.add(bundled.debianAdmin());
    }
    jars.addAll(classPath.jars());
    return jars;
  }
}
