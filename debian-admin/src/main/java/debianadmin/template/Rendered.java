package debianadmin.template;

/// What a template and its values come to.
///
/// @param text the text
/// @param isSecret whether there is a secret among the values
record Rendered(String text, boolean isSecret) {
  /// Never the text, for it may be secret.
  @Override
  public String toString() {
    return isSecret ? "(secret)" : text;
  }
}
