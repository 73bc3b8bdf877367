package troops.cli.requirement.maven;

import org.eclipse.aether.artifact.Artifact;

/// How artifacts are shown to people.
final class Coordinates {
  private Coordinates() {}

  static String of(Artifact artifact) {
    String classifier = artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier();
    String version = artifact.getVersion().isEmpty() ? "" : ":" + artifact.getVersion();
    return artifact.getGroupId() + ":" + artifact.getArtifactId() + version + classifier;
  }

  /// Where an artifact lies in each Maven repository ("Maven2 Repository Layout").
  static String layout(Artifact artifact) {
    String classifier = artifact.getClassifier().isEmpty() ? "" : "-" + artifact.getClassifier();
    return artifact.getGroupId().replace('.', '/')
        + "/"
        + artifact.getArtifactId()
        + "/"
        + artifact.getBaseVersion()
        + "/"
        + artifact.getArtifactId()
        + "-"
        + artifact.getVersion()
        + classifier
        + "."
        + artifact.getExtension();
  }

  /// Whether a file of this name stays in the repository that it is in. Other letters that don't
  /// belong into names only make a file that isn't found.
  static boolean stayInside(Artifact artifact) {
    return staysInside(artifact.getGroupId())
        && staysInside(artifact.getArtifactId())
        && staysInside(artifact.getVersion())
        && staysInside(artifact.getClassifier())
        && staysInside(artifact.getExtension());
  }

  private static boolean staysInside(String part) {
    return part.indexOf('/') < 0
        && part.indexOf('\\') < 0
        && part.indexOf('\0') < 0
        && !part.equals("..")
        && !part.equals(".");
  }
}
