package debianadmin.name;

import java.net.Inet6Address;
import java.util.Locale;
import machine.MachineException;

/// An address of IPv4 or IPv6.
///
/// @param text the address as it was written
/// @param canonical the same for each way to write it
record HostAddress(String text, String canonical) {

  /// Reads an address.
  ///
  /// @param text `10.0.0.1`, `2001:db8::1`
  /// @return the address
  /// @throws MachineException if it isn't one
  static HostAddress parse(String text) {
    if (is(text)) {
      return new HostAddress(text, canonical(text));
    }
    throw new MachineException(
        "not an address: '" + text + "'", "write \"10.0.0.1\" or \"2001:db8::1\"");
  }

  /// Whether a text is an address.
  static boolean is(String text) {
    return isV6(text) ? !canonical(text).isEmpty() : isV4(text);
  }

  boolean isV6() {
    return isV6(text);
  }

  private static boolean isV6(String text) {
    return text.indexOf(':') >= 0;
  }

  private static boolean isV4(String text) {
    String[] parts = text.split("\\.", -1);
    boolean ok = parts.length == 4;
    for (String part : parts) {
      ok =
          ok
              && !part.isEmpty()
              && part.length() <= 3
              && (part.length() == 1 || part.charAt(0) != '0');
      int value = 0;
      for (int i = 0; i < part.length() && ok; i++) {
        ok = part.charAt(i) >= '0' && part.charAt(i) <= '9';
        value = value * 10 + part.charAt(i) - '0';
      }
      ok = ok && value <= 255;
    }
    return ok;
  }

  // An address of IPv6 can be written in many ways; with a zone (fe80::1%eth0) it stays as it is.
  private static String canonical(String text) {
    if (!isV6(text)) {
      return text;
    }
    int zone = text.indexOf('%');
    try {
      String plain = zone < 0 ? text : text.substring(0, zone);
      String address = Inet6Address.ofLiteral(plain).getHostAddress();
      return zone < 0 ? address : address + text.substring(zone);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /// Whether this is the address that a line of /etc/hosts begins with.
  boolean isWrittenAs(String other) {
    return other.equals(text)
        || (isV6() && isV6(other) && canonical(other).equals(canonical))
        || other.toLowerCase(Locale.ROOT).equals(canonical);
  }
}
