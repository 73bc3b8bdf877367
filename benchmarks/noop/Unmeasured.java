/// Something can't be measured, or what was measured wasn't what it should have been. The message
/// says what to do.
final class Unmeasured extends Exception {
  Unmeasured(String message) {
    super(message);
  }
}
