package dev.lethe.shared.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedAddressTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0",
    "255.255.255.255, 255.255.255.0",
    "2001:db8:1234:5678:9abc:def0:1234:5678, 2001:db8:1234:0:0:0:0:0",
    "::ffff:203.0.113.77, 203.0.113.0",
    "2002:cb00:714d:1::1, 2002:cb00:7100:0:0:0:0:0"
  })
  void keepsTheNetworkOnly(String address, String network) {
    assertThat(MaskedAddress.of(InetAddress.ofLiteral(address))).hasToString(network);
  }

  @ParameterizedTest
  @CsvSource({"25, 48", "24, 49", "-1, 48", "24, -1"})
  void nobodyMayAskForMore(int ipv4, int ipv6) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Masking(ipv4, ipv6));
  }

  @Property
  void nothingTellsTwoClientsOfOneIpv4NetworkApart(
      @ForAll @Size(4) byte[] address, @ForAll byte host) throws UnknownHostException {
    var other = Arrays.copyOf(address, address.length);
    other[3] = host;
    assertAlike(address, other);
  }

  @Property
  void nothingTellsTwoClientsOfOneIpv6NetworkApart(
      @ForAll @Size(16) byte[] address, @ForAll @Size(10) byte[] host) throws UnknownHostException {
    var other = Arrays.copyOf(address, address.length);
    System.arraycopy(host, 0, other, 6, host.length);
    assertAlike(address, other);
  }

  private static void assertAlike(byte[] one, byte[] other) throws UnknownHostException {
    var first = MaskedAddress.of(InetAddress.getByAddress(one));
    var second = MaskedAddress.of(InetAddress.getByAddress(other));
    assertThat(first).isEqualTo(second).hasSameHashCodeAs(second).hasToString(second.toString());
  }
}
