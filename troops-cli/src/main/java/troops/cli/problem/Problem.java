package troops.cli.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something went wrong in a way that a person can mend. The message says what and where, in lower
/// case and without a full stop; the details are lines to be shown below it; the hint is the next
/// step.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient List<String> details;
  private final String hint;

  /// Makes one.
  ///
  /// @param kind what kind of problem it is
  /// @param message what went wrong, and where
  /// @param details lines to be shown below it, raw
  /// @param hint what to do about it, or an empty string
  /// @param cause what led to it, or null
  public Problem(
      Kind kind, String message, List<String> details, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.details = List.copyOf(details);
    this.hint = hint;
  }

  /// Makes one with nothing to show below the message.
  ///
  /// @param kind what kind of problem it is
  /// @param message what went wrong, and where
  /// @param hint what to do about it, or an empty string
  public Problem(Kind kind, String message, String hint) {
    this(kind, message, List.of(), hint, null);
  }

  /// What kind of problem it is.
  ///
  /// @return the kind
  public Kind kind() {
    return kind;
  }

  /// What went wrong, and where.
  ///
  /// @return a line in lower case, without a full stop
  public String message() {
    return String.valueOf(getMessage());
  }

  /// What is to be shown below the message.
  ///
  /// @return lines, raw: they may contain control characters
  public List<String> details() {
    return details;
  }

  /// What to do about it.
  ///
  /// @return the next step, or an empty string
  public String hint() {
    return hint;
  }
}
