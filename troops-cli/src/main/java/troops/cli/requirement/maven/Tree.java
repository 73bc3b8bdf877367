package troops.cli.requirement.maven;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;
import org.jspecify.annotations.Nullable;
import troops.cli.requirement.Resolution;

/// The tree of dependencies as people are shown it.
final class Tree {
  /// Winners, and the path to each; they are told apart by identity, as a version may stand in
  /// several places.
  private final Map<String, String> asked = new HashMap<>();

  private Tree() {}

  static List<Resolution.Node> of(DependencyNode root) {
    Tree tree = new Tree();
    root.getChildren().forEach(child -> tree.note(child, ""));
    return tree.nodes(root.getChildren());
  }

  private void note(DependencyNode node, String above) {
    if (winner(node) == null) {
      asked.putIfAbsent(Coordinates.of(node.getArtifact()), above);
      String path = above.isEmpty() ? "" : above + " > ";
      node.getChildren().forEach(child -> note(child, path + Coordinates.of(node.getArtifact())));
    }
  }

  private List<Resolution.Node> nodes(List<DependencyNode> nodes) {
    List<Resolution.Node> all = new ArrayList<>();
    for (DependencyNode node : nodes) {
      DependencyNode winner = winner(node);
      String coordinates = Coordinates.of(node.getArtifact());
      if (winner == null) {
        all.add(new Resolution.Node(coordinates, "", "", nodes(node.getChildren())));
      } else {
        all.add(new Resolution.Node(coordinates, because(coordinates, winner), "", List.of()));
      }
    }
    return all;
  }

  private String because(String coordinates, DependencyNode winner) {
    String other = Coordinates.of(winner.getArtifact());
    if (other.equals(coordinates)) {
      return "stands elsewhere in the tree";
    }
    String path = asked.getOrDefault(other, "");
    return winner.getArtifact().getVersion()
        + " won: "
        + (path.isEmpty() ? "required directly" : path + " asks for it");
  }

  static @Nullable DependencyNode winner(DependencyNode node) {
    return (DependencyNode) node.getData().get(ConflictResolver.NODE_DATA_WINNER);
  }
}
