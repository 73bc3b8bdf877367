package troops.cli.requirement.maven;

import org.eclipse.aether.artifact.Artifact;

/// How artifacts are shown to people.
final class Coordinates {
  private Coordinates() {}

  static String of(Artifact artifact) {
    String classifier = artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier();
    return artifact.getGroupId()
        + ":"
        + artifact.getArtifactId()
        + ":"
        + artifact.getVersion()
        + classifier;
  }
}
