package machine;

import java.util.Objects;

/// A text that no log, diff, argument list or message shows.
///
/// It doesn't keep the text from being read out of the memory of the process.
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /// Makes a secret of a text.
  ///
  /// @param text the text
  /// @return the secret
  public static Secret of(String text) {
    return new Secret(Objects.requireNonNull(text, "text"));
  }

  /// The text itself, for the one place that needs it.
  ///
  /// @return the text
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// The word `(secret)`, whatever the text is.
  @Override
  public String toString() {
    return "(secret)";
  }
}
