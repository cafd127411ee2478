package dev.lethe.ingest.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  void theFileIsPackedAsItIsInTheSources() throws IOException {
    var source = Path.of("src/main/resources/dev/lethe/ingest/origin", CountryDatabase.FILE);
    try (var packed = CountryDatabase.class.getResourceAsStream(CountryDatabase.FILE)) {
      var firstDifference =
          Arrays.mismatch(
              Objects.requireNonNull(packed).readAllBytes(), Files.readAllBytes(source));
      assertThat(firstDifference).isEqualTo(-1);
    }
  }

  /// The file is what `make country-database` makes of `tools/country_database/tests/sample-*.tsv`.
  @ParameterizedTest
  @CsvSource({
    "130.148.255.255,",
    "130.149.0.0, DE",
    "130.149.255.255, DE",
    "130.150.0.0,",
    "133.11.0.1, JP",
    "203.0.113.77,",
    "2001:638::, DE",
    "2001:638:ffff:ffff:ffff:ffff:ffff:ffff, DE",
    "2001:639::,"
  })
  void readsWhatTheUpdateWrites(String address, @Nullable String country) throws IOException {
    assertThat(other("sample.mmdb").of(InetAddress.ofLiteral(address)))
        .isEqualTo(Optional.ofNullable(country));
  }

  @Test
  void cityAndLocationAreNotTold() throws IOException {
    var origins = new Origins(other("more-than-countries.mmdb"));
    assertThat(origins.of("192.0.2.1")).hasToString("Origin[network=192.0.2.0, country=DE]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.1", "203.0.113.1", "2001:db8::1"})
  void whatIsNoCountryOfIso3166IsNone(String address) throws IOException {
    assertThat(other("more-than-countries.mmdb").of(InetAddress.ofLiteral(address))).isEmpty();
  }

  private static CountryDatabase other(String file) throws IOException {
    try (var content = CountryDatabaseTest.class.getResourceAsStream(file)) {
      return new CountryDatabase(Objects.requireNonNull(content));
    }
  }

  @Test
  void anOriginKeepsTheCountryAndDropsTheAddress() {
    assertThat(new Origins(countries).of("130.149.7.201"))
        .hasToString("Origin[network=130.149.7.0, country=DE]");
    assertThat(new Origins(countries).of("nonsense")).isNull();
  }
}
