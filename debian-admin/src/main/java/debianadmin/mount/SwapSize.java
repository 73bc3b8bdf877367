package debianadmin.mount;

import machine.MachineException;

/// The size of a swap file.
///
/// @param bytes how many bytes
record SwapSize(long bytes) {
  private static final String UNITS = "KMGT";

  /// Reads a size.
  ///
  /// @param text a number and a unit, of which each is 1024 of the one before: `512M`, `2G`
  /// @return the size
  /// @throws MachineException if it isn't one, or smaller than mkswap(8) takes
  static SwapSize parse(String text) {
    int digits = 0;
    long number = 0;
    while (digits < text.length()
        && Character.digit(text.charAt(digits), 10) >= 0
        && number < 1L << 32) {
      number = number * 10 + Character.digit(text.charAt(digits++), 10);
    }
    int unit = digits == text.length() - 1 ? UNITS.indexOf(text.charAt(digits)) : -1;
    long bytes = unit < 0 ? 0 : number << (10 * (unit + 1));
    if (digits == 0 || bytes < 1 << 20 || bytes > 1L << 44) {
      throw new MachineException(
          "not the size of a swap file: '" + text + "'",
          "write a whole number and a unit, 1M at least: \"512M\", \"2G\"");
    }
    return new SwapSize(bytes - bytes % 65536);
  }

  /// A number of bytes in the largest unit that shows it whole.
  static String words(long bytes) {
    int unit = -1;
    long number = bytes;
    while (unit < 3 && number >= 1024 && number % 1024 == 0) {
      number /= 1024;
      unit++;
    }
    return number + (unit < 0 ? " bytes" : UNITS.substring(unit, unit + 1));
  }

  @Override
  public String toString() {
    return words(bytes);
  }
}
