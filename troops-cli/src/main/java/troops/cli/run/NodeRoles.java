package troops.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import troops.Node;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.state.Directories;

/// The roles that a node has before its script says anything: by its settings, and by the request.
public final class NodeRoles {
  private NodeRoles() {}

  /// This machine as a node.
  ///
  /// @param settings the directory of its settings; its file `roles` has a role in each line
  /// @param given the roles that the request gives it
  /// @return the node
  /// @throws Problem if the file can't be read, or names something that can't be a role
  public static Node node(Path settings, List<String> given) {
    Node node = Node.local();
    Path file = settings.resolve("roles");
    for (String role : lines(file)) {
      grant(node, role, file.toString());
    }
    for (String role : given) {
      grant(node, role, "--role");
    }
    return node;
  }

  private static void grant(Node node, String role, String by) {
    try {
      node.grant(role, by);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          Kind.BAD_SETTING,
          by + ": " + e.getMessage(),
          by.equals("--role") ? "" : "one role in a line, comments begin with #");
    }
  }

  private static List<String> lines(Path file) {
    try {
      List<String> roles = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        int comment = line.indexOf('#');
        String role = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (!role.isEmpty()) {
          roles.add(role);
        }
      }
      return roles;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot read " + file + ": " + Directories.reason(e),
          List.of(),
          "it says which roles this node has",
          e);
    }
  }
}
