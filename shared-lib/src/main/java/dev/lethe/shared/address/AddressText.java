package dev.lethe.shared.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Internet addresses as text. Nothing here asks a name server: only literals are understood.
public final class AddressText {

  /// The longest literal, an IPv4-mapped IPv6 address (RFC 4291, section 2.2), with room for a zone
  /// (RFC 4007, section 11).
  private static final int LONGEST = 45 + 1 + 32;

  private static final Pattern DOTTED_QUAD = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private AddressText() {}

  /// The address that a whole text is, or nothing. Brackets, a zone (`%eth0`) and the port that a
  /// proxy may add to an IPv4 address are left out.
  public static Optional<InetAddress> parse(String text) {
    var literal = text.strip();
    if (literal.isEmpty() || literal.length() > LONGEST) {
      return Optional.empty();
    }
    if (literal.startsWith("[")) {
      var end = literal.indexOf(']');
      literal = end < 0 ? "" : literal.substring(1, end);
    }
    var zone = literal.indexOf('%');
    if (zone >= 0) {
      literal = literal.substring(0, zone);
    }
    var colon = literal.indexOf(':');
    if (colon >= 0 && colon == literal.lastIndexOf(':')) {
      literal = literal.substring(0, colon);
    }
    if (literal.indexOf(':') < 0 && !DOTTED_QUAD.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The address of 4 or 16 bytes.
  static Optional<InetAddress> ofBytes(byte[] bytes) {
    try {
      return Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
