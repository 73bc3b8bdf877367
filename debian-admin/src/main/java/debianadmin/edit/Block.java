package debianadmin.edit;

import java.util.ArrayList;
import java.util.List;
import machine.MachineException;

/// A text between two comments that name it. It stays where it is, or is added at the end.
///
/// @param name its name
/// @param text its lines
/// @param sign what begins a comment
public record Block(String name, String text, String sign) implements Edit {
  /// Refuses what would not be found again.
  public Block {
    Marker.named(name);
    if (sign.isEmpty() || sign.chars().anyMatch(Character::isWhitespace)) {
      throw new MachineException(
          "not a sign that begins a comment: '" + sign + "'",
          "name it without spaces: commentedBy(\"//\")");
    }
    if (text.indexOf('\0') >= 0) {
      throw new MachineException("not a text: it holds a NUL", "leave it out");
    }
    if (Marker.of(Lines.of(text).list(), name).isThere()) {
      throw new MachineException(
          "the text of the block " + name + " holds the comments that are put around it",
          "leave them out of the text");
    }
  }

  @Override
  public String in(String all) {
    Lines lines = Lines.of(all);
    List<String> block = new ArrayList<>();
    block.add(sign + " " + Marker.BEGIN + " " + name);
    block.addAll(Lines.of(text).list());
    block.add(sign + " " + Marker.END + " " + name);
    Marker found = Marker.of(lines.list(), name);
    if (!found.isThere()) {
      return lines.with(block).text();
    }
    return lines.list().subList(found.from(), found.to()).equals(block)
        ? all
        : lines.with(found.from(), found.to(), block).text();
  }

  @Override
  public String reason() {
    return "has the block " + name;
  }

  @Override
  public boolean takesAway() {
    return false;
  }
}
