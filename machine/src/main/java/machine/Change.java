package machine;

import java.util.Optional;

/// One difference between what was found and what is wanted, as a person would say it: `install
/// tmux (3.3a-3)`.
///
/// @param verb what is to be done, in its base form: `create`, `install`, `restart`
/// @param subject the thing it is done to: a path, a package, a unit
/// @param detail what else a reader needs to know, or an empty string
/// @param text the text before and after, if the change is one of text that may be shown
public record Change(String verb, String subject, String detail, Optional<Text> text) {

  /// A text before and after a change.
  ///
  /// @param before the text found; empty if there was none
  /// @param after the text wanted
  public record Text(String before, String after) {}

  /// A change that isn't one of text.
  ///
  /// @param verb what is to be done, in its base form
  /// @param subject the thing it is done to
  /// @param detail what else a reader needs to know, or an empty string
  /// @return the change
  public static Change of(String verb, String subject, String detail) {
    return new Change(verb, subject, detail, Optional.empty());
  }

  /// The same change, with the text before and after.
  ///
  /// @param before the text found; empty if there was none
  /// @param after the text wanted
  /// @return a change that can be shown as a diff
  public Change showing(String before, String after) {
    return new Change(verb, subject, detail, Optional.of(new Text(before, after)));
  }

  /// The change in a line: verb, subject, and the detail in brackets.
  @Override
  public String toString() {
    return verb + " " + subject + (detail.isEmpty() ? "" : " (" + detail + ")");
  }
}
