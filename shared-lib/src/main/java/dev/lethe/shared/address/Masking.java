package dev.lethe.shared.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// How much of an address is kept. Nobody can ask for more than 24 bits of IPv4 and 48 of IPv6.
///
/// @param ipv4 bits of an IPv4 address, 0 to 24
/// @param ipv6 bits of an IPv6 address, 0 to 48
public record Masking(int ipv4, int ipv6) {

  private static final int MOST_OF_IPV4 = 24;
  private static final int MOST_OF_IPV6 = 48;

  /// Bits of a 6to4 address before the IPv4 address that it holds (RFC 3056, section 2).
  private static final int BEFORE_6TO4 = 16;

  private static final int FIRST_OF_6TO4 = 0x20;
  private static final int SECOND_OF_6TO4 = 0x02;

  /// What is kept unless an application asks for less.
  public static final Masking STANDARD = new Masking(MOST_OF_IPV4, MOST_OF_IPV6);

  public Masking {
    if (ipv4 < 0 || ipv4 > MOST_OF_IPV4 || ipv6 < 0 || ipv6 > MOST_OF_IPV6) {
      throw new IllegalArgumentException(
          "Between 0 and 24 bits of IPv4 are kept, and between 0 and 48 of IPv6.");
    }
  }

  /// The address, with all bits zero but those that are kept.
  public InetAddress mask(InetAddress address) {
    var bytes = address.getAddress();
    var kept = kept(address, bytes);
    for (var bit = kept; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] &= (byte) ~(1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address has 4 or 16 bytes.", e);
    }
  }

  /// How many bits of this address are kept.
  int kept(InetAddress address) {
    return kept(address, address.getAddress());
  }

  private int kept(InetAddress address, byte[] bytes) {
    if (address instanceof Inet4Address) {
      return ipv4;
    }
    var is6to4 = bytes[0] == FIRST_OF_6TO4 && bytes[1] == SECOND_OF_6TO4;
    return is6to4 ? Math.min(ipv6, BEFORE_6TO4 + ipv4) : ipv6;
  }
}
