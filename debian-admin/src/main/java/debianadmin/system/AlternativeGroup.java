package debianadmin.system;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What update-alternatives(1) knows of a name: a file of /var/lib/dpkg/alternatives.
///
/// @param manual whether somebody has chosen; otherwise the highest priority does
/// @param choices the choices
record AlternativeGroup(boolean manual, List<Choice> choices) {
  /// A choice.
  ///
  /// @param path the program
  /// @param priority its priority
  record Choice(String path, int priority) {}

  /// Copies the list.
  AlternativeGroup {
    choices = List.copyOf(choices);
  }

  /// Reads a file: the state, the link, a name and a link for each follower, an empty line; then
  /// for each choice its path, its priority and a path, perhaps empty, for each follower; and an
  /// empty line.
  static AlternativeGroup parse(String text) {
    String[] lines = text.split("\n", -1);
    int i = 2;
    int followers = 0;
    for (; i < lines.length && !lines[i].isEmpty(); i += 2) {
      followers++;
    }
    List<Choice> all = new ArrayList<>();
    for (i++; i + 1 < lines.length && !lines[i].isEmpty(); i += 2 + followers) {
      all.add(new Choice(lines[i], Integer.parseInt(lines[i + 1].strip())));
    }
    return new AlternativeGroup(lines[0].equals("manual"), all);
  }

  boolean has(String path) {
    for (Choice choice : choices) {
      if (choice.path().equals(path)) {
        return true;
      }
    }
    return false;
  }

  /// The choice of the highest priority, the first of those that share it; null if there is none.
  @Nullable Choice best() {
    Choice best = null;
    for (Choice choice : choices) {
      best = best == null || choice.priority() > best.priority() ? choice : best;
    }
    return best;
  }

  /// All paths, in words.
  String words() {
    StringBuilder all = new StringBuilder();
    for (Choice choice : choices) {
      all.append(all.isEmpty() ? "" : ", ").append(choice.path());
    }
    return all.toString();
  }
}
