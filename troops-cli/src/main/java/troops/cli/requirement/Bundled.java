package troops.cli.requirement;

import java.nio.file.Path;
import java.util.Optional;
import troops.cli.problem.Problem;
import troops.cli.requirement.version.Version;

/// The libraries that come with the tool, all in one version.
///
/// @param version the version of the tool and of each of them, such as `0.1.0`
/// @param repository a directory that has them in the layout of a Maven repository, with their poms
/// @param machine the jar of [Library#MACHINE] on the tool's own class path
/// @param troops the jar of [Library#TROOPS] on the tool's own class path
/// @param debianAdmin the jar of [Library#DEBIAN_ADMIN] on the tool's own class path
public record Bundled(
    String version, Path repository, Path machine, Path troops, Path debianAdmin) {
  /// Whether a requirement is met by what comes with the tool.
  ///
  /// @param requirement what is needed
  /// @return whether it names a library of the tool, in its version or in none
  public boolean meets(Requirement requirement) {
    return Library.of(requirement.group(), requirement.artifact()).isPresent()
        && requirement.classifier().isEmpty()
        && requirement.versions().admits(new Version(version));
  }

  /// The jar of a library on the tool's own class path.
  ///
  /// @param library which
  /// @return its path
  public Path jar(Library library) {
    return switch (library) {
      case MACHINE -> machine;
      case TROOPS -> troops;
      case DEBIAN_ADMIN -> debianAdmin;
    };
  }

  /// Refuses what nothing but another version of the tool could meet.
  ///
  /// @param requirements what is needed
  /// @throws Problem if `machine` or `troops` is required in another version than the one at hand
  void check(Requirements requirements) {
    for (Requirement requirement : requirements.list()) {
      Optional<Library> library = Library.of(requirement.group(), requirement.artifact());
      boolean fixed = library.isPresent() && library.get() != Library.DEBIAN_ADMIN;
      if (fixed && !meets(requirement)) {
        throw Requirements.unresolved(
            requirement,
            "this Troops is " + version + "; " + requirement.coordinates() + " can't be had",
            "install a Troops that fits (sudo apt install ./troops_VERSION_ARCH.deb), or write "
                + requirement.name()
                + " to take the one at hand");
      }
    }
  }
}
