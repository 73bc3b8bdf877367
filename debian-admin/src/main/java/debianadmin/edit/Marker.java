package debianadmin.edit;

import java.util.List;
import machine.MachineException;

/// Where a named block is: between the lines `# BEGIN name` and `# END name`, whatever sign begins
/// a comment.
///
/// @param from the line of its beginning
/// @param to the line after its end; the same as `from` if there is no such block
record Marker(int from, int to) {
  static final String BEGIN = "BEGIN";
  static final String END = "END";

  /// Refuses what is no name of a block.
  static String named(String name) {
    if (name.isBlank() || !name.equals(name.strip()) || name.indexOf('\n') >= 0) {
      throw new MachineException(
          "not the name of a block: '" + name + "'", "give it a name of one line, such as \"app\"");
    }
    return name;
  }

  /// Looks for a block.
  ///
  /// @throws MachineException if it begins without an end, ends without a beginning, or is there
  ///   twice
  static Marker of(List<String> lines, String name) {
    int begin = -1;
    int end = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (isMarker(lines.get(i), BEGIN, name)) {
        if (begin >= 0) {
          throw broken(name, "begins twice, in lines " + (begin + 1) + " and " + (i + 1));
        }
        begin = i;
      } else if (isMarker(lines.get(i), END, name)) {
        if (begin < 0 || end >= 0) {
          throw broken(name, "ends in line " + (i + 1) + ", but doesn't begin before");
        }
        end = i;
      }
    }
    if (begin >= 0 && end < 0) {
      throw broken(name, "begins in line " + (begin + 1) + ", but doesn't end");
    }
    return begin < 0 ? new Marker(0, 0) : new Marker(begin, end + 1);
  }

  private static MachineException broken(String name, String what) {
    return new MachineException(
        "the block " + name + " " + what,
        "mend the lines BEGIN " + name + " and END " + name + " by hand; nothing was changed");
  }

  private static boolean isMarker(String line, String word, String name) {
    String end = " " + word + " " + name;
    String all = line.strip();
    return all.endsWith(end) && all.indexOf(' ') == all.length() - end.length();
  }

  boolean isThere() {
    return from < to;
  }
}
