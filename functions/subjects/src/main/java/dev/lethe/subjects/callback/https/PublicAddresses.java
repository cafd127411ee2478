package dev.lethe.subjects.callback.https;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/// Says which addresses are of the public internet: those that
/// [IANA](https://www.iana.org/assignments/iana-ipv4-special-registry/) keeps for no special
/// purpose. Of IPv6 it is what is assigned for it and leads to no other address inside:
/// translations and tunnels of IPv4 are not public here, whatever is in them.
final class PublicAddresses {

  /// Our own machine, private and shared networks, links (with the metadata of clouds), protocols,
  /// documentation, benchmarks, multicast, and what is reserved.
  private static final List<Range> NOT_PUBLIC_IPV4 =
      List.of(
          range("0.0.0.0", 8),
          range("10.0.0.0", 8),
          range("100.64.0.0", 10),
          range("127.0.0.0", 8),
          range("169.254.0.0", 16),
          range("172.16.0.0", 12),
          range("192.0.0.0", 24),
          range("192.0.2.0", 24),
          range("192.88.99.0", 24),
          range("192.168.0.0", 16),
          range("198.18.0.0", 15),
          range("198.51.100.0", 24),
          range("203.0.113.0", 24),
          range("224.0.0.0", 4),
          range("240.0.0.0", 4));

  /// [Global unicast](https://www.iana.org/assignments/ipv6-address-space/). All else is loopback,
  /// IPv4 in disguise, NAT64, unique local, link-local, multicast, or of nobody.
  private static final Range PUBLIC_IPV6 = range("2000::", 3);

  /// Within it: protocols and Teredo, documentation, 6to4, documentation.
  private static final List<Range> NOT_PUBLIC_IPV6 =
      List.of(
          range("2001::", 23), range("2001:db8::", 32), range("2002::", 16), range("3fff::", 20));

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    var bytes = address.getAddress();
    // What maps IPv4 into IPv6 is read as IPv4 by the JDK already.
    return address instanceof Inet4Address
        ? NOT_PUBLIC_IPV4.stream().noneMatch(range -> range.contains(bytes))
        : PUBLIC_IPV6.contains(bytes)
            && NOT_PUBLIC_IPV6.stream().noneMatch(range -> range.contains(bytes));
  }

  private static Range range(String first, int bits) {
    return new Range(InetAddress.ofLiteral(first), bits);
  }

  /// Addresses that begin alike.
  private record Range(InetAddress first, int bits) {

    boolean contains(byte[] address) {
      var beginning = first.getAddress();
      for (var bit = 0; bit < bits; bit++) {
        var of = bit / Byte.SIZE;
        var mask = 1 << (Byte.SIZE - 1 - bit % Byte.SIZE);
        if ((beginning[of] & mask) != (address[of] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
