package dev.lethe.ingest.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.lethe.shared.api.GatewayEvents;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClientOriginsTest {

  private static final String SECRET = "the secret";
  private static final String OF_GATEWAY = "Origin[network=203.0.113.0, country=ZZ]";

  private static ClientOrigins behind(EdgeMode edge) {
    return new ClientOrigins(edge, SECRET::equals, new Origins(address -> Optional.of("ZZ")));
  }

  private static APIGatewayProxyRequestEvent event(
      @Nullable String secret, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    if (secret != null) {
      all.put("x-origin-secret", secret);
    }
    return GatewayEvents.of("POST", "/v1/{call+}", "").withHeaders(all);
  }

  /// What every edge says, of a client elsewhere.
  private static Map<String, String> spoofed() {
    return Map.of(
        "CloudFront-Viewer-Address", "198.51.100.23:4711",
        "CloudFront-Viewer-Country", "FR",
        "True-Client-IP", "198.51.100.23",
        "CF-Connecting-IP", "198.51.100.23",
        "CF-IPCountry", "FR",
        "X-Forwarded-For", "198.51.100.23");
  }

  @ParameterizedTest
  @CsvSource({
    "CLOUDFRONT, CloudFront-Viewer-Address, 198.51.100.23:4711, 198.51.100.0",
    "CLOUDFRONT, CloudFront-Viewer-Address, 2001:db8:1:2:3:4:5:6:4711, 2001:db8:1:0:0:0:0:0",
    "CLOUDFRONT, CloudFront-Viewer-Address, 2001:db8::1:4711, 2001:db8:0:0:0:0:0:0",
    "AKAMAI, True-Client-IP, 198.51.100.23, 198.51.100.0",
    "AKAMAI, true-client-ip, 2001:db8:1::6, 2001:db8:1:0:0:0:0:0",
    "CLOUDFLARE, CF-Connecting-IP, 2001:db8:1::6, 2001:db8:1:0:0:0:0:0"
  })
  void takesTheEdgesWordForTheAddress(EdgeMode edge, String header, String value, String network) {
    assertThat(behind(edge).of(event(SECRET, Map.of(header, value))))
        .hasToString("Origin[network=" + network + ", country=ZZ]");
  }

  @Test
  void takesTheEdgesWordForTheCountryIfItIsOne() {
    var headers = new HashMap<>(spoofed());
    assertThat(behind(EdgeMode.CLOUDFLARE).of(event(SECRET, headers)))
        .hasToString("Origin[network=198.51.100.0, country=FR]");
    assertThat(behind(EdgeMode.AKAMAI).of(event(SECRET, headers)))
        .hasToString("Origin[network=198.51.100.0, country=ZZ]");
    headers.put("CF-IPCountry", "T1");
    assertThat(behind(EdgeMode.CLOUDFLARE).of(event(SECRET, headers)))
        .hasToString("Origin[network=198.51.100.0, country=ZZ]");
  }

  @ParameterizedTest
  @EnumSource(EdgeMode.class)
  void ignoresHeadersThatAnybodyCanSend(EdgeMode edge) {
    for (var secret : new @Nullable String[] {null, "", "another secret"}) {
      assertThat(behind(edge).of(event(secret, spoofed()))).hasToString(OF_GATEWAY);
    }
  }

  @Test
  void withoutAnEdgeEvenTheSecretProvesNothing() {
    assertThat(behind(EdgeMode.NONE).of(event(SECRET, spoofed()))).hasToString(OF_GATEWAY);
  }

  @ParameterizedTest
  @EnumSource(value = EdgeMode.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void anEdgeThatTellsNoAddressIsNotTheClient(EdgeMode edge) {
    assertThat(behind(edge).of(event(SECRET, Map.of()))).isNull();
    assertThat(behind(edge).of(event(SECRET, Map.of("X-Forwarded-For", "198.51.100.23")))).isNull();
  }

  @Test
  void anAddressThatDoesNotParseIsDropped() {
    assertThat(behind(EdgeMode.AKAMAI).of(event(SECRET, Map.of("True-Client-IP", "jane"))))
        .isNull();
  }
}
