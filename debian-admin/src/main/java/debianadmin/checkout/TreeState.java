package debianadmin.checkout;

import java.util.ArrayList;
import java.util.List;

/// What git says about a work tree.
///
/// @param head the commit that is checked out, or an empty string if there is none
/// @param changed the paths of files that were changed by hand; files that git doesn't know are
///   left out
record TreeState(String head, List<String> changed) {
  /// Copies the list.
  TreeState {
    changed = List.copyOf(changed);
  }

  /// Reads the answer of `git status --porcelain=v2 --branch -z` (git-status(1)).
  ///
  /// @param answer the answer
  /// @return what it says
  static TreeState parse(String answer) {
    String head = "";
    List<String> changed = new ArrayList<>();
    String[] records = answer.split("\0", -1);
    for (int i = 0; i < records.length; i++) {
      String line = records[i];
      if (line.startsWith("# branch.oid ")) {
        String id = line.substring("# branch.oid ".length());
        head = id.equals("(initial)") ? "" : id;
      } else if (line.startsWith("1 ")) {
        changed.add(afterFields(line, 8));
      } else if (line.startsWith("u ")) {
        changed.add(afterFields(line, 10));
      } else if (line.startsWith("2 ")) {
        changed.add(afterFields(line, 9));
        // The path that it was renamed from is a record of its own.
        i++;
      }
    }
    return new TreeState(head, changed);
  }

  private static String afterFields(String line, int fields) {
    int at = 0;
    for (int i = 0; i < fields; i++) {
      at = line.indexOf(' ', at) + 1;
    }
    return line.substring(at);
  }
}
