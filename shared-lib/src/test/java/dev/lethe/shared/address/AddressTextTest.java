package dev.lethe.shared.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "' 203.0.113.7 ', 203.0.113.7",
    "203.0.113.7:4711, 203.0.113.7",
    "[2001:db8::1]:443, 2001:db8:0:0:0:0:0:1",
    "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
    "::ffff:203.0.113.7, 203.0.113.7"
  })
  void understandsLiterals(String text, String address) {
    assertThat(AddressText.parse(text).orElseThrow().getHostAddress()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "example.com",
        "203.0.113",
        "203.0.113.256",
        "203.0.113.7, 203.0.113.8",
        "12:30",
        ":",
        "[203.0.113.7"
      })
  void takesNothingElse(String text) {
    assertThat(AddressText.parse(text)).isEmpty();
  }
}
