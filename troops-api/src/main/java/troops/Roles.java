package troops;

import java.util.Iterator;
import java.util.Set;

/// The roles of the current node.
public final class Roles implements Iterable<String> {
  private final Node node;

  Roles(Node node) {
    this.node = node;
  }

  /// Gives the node a role.
  ///
  /// @param role letters, digits, `-`, `_` and `.`
  /// @throws IllegalStateException if `main` has ended
  public void add(String role) {
    node.grant(role, "the script");
  }

  /// Whether the node has a role.
  ///
  /// @param role the role
  /// @return true if it has
  public boolean contains(String role) {
    return node.has(role);
  }

  /// The names of the roles at this moment.
  ///
  /// @return a copy, sorted
  public Set<String> names() {
    return node.roles();
  }

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }

  @Override
  public String toString() {
    return names().toString();
  }
}
