package dev.lethe.shared.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTextTest {

  /// What may stand around an address, `@` being its place.
  private static final List<String> AROUND =
      List.of(
          "@",
          "Login from @",
          "@, 10.0.0.1",
          "for=@;proto=https",
          "ip:@",
          "[@]",
          "\"@\"",
          "seen @.",
          "@: refused",
          "user@",
          "https://@/path?x=1",
          "a\n@\nb");

  private static String mask(String text) {
    return MaskedText.mask(text, Masking.STANDARD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.77 | 203.0.113.0",
        "203.0.113.77:443 | 203.0.113.0:443",
        "from 203.0.113.77, 198.51.100.23 | from 203.0.113.0, 198.51.100.0",
        "x203.0.113.77y | x203.0.113.0y",
        "203.000.113.077 | 203.0.113.0",
        "1.2.3.4.5 | 1.2.3.0.5",
        "999.203.0.113.77 | 999.203.0.113.0",
        "300.1.203.0.113.77 | 300.1.203.0.0.77",
        "203.0.113.77.999 | 203.0.113.0.999",
        "ip:203.0.113.77 | ip:203.0.113.0",
        "::ffff:203.0.113.77 | 203.0.113.0",
        "::ffff:cb00:714d | 203.0.113.0",
        "2001:db8:1234:5678::9 | 2001:db8:1234::",
        "[2001:db8:1234:5678::9]:443 | [2001:db8:1234::]:443",
        "fe80::1:2:3%eth0 | fe80::%eth0",
        "at 2001:db8:1234:5678:9abc:def0:1234:5678. | at 2001:db8:1234::.",
        "2002:cb00:714d::1 | 2002:cb00:7100::",
        "7:2001:db8:1:2:3:4:5:6 | (address)",
        "2001:db8::1::2 | (address)"
      })
  void masksAddressesWhereverTheyStand(String text, String masked) {
    assertThat(mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Application Opened",
        "12:30:45",
        "2026-11-24T12:30:45.123Z",
        "Chrome/120.0.6099.129",
        "Ratio 4:3",
        "10.2.3",
        "999.1.1.1",
        "a: b: c",
        "00:1A:2B:3C:4D:5E"
      })
  void leavesAllElseAsItIs(String text) {
    assertThat(mask(text)).isEqualTo(text);
  }

  @Test
  void masksFurtherIfItIsAskedTo() {
    var coarse = new Masking(16, 32);
    assertThat(MaskedText.mask("203.0.113.77 2001:db8:1234::1", coarse))
        .isEqualTo("203.0.0.0 2001:db8::");
    assertThat(MaskedText.mask("203.0.113.77 2001:db8::1", new Masking(0, 0)))
        .isEqualTo("0.0.0.0 ::");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Login from 203.0.113.7",
        "203.0.113.7",
        "(203.0.113.7)",
        "seen 2001:db8::1 today",
        "via ::ffff:203.0.113.7.",
        "2001:db8::1: refused",
        "203.0.113.7,203.0.113.8",
        "203.0.113.0",
        "0.0.0.0",
        "x203.0.113.7y",
        "model2001:638:809:ff11:130:149:19:201%eth0"
      })
  void findsAddressesInText(String text) {
    assertThat(MaskedText.holdsAddress(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Application Opened", "Ratio 4:3", "Version 10.2.3", "Step 1: begin"})
  void findsNoneWhereThereIsNone(String text) {
    assertThat(MaskedText.holdsAddress(text)).isFalse();
  }

  @Property(tries = 2_000)
  void noIpv4AddressComesThrough(
      @ForAll @Size(4) byte[] address, @ForAll @IntRange(min = 1, max = 255) int host)
      throws UnknownHostException {
    address[3] = (byte) host;
    var text = InetAddress.getByAddress(address).getHostAddress();
    for (var around : AROUND) {
      var masked = mask(around.replace("@", text));
      assertThat(masked).doesNotContain(text);
      assertThat(mask(masked)).isEqualTo(masked);
    }
  }

  @Property(tries = 2_000)
  void noIpv6AddressComesThrough(
      @ForAll @Size(16) byte[] address, @ForAll @IntRange(min = 1, max = 255) int host)
      throws UnknownHostException {
    address[0] = 0x20;
    address[15] = (byte) host;
    var text = InetAddress.getByAddress(address).getHostAddress();
    var groups = text.split(":");
    var lastGroups = ":" + String.join(":", List.of(groups).subList(5, groups.length));
    for (var around : AROUND) {
      var masked = mask(around.replace("@", text));
      assertThat(masked).doesNotContain(lastGroups);
      assertThat(mask(masked)).isEqualTo(masked);
    }
  }

  @Property(tries = 2_000)
  void neverFailsAndNeverGrowsMuch(@ForAll String text) {
    assertThat(mask(text).length()).isLessThanOrEqualTo(3 * text.length());
  }

  @Property(tries = 2_000)
  void neverFailsOnWhatLooksLikeAddresses(
      @ForAll @Size(max = 40) List<@IntRange(max = 18) Integer> letters) {
    var text = new StringBuilder();
    letters.forEach(letter -> text.append("0123456789abcdef:.%".charAt(letter)));
    assertThat(mask(text.toString()).length()).isLessThanOrEqualTo(3 * text.length());
  }
}
