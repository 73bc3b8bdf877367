package troops.cli.requirement.maven;

import java.util.Locale;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;
import troops.cli.requirement.Progress;

/// Tells of each file that is fetched, when its first bytes come: jars by their coordinates, poms
/// with the word. What comes too slowly is given up.
final class Downloads extends AbstractTransferListener {
  /// What a download must have brought in each second, after [#PATIENCE].
  private static final long BYTES_A_SECOND = 1_000;

  /// In milliseconds.
  private static final long PATIENCE = 30_000;

  private final Progress progress;
  private final long patience;

  Downloads(Progress progress) {
    this(progress, PATIENCE);
  }

  Downloads(Progress progress, long patience) {
    this.progress = progress;
    this.patience = patience;
  }

  /// A repository that sends a byte now and then never runs into the time limit of a connection.
  @Override
  public void transferProgressed(TransferEvent event) throws TransferCancelledException {
    long elapsed = System.currentTimeMillis() - event.getResource().getTransferStartTime();
    if (elapsed > patience && event.getTransferredBytes() < elapsed * BYTES_A_SECOND / 1_000) {
      throw new TransferCancelledException(
          "the repository sends less than " + BYTES_A_SECOND + " bytes a second");
    }
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
