package debianadmin.checkout;

import java.util.HashMap;
import java.util.Map;

/// Names and the commits that they mean.
///
/// @param commits commits by full name: `refs/tags/v1.2`; an annotated tag means the commit that it
///   is about
record Refs(Map<String, String> commits) {
  /// The commit that was checked out last.
  static final String DEPLOYED = "refs/debianadmin/deployed";

  /// The commit that is being checked out: there only while it is, or if that broke off.
  static final String MOVING = "refs/debianadmin/moving";

  /// Copies the map.
  Refs {
    commits = Map.copyOf(commits);
  }

  /// Reads the answer of `git ls-remote` or `git for-each-ref` with [#FORMAT].
  ///
  /// @param answer lines of an id, white space, and a name; `NAME^{}` is what a tag is about
  /// @return what it says
  static Refs parse(String answer) {
    Map<String, String> all = new HashMap<>();
    for (String line : answer.split("\n", -1)) {
      String[] fields = line.split("[\t ]", -1);
      if (fields.length < 2 || fields[0].isEmpty()) {
        continue;
      }
      boolean peeled = fields[1].endsWith("^{}");
      String name = peeled ? fields[1].substring(0, fields[1].length() - 3) : fields[1];
      if (peeled) {
        all.put(name, fields[0]);
      } else {
        String about = fields.length > 2 && !fields[2].isEmpty() ? fields[2] : fields[0];
        all.putIfAbsent(name, about);
      }
    }
    return new Refs(all);
  }

  /// How `git for-each-ref` is to answer.
  static final String FORMAT = "%(objectname) %(refname) %(*objectname)";

  /// The commit that a name means; a tag goes before a branch, as gitrevisions(7) has it.
  ///
  /// @param revision the name
  /// @param branches the directory of branches: `refs/heads/`
  /// @return the commit, or an empty string
  String find(Revision revision, String branches) {
    String tag = value("refs/tags/" + revision.name());
    return tag.isEmpty() ? value(branches + revision.name()) : tag;
  }

  String value(String name) {
    return commits.getOrDefault(name, "");
  }
}
