package acceptance;

import acceptance.bed.DebianNode;
import acceptance.bed.Program;
import acceptance.bed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Deployments of a few lines, carried out by root on a node, one after the other.
final class UnitDeployment {
  private static final String HERE = "--repository=/root/deploy";

  private final DebianNode node;

  /// Makes a repository on a node.
  ///
  /// @param directory an empty directory here
  UnitDeployment(DebianNode node, Path directory) throws IOException {
    this.node = node;
    Files.writeString(directory.resolve("requirements.txt"), "org.debianadmin:debian-admin\n");
    Files.writeString(directory.resolve("deploy.java"), Scripts.deployable("nothing"));
    node.deployment(directory);
  }

  private void script(String... lines) {
    try {
      Files.writeString(node.file("/root/deploy/deploy.java"), Scripts.deployable("units", lines));
      node.commit();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Carries out lines.
  Result apply(String... lines) {
    script(lines);
    return again();
  }

  /// Carries out the lines of the last time.
  Result again(String... options) {
    List<String> words = new ArrayList<>(List.of("deploy", HERE));
    words.addAll(List.of(options));
    return node.troops(words.toArray(String[]::new));
  }

  /// Begins to carry out lines.
  Program start(String... lines) {
    script(lines);
    return node.startTroops("deploy", HERE);
  }

  /// Previews lines.
  Result preview(String... lines) {
    script(lines);
    return again("--check");
  }
}
