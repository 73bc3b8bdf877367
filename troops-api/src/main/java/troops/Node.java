package troops;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a run knows of the machine that it runs on: its names and its roles. Scripts ask [Troops],
/// which asks the current node.
///
/// Safe for use by several threads.
public final class Node {
  private final String identity;
  private final Supplier<String> fullName;
  private final Map<String, List<String>> definitions = new LinkedHashMap<>();
  private final Map<String, List<String>> grants = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();
  private @Nullable String hostname;
  private boolean settled;

  /// A node without roles.
  ///
  /// @param identity the name that stays the same for as long as the machine does, whatever a
  ///   resolver answers: the kernel's host name
  /// @param fullName answers the fully qualified name, if there is one to be had; asked at most
  ///   once, and only if needed
  public Node(String identity, Supplier<String> fullName) {
    this.identity = identity;
    this.fullName = fullName;
  }

  /// This machine.
  ///
  /// @return a node without roles
  public static Node local() {
    HostName name = HostName.local();
    return new Node(name.kernel(), name::qualified);
  }

  /// The name that stays the same for as long as the machine does.
  ///
  /// @return the kernel's host name
  public String identity() {
    return identity;
  }

  /// The machine's name, fully qualified if that can be had.
  ///
  /// @return the name
  public synchronized String hostname() {
    String known = hostname;
    if (known == null) {
      known = identity.indexOf('.') >= 0 ? identity : fullName.get();
      hostname = known;
    }
    return known;
  }

  /// Grants a role, and remembers who granted it.
  ///
  /// @param role the role
  /// @param by what grants it, for people: `--role`, `/etc/troops/roles`, `addRole`
  /// @throws IllegalArgumentException if it isn't the name of a role
  /// @throws IllegalStateException if roles are settled
  public synchronized void grant(String role, String by) {
    define(role);
    grants.computeIfAbsent(role, key -> new ArrayList<>()).add(by);
  }

  /// Defines a role by the hosts that have it.
  ///
  /// @param role the role
  /// @param hosts names or patterns, as [Troops#defineRole] takes them
  /// @throws IllegalArgumentException if it isn't the name of a role
  /// @throws IllegalStateException if roles are settled
  public synchronized void define(String role, Collection<String> hosts) {
    List<String> all = define(role);
    for (String host : hosts) {
      HostPattern pattern = HostPattern.parse(host);
      all.add(pattern.text());
      // The full name may have to be asked of a resolver: only if it can matter.
      if (pattern.first().matches(shortName())
          && (!pattern.isQualified() || pattern.matches(hostname()))) {
        grants.computeIfAbsent(role, key -> new ArrayList<>()).add("host " + pattern.text());
      }
    }
  }

  private List<String> define(String role) {
    check(role);
    if (settled) {
      throw new IllegalStateException(
          "role " + role + " comes too late: roles are settled when main has ended");
    }
    return definitions.computeIfAbsent(role, key -> new ArrayList<>());
  }

  private String shortName() {
    int dot = identity.indexOf('.');
    return dot < 0 ? identity : identity.substring(0, dot);
  }

  /// Whether the node has a role.
  ///
  /// @param role the role
  /// @return true if something granted it
  public synchronized boolean has(String role) {
    asked.add(check(role));
    return grants.containsKey(role);
  }

  /// What granted a role.
  ///
  /// @param role the role
  /// @return words for people; empty if the node doesn't have it
  public synchronized List<String> grantedBy(String role) {
    return List.copyOf(grants.getOrDefault(role, List.of()));
  }

  /// The hosts that a role was defined with.
  ///
  /// @param role the role
  /// @return names and patterns, in the order in which they were given; empty if nothing defines it
  public synchronized List<String> members(String role) {
    return List.copyOf(definitions.getOrDefault(role, List.of()));
  }

  /// The roles that the node has.
  ///
  /// @return their names, sorted
  public synchronized Set<String> roles() {
    return new TreeSet<>(grants.keySet());
  }

  /// The first full name or pattern, and the role defined by it, that can't be compared with this
  /// node, because the node knows no full name of its own.
  ///
  /// @return `ROLE HOST`, or an empty string if there is none
  public synchronized String undecided() {
    String known = hostname;
    if (known == null || known.indexOf('.') >= 0) {
      return "";
    }
    for (Map.Entry<String, List<String>> definition : definitions.entrySet()) {
      for (String host : definition.getValue()) {
        HostPattern pattern = HostPattern.parse(host);
        if (pattern.isQualified() && pattern.first().matches(shortName())) {
          return definition.getKey() + " " + host;
        }
      }
    }
    return "";
  }

  /// The roles that something defines, whether or not this node has them.
  ///
  /// @return their names, sorted
  public synchronized Set<String> definedRoles() {
    return new TreeSet<>(definitions.keySet());
  }

  /// The roles that were asked for by [#has].
  ///
  /// @return their names, sorted
  public synchronized Set<String> askedRoles() {
    return new TreeSet<>(asked);
  }

  /// Settles the roles: from now on, adding or defining one is an error.
  public synchronized void settle() {
    settled = true;
  }

  /// Opens the roles again, for the `main` of another script of the same run.
  public synchronized void reopen() {
    settled = false;
  }

  private static String check(String role) {
    boolean good = !role.isEmpty() && role.charAt(0) != '-' && role.charAt(0) != '.';
    for (int i = 0; good && i < role.length(); i++) {
      char c = role.charAt(i);
      good = Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    }
    if (!good) {
      throw new IllegalArgumentException(
          "not the name of a role: '" + role + "' (letters, digits, '-', '_' and '.')");
    }
    return role;
  }
}
