package troops.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import troops.Node;
import troops.cli.event.Event;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.script.DeployableMethod;

/// Which deployables run on a node, and why.
public final class Selection {
  private final Node node;
  private final List<Choice> choices;
  private final List<Choice> before;

  /// A deployable, and whether it runs.
  ///
  /// @param deployable the deployable
  /// @param runs whether it runs here
  /// @param because why, or why not
  public record Choice(DeployableMethod deployable, boolean runs, String because) {}

  /// Chooses.
  ///
  /// @param node the node, its roles settled
  /// @param deployables all of the script
  /// @param before what was chosen of the script before it
  Selection(Node node, List<DeployableMethod> deployables, List<Choice> before) {
    this.node = node;
    this.before = List.copyOf(before);
    this.choices = new ArrayList<>();
    for (DeployableMethod deployable : deployables) {
      choices.add(choice(deployable));
    }
  }

  private Choice choice(DeployableMethod deployable) {
    if (deployable.roles().isEmpty()) {
      return new Choice(deployable, true, "every node");
    }
    for (String role : deployable.roles()) {
      List<String> by = node.grantedBy(role);
      if (!by.isEmpty()) {
        return new Choice(deployable, true, "role " + role + " (" + String.join(", ", by) + ")");
      }
    }
    StringBuilder missing = new StringBuilder("not here: needs role ");
    missing.append(String.join(" or ", deployable.roles()));
    for (String role : deployable.roles()) {
      List<String> members = node.members(role);
      if (!members.isEmpty()) {
        missing
            .append(" (")
            .append(role)
            .append(": ")
            .append(String.join(", ", members))
            .append(')');
      }
    }
    return new Choice(deployable, false, missing.toString());
  }

  /// All deployables, in order.
  ///
  /// @return the choices
  public List<Choice> all() {
    return List.copyOf(choices);
  }

  /// The deployables that run.
  ///
  /// @param only names; all, if there are none
  /// @return the choices, in order
  List<Choice> chosen(List<String> only) {
    List<Choice> chosen = new ArrayList<>();
    for (Choice choice : choices) {
      boolean named = only.isEmpty();
      for (String name : only) {
        named |= answersTo(choice.deployable(), name);
      }
      if (choice.runs() && named) {
        chosen.add(choice);
      }
    }
    return chosen;
  }

  private static boolean answersTo(DeployableMethod deployable, String name) {
    return deployable.name().equals(name) || deployable.method().equals(name);
  }

  /// Refuses a name that means nothing that runs here, neither of this script nor of the one
  /// before.
  ///
  /// @throws Problem if it does ([Kind#NO_SUCH_DEPLOYABLE])
  void require(String name) {
    List<String> names = new ArrayList<>();
    String elsewhere = "";
    List<Choice> all = new ArrayList<>(before);
    all.addAll(choices);
    for (Choice choice : all) {
      names.add(choice.deployable().name());
      if (answersTo(choice.deployable(), name)) {
        if (choice.runs()) {
          return;
        }
        elsewhere = choice.because();
      }
    }
    if (!elsewhere.isEmpty()) {
      throw new Problem(
          Kind.NO_SUCH_DEPLOYABLE,
          "deployable " + name + " is " + elsewhere,
          "--role=NAME gives this node a role for one run");
    }
    throw new Problem(
        Kind.NO_SUCH_DEPLOYABLE,
        "no deployable is called '" + name + "'",
        names.isEmpty() ? "the script has none" : "there are: " + String.join(", ", names));
  }

  /// What is suspicious about the roles.
  ///
  /// @param given the roles that the request gives the node
  /// @return warnings
  List<Event.Warned> warnings(List<String> given) {
    Set<String> wanted = new TreeSet<>(node.askedRoles());
    before.forEach(choice -> wanted.addAll(choice.deployable().roles()));
    List<Event.Warned> warnings = undefined(wanted);
    for (String role : given) {
      if (!wanted.contains(role)) {
        warnings.add(
            new Event.Warned("no deployable asks for role '" + role + "'", nearest(role, wanted)));
      }
    }
    unqualified(warnings);
    return warnings;
  }

  /// Names the roles that its deployables ask for, and that nothing defines.
  ///
  /// @return warnings
  List<Event.Warned> undefined() {
    return undefined(new TreeSet<>(node.askedRoles()));
  }

  /// @param wanted the roles that were asked for before; those of the deployables are added
  private List<Event.Warned> undefined(Set<String> wanted) {
    List<Event.Warned> warnings = new ArrayList<>();
    Set<String> defined = node.definedRoles();
    for (Choice choice : choices) {
      for (String role : choice.deployable().roles()) {
        if (wanted.add(role) && !defined.contains(role)) {
          warnings.add(
              new Event.Warned(
                  choice.deployable().where() + ": nothing defines role '" + role + "'",
                  nearest(role, defined)));
        }
      }
    }
    return warnings;
  }

  private void unqualified(List<Event.Warned> warnings) {
    String undecided = node.undecided();
    if (undecided.isEmpty()) {
      return;
    }
    String role = undecided.substring(0, undecided.indexOf(' '));
    String host = undecided.substring(role.length() + 1);
    String name = node.identity();
    String full = host.indexOf('*') < 0 ? host : name + ".example.com";
    warnings.add(
        new Event.Warned(
            "role " + role + " names " + host + ", but this node knows itself only as " + name,
            "put its full name into /etc/hosts: 127.0.1.1 " + full + " " + name));
  }

  private static String nearest(String role, Set<String> candidates) {
    for (String candidate : candidates) {
      if (distance(role, candidate) <= 2) {
        return "did you mean '" + candidate + "'?";
      }
    }
    return "roles come from defineRole and addRole in main, from /etc/troops/roles, and from --role";
  }

  /// How many letters have to be put in, taken out or exchanged (Levenshtein).
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
