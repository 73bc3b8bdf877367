package troops.cli.requirement;

import java.util.List;

/// A library that is built from sources, as whoever resolves sees it: it is used wherever its
/// coordinates are asked for, in whichever version.
///
/// @param group its group
/// @param artifact its artifact
/// @param version its version
/// @param pom what it needs, as a pom without a parent
/// @param needs the same in lines: what is to be resolved anew if it changes
/// @param place the line that names its sources
public record Substitute(
    String group, String artifact, String version, String pom, List<String> needs, Place place) {
  /// Copies the list.
  public Substitute {
    needs = List.copyOf(needs);
  }

  /// Its name among libraries.
  ///
  /// @return `group:artifact`
  public String name() {
    return group + ":" + artifact;
  }
}
