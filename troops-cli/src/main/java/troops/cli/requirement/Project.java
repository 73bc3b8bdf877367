package troops.cli.requirement;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the pom of sources says, as far as it matters for building them.
///
/// @param used the library that they are built to, with what it needs when it is used
/// @param built the same with all that it needs to be built, if that is more
/// @param needs `group:artifact` of the libraries that it needs itself, for whatever
/// @param sources the folder of the Java sources, relative to the pom; it need not exist
/// @param resources what goes into the jar besides: its name there, and the file, relative to the
///   pom
/// @param poms the poms of repositories that were read to find this out
public record Project(
    Substitute used,
    Optional<Substitute> built,
    List<String> needs,
    String sources,
    Map<String, String> resources,
    List<LockedFile> poms) {
  /// Copies the lists and the map.
  public Project {
    needs = List.copyOf(needs);
    resources = Map.copyOf(resources);
    poms = List.copyOf(poms);
  }
}
