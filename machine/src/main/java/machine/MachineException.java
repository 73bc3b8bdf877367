package machine;

import org.jspecify.annotations.Nullable;

/// A wish could not be fulfilled. The message says what and where, in lower case and without a full
/// stop; the hint says what to do about it.
public class MachineException extends RuntimeException {
  /// The advice for those who lack the right.
  static final String AS_ROOT = "run the same command with sudo, or as root";

  private static final long serialVersionUID = 1L;

  private final String hint;

  /// Makes one.
  ///
  /// @param message what went wrong, and where
  /// @param hint what to do about it, or an empty string
  /// @param cause what led to it, or null
  public MachineException(String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /// Makes one without a cause.
  ///
  /// @param message what went wrong, and where
  /// @param hint what to do about it, or an empty string
  public MachineException(String message, String hint) {
    this(message, hint, null);
  }

  /// What to do about it.
  ///
  /// @return the next step, or an empty string
  public String hint() {
    return hint;
  }

  /// Only root may make this change.
  ///
  /// @param change the change that was refused
  /// @return the exception
  public static MachineException needsRoot(Change change) {
    return new MachineException("only root may " + change, AS_ROOT);
  }
}
