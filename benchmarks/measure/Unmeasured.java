package measure;

/// Something can't be measured, or what was measured wasn't what it should have been. The message
/// says what to do.
public final class Unmeasured extends Exception {
  public Unmeasured(String message) {
    super(message);
  }
}
