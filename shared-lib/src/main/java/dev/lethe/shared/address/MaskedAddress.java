package dev.lethe.shared.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// The network that a client came from: its address without the bits that tell one client from
/// another. An IPv4 address keeps 24 bits, an IPv6 address 48.
///
/// There is no way to make one that holds more: the only way in masks.
public final class MaskedAddress {

  private static final int BYTES_OF_IPV4 = 4;
  private static final int KEPT_OF_IPV4 = 24;
  private static final int KEPT_OF_IPV6 = 48;

  private final byte[] network;

  private MaskedAddress(byte[] network) {
    this.network = network;
  }

  /// Masks an address.
  public static MaskedAddress of(InetAddress address) {
    var bytes = address.getAddress();
    Arrays.fill(bytes, kept(bytes) / Byte.SIZE, bytes.length, (byte) 0);
    return new MaskedAddress(bytes);
  }

  private static int kept(byte[] address) {
    return address.length == BYTES_OF_IPV4 ? KEPT_OF_IPV4 : KEPT_OF_IPV6;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MaskedAddress that && Arrays.equals(network, that.network);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(network);
  }

  /// In CIDR notation (RFC 4632, section 3.1): `203.0.113.0/24`.
  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/" + kept(network);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address has 4 or 16 bytes.", e);
    }
  }
}
