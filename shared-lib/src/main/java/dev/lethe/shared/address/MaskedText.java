package dev.lethe.shared.address;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Masks the addresses in a text: a text that is one, and each one inside longer text, such as the
/// list of a forwarding header. Masking twice changes nothing more.
///
/// It rather masks too much than too little: what has an address's form is masked, whatever it
/// meant, and what is close to an IPv6 address but none is taken out. Addresses written as one
/// number, in octal or hexadecimal, or encoded (base64, percent signs) are not recognised.
public final class MaskedText {

  /// What stands for text that looks like an address and cannot be understood.
  static final String UNCLEAR = "(address)";

  /// A number of an IPv4 address. A larger one is none, so that it does not take the first number
  /// of an address behind it: `999.203.0.113.77`.
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";

  /// Four numbers with dots, wherever they stand: also within a word, or beside more dots.
  private static final Pattern IPV4 =
      Pattern.compile("(?<!\\d)" + String.join("\\.", BYTE, BYTE, BYTE, BYTE) + "(?!\\d)");

  /// Groups and colons, two colons at least; an IPv4 address may follow (RFC 4291, section 2.2).
  /// Possessive throughout: a hostile text of any length takes one pass and no stack.
  private static final Pattern IPV6 =
      Pattern.compile(
          "[0-9A-Fa-f]{0,4}+(?::[0-9A-Fa-f]{0,4}+){2,}+(?:(?<=[0-9A-Fa-f])\\.[0-9.]++)?+");

  /// The groups at the end that are zero.
  private static final Pattern ZERO_GROUPS = Pattern.compile("^(.*?)(?:(?:^|:)0)+$");

  /// Colons of a full IPv6 address.
  private static final int COLONS = 7;

  /// The shortest address, `::`.
  private static final int SHORTEST = 2;

  private static final Masking NOTHING_KEPT = new Masking(0, 0);

  /// What masking everything makes of an address, and leaves as it is.
  private static final String NO_ADDRESS = "0.0.0.0";

  private MaskedText() {}

  /// The text, with its addresses masked.
  public static String mask(String text, Masking masking) {
    if (text.length() < SHORTEST || (text.indexOf('.') < 0 && text.indexOf(':') < 0)) {
      return text;
    }
    var withoutIpv6 =
        text.indexOf(':') < 0
            ? text
            : IPV6.matcher(text).replaceAll(found -> ipv6(found.group(), masking));
    return IPV4.matcher(withoutIpv6).replaceAll(found -> ipv4(found, masking));
  }

  /// Whether an address stands anywhere in a text, masked or not, or something too close to one.
  public static boolean holdsAddress(String text) {
    return !mask(text, NOTHING_KEPT).equals(text) || text.contains(NO_ADDRESS);
  }

  private static String ipv4(MatchResult found, Masking masking) {
    var bytes = new byte[4];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(found.group(i + 1));
    }
    return AddressText.ofBytes(bytes).map(address -> text(address, masking)).orElse(UNCLEAR);
  }

  private static String ipv6(String candidate, Masking masking) {
    var start = 0;
    var end = candidate.length();
    if (candidate.startsWith(":") && !candidate.startsWith("::")) {
      start++;
    }
    while (end > start && isPunctuation(candidate, end - 1)) {
      end--;
    }
    var literal = candidate.substring(start, end);
    var masked = ipv6Literal(literal).map(address -> text(address, masking));
    if (masked.isPresent()) {
      return candidate.substring(0, start) + masked.get() + candidate.substring(end);
    }
    return colons(candidate) >= COLONS || candidate.contains("::") ? UNCLEAR : candidate;
  }

  /// Whether what stands at the end is behind an address: a point, or a colon that does not belong
  /// to it.
  private static boolean isPunctuation(String candidate, int at) {
    return candidate.charAt(at) == '.'
        || (candidate.charAt(at) == ':'
            && (!candidate.startsWith("::", at - 1) || candidate.startsWith(":::", at - 2)));
  }

  /// Without `::` an address has seven colons, or six before its IPv4 form; a time has two.
  private static Optional<InetAddress> ipv6Literal(String literal) {
    return literal.contains("::") || colons(literal) >= COLONS - 1
        ? AddressText.parse(literal)
        : Optional.empty();
  }

  private static long colons(String text) {
    return text.chars().filter(letter -> letter == ':').count();
  }

  /// An IPv6 address in its short form (RFC 5952): all that follows the kept groups is zero.
  private static String text(InetAddress address, Masking masking) {
    var masked = masking.mask(address).getHostAddress();
    return masked.indexOf(':') < 0 ? masked : ZERO_GROUPS.matcher(masked).replaceFirst("$1") + "::";
  }
}
