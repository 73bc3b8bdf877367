package troops.cli.requirement.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;

/// The jars in the local repository, which Maven takes as they are.
final class LocalFiles {
  private LocalFiles() {}

  /// Removes each jar that isn't what was fetched once. What was installed there by the person
  /// (`mvn install`) is left alone, as is what has no checksum beside it.
  ///
  /// @param results what was resolved
  /// @return the requests whose jars were removed
  static List<ArtifactRequest> removeDamaged(List<ArtifactResult> results) throws IOException {
    List<ArtifactRequest> removed = new ArrayList<>();
    for (ArtifactResult result : results) {
      Path jar = result.getArtifact().getFile().toPath();
      if (result.getRepository() instanceof RemoteRepository && isDamaged(jar)) {
        Files.delete(jar);
        removed.add(result.getRequest());
      }
    }
    return removed;
  }

  private static boolean isDamaged(Path jar) throws IOException {
    Path sidecar = jar.resolveSibling(jar.getFileName() + ".sha1");
    if (!Files.isRegularFile(sidecar)) {
      return false;
    }
    String wanted = Files.readString(sidecar).strip().toLowerCase(Locale.ROOT);
    int blank = wanted.indexOf(' ');
    return !digest(jar, "SHA-1").equals(blank < 0 ? wanted : wanted.substring(0, blank));
  }

  /// The digest of a file, in hexadecimal digits.
  static String digest(Path file, String algorithm) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      byte[] buffer = new byte[65_536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has " + algorithm, e);
    }
  }
}
