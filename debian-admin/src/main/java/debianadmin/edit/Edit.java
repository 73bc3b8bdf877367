package debianadmin.edit;

import machine.MachineException;

/// What a text is to have, or not to have.
public sealed interface Edit permits Line, WithoutLine, Block, WithoutBlock {
  /// Makes the edit. Made twice, it changes nothing the second time.
  ///
  /// @param text the whole text
  /// @return the text with the edit made; an equal one, if that is so already
  /// @throws MachineException if the text can't be edited so
  String in(String text);

  /// Why nothing is to be done, if that is so.
  ///
  /// @return such as `has the line`
  String reason();

  /// Whether a file that isn't there is as wanted.
  ///
  /// @return true if the edit takes something away
  boolean takesAway();
}
