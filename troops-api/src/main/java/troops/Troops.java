package troops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// What a script asks about its node, and says about all nodes.
///
/// Works without the tool too: a script that is started with plain `java` runs on a node that has
/// no roles but those that it adds.
public final class Troops {
  private static final Object LOCK = new Object();
  private static volatile @Nullable Node node;
  private static volatile @Nullable LibraryLoader libraries;

  private Troops() {}

  /// Makes a node the one that scripts ask about, once for the process. For those who carry out
  /// scripts, not for scripts.
  ///
  /// @param current the node
  /// @param loader loads libraries for scripts
  /// @throws IllegalStateException if there is one already
  public static void begin(Node current, LibraryLoader loader) {
    synchronized (LOCK) {
      if (node != null) {
        throw new IllegalStateException("the current node is set once for the process");
      }
      node = current;
      libraries = loader;
    }
  }

  private static Node node() {
    Node now = node;
    if (now != null) {
      return now;
    }
    synchronized (LOCK) {
      if (node == null) {
        node = Node.local();
      }
      return node;
    }
  }

  /// The node's name, fully qualified if that can be had: from the kernel, from `/etc/hosts`, or
  /// from a resolver that answers within a second.
  ///
  /// @return the name; never empty
  public static String hostname() {
    return node().hostname();
  }

  /// Whether the node has a role: by `--role`, by a line in `/etc/troops/roles`, or because `main`
  /// said so.
  ///
  /// @param role the role
  /// @return true if it has
  /// @throws IllegalArgumentException if it isn't the name of a role
  public static boolean haveRole(String role) {
    return node().has(role);
  }

  /// Gives the node a role. To be called in `main`: afterwards, roles are settled.
  ///
  /// @param role letters, digits, `-`, `_` and `.`
  /// @throws IllegalArgumentException if it isn't the name of a role
  /// @throws IllegalStateException if `main` has ended
  public static void addRole(String role) {
    node().grant(role, "the script");
  }

  /// The roles of the node.
  ///
  /// @return a view: what is added to it, the node has
  public static Roles roles() {
    return new Roles(node());
  }

  /// Says which hosts have a role; the node gets it if it is one of them. Called again for the same
  /// role, it adds hosts. To be called in `main`.
  ///
  /// @param role letters, digits, `-`, `_` and `.`
  /// @param hosts full names (`web-1.example.com`), short names (`web-1`: whatever the domain), or
  ///   either with `*` for any run of characters (`web-*`, `*.example.com`); case doesn't count
  /// @throws IllegalArgumentException if it isn't the name of a role, or a host can't be one
  /// @throws IllegalStateException if `main` has ended
  public static void defineRole(String role, String... hosts) {
    node().define(role, List.of(hosts));
  }

  /// The hosts that a role was defined with by [#defineRole].
  ///
  /// @param role the role
  /// @return names and patterns as given (in lower case); empty if it was not defined
  public static List<String> members(String role) {
    return node().members(role);
  }

  /// A file or folder of the deployment.
  ///
  /// @param path relative to the deployed folder of the repository, with `/` between names
  /// @return where it is during this run
  /// @throws MachineException if there is no such file, or the path leads out of the deployment
  public static Path file(String path) {
    Path folder = Machine.current().folder();
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder)) {
      throw new MachineException(
          "not a file of the deployment: " + path, "name it relative to the deployed folder");
    }
    if (!Files.exists(file)) {
      throw new MachineException(
          "no such file in the deployment: " + path,
          "what is deployed is the commit: has the file been added and committed?");
    }
    return file;
  }

  /// Loads a library while the script is at work, for classes that are reached by reflection or by
  /// a service loader. It is found as those of `requirements.txt` are, and comes to them with all
  /// that it needs; what is there already stays as it is. A lock must name it: a line `--load
  /// group:artifact:version` in `requirements.txt` has it locked.
  ///
  /// From then on, `Class.forName`, and `ServiceLoader.load` on threads that the script has
  /// started, find its classes. Loaded again, nothing happens.
  ///
  /// @param coordinates `group:artifact:version`
  /// @return the loader of the script's own classes, which now finds the library's; for those who
  ///   ask for one
  /// @throws MachineException if it can't be had, isn't locked but should be, or needs another
  ///   version of something that is there
  public static ClassLoader load(String coordinates) {
    LibraryLoader loader = libraries;
    if (loader == null) {
      throw new MachineException(
          "only the tool loads libraries: " + coordinates,
          "start the script with troops deploy, or put the library's jar on the class path");
    }
    return loader.load(coordinates);
  }

  /// Whether the node belongs to a share of all nodes: the same tenth each time, another tenth for
  /// another name. A node that belongs to 10 percent belongs to 20 percent too.
  ///
  /// It goes by the kernel's host name, which no resolver can change.
  ///
  /// @param name what the share is of: `new-kernel`
  /// @param percent 0 (no node) to 100 (every node); fractions count
  /// @return true if it belongs
  /// @throws IllegalArgumentException if it isn't a percentage
  public static boolean share(String name, double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("not a percentage: " + percent + " (0 to 100)");
    }
    return Share.place(node().identity(), name) < percent;
  }
}
