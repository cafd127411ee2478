package dev.lethe.ingest.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryDatabaseTest {

  private final CountryDatabase countries = CountryDatabase.bundled();

  /// Addresses of universities and registries, which do not move.
  @ParameterizedTest
  @CsvSource({"18.9.22.69, US", "130.149.7.201, DE", "133.11.0.1, JP", "2001:638:809::1, DE"})
  void knowsWhereAddressesAreUsed(String address, String country) {
    assertThat(countries.of(InetAddress.ofLiteral(address))).contains(country);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "203.0.113.77", "::1", "2001:db8::1"})
  void knowsNothingOfAddressesThatNobodyUses(String address) {
    assertThat(countries.of(InetAddress.ofLiteral(address))).isEmpty();
  }

  @Test
  void anOriginKeepsTheCountryAndDropsTheAddress() {
    assertThat(new Origins(countries).of("130.149.7.201"))
        .hasToString("Origin[network=130.149.7.0, country=DE]");
    assertThat(new Origins(countries).of("nonsense")).isNull();
  }
}
