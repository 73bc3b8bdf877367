package troops.cli.requirement.maven;

import java.util.Locale;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;
import troops.cli.requirement.Progress;

/// Tells of each file that is fetched, when its first bytes come: jars by their coordinates, poms
/// with the word.
final class Downloads extends AbstractTransferListener {
  private final Progress progress;

  Downloads(Progress progress) {
    this.progress = progress;
  }

  @Override
  public synchronized void transferStarted(TransferEvent event) {
    TransferResource resource = event.getResource();
    progress.line("downloading " + name(resource) + size(resource.getContentLength()));
  }

  private static String name(TransferResource resource) {
    if (resource.getTrace() != null
        && resource.getTrace().getData() instanceof ArtifactRequest request) {
      Artifact artifact = request.getArtifact();
      String extension = artifact.getExtension().equals("jar") ? "" : " " + artifact.getExtension();
      return Coordinates.of(artifact) + extension;
    }
    return resource.getResourceName();
  }

  private static String size(long bytes) {
    if (bytes < 0) {
      return "";
    }
    if (bytes < 1_000) {
      return " (" + bytes + " bytes)";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, " (%.1f kB)", bytes / 1e3)
        : String.format(Locale.ROOT, " (%.1f MB)", bytes / 1e6);
  }
}
