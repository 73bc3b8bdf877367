package debianadmin.edit;

import java.util.List;

/// No block of a name, nor the comments around it.
///
/// @param name its name
public record WithoutBlock(String name) implements Edit {
  /// Refuses what is no name.
  public WithoutBlock {
    Marker.named(name);
  }

  @Override
  public String in(String text) {
    Lines lines = Lines.of(text);
    Marker found = Marker.of(lines.list(), name);
    return found.isThere() ? lines.with(found.from(), found.to(), List.of()).text() : text;
  }

  @Override
  public String reason() {
    return "has no block " + name;
  }

  @Override
  public boolean takesAway() {
    return true;
  }
}
