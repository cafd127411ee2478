package dev.lethe.shared.address;

import java.net.InetAddress;

/// The network that a client came from: its address without the bits that tell one client from
/// another. There is no way to make one that holds more: the only way in masks.
public final class MaskedAddress {

  private final InetAddress network;

  private MaskedAddress(InetAddress network) {
    this.network = network;
  }

  /// Masks an address as [Masking#STANDARD] says.
  public static MaskedAddress of(InetAddress address) {
    return new MaskedAddress(Masking.STANDARD.mask(address));
  }

  /// The same network, or the wider one that a masking asks for.
  public MaskedAddress widened(Masking masking) {
    return new MaskedAddress(masking.mask(network));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MaskedAddress that && network.equals(that.network);
  }

  @Override
  public int hashCode() {
    return network.hashCode();
  }

  /// The network's first address: `203.0.113.0`.
  @Override
  public String toString() {
    return network.getHostAddress();
  }
}
