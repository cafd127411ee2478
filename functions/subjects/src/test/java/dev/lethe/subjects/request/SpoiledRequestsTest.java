package dev.lethe.subjects.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever stands in a body, it is read or refused, and a refusal repeats nothing of it.
class SpoiledRequestsTest {

  private static final String WHO = "zaphod";

  private static final String BODY =
      Requests.example(
              "rectification",
              "\"application_id\":\"app_1\",\"corrections\":{\"zaphod\":\"zaphod\",\"n\":1}")
          .replace("johndoe", WHO);

  private static final List<String> PIECES =
      List.of(
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"zaphod\"",
          "\"zaphod\":",
          "\"subject_identities\":",
          "\"identity_value\":\"zaphod\",",
          "\"extensions\":{\"example-processor.com\":",
          "1e99999999999",
          "-0",
          "99999999999999999999999999",
          "null",
          "true",
          "{",
          "}",
          "[",
          "]",
          "[[[[",
          ",",
          ":",
          "\"",
          "\\",
          "\"+999999999-12-31T00:00:00Z\"",
          "9999-12-31T23:59:59.999999999+18:00",
          "0000-01-01T00:00:00-18:00",
          "https://zaphod%",
          "[::1",
          "sha256",
          "{}",
          "é😀");

  private final RequestReader reader =
      new RequestReader(Requests.DOMAIN, Clock.fixed(Requests.NOW, ZoneOffset.UTC));

  private void read(byte[] body, ApiVersion version) {
    try {
      var request = reader.read(body, version);
      assertThat(request.identities()).isNotEmpty();
      assertThat(request.toString()).doesNotContain(WHO);
      assertThat(new RequestSecret(new byte[32]).fingerprint(request).length()).isEqualTo(32);
    } catch (RequestRefusedException e) {
      assertThat(e.refusal().status()).isEqualTo(400);
      assertThat(e.refusal().message()).isNotBlank().doesNotContainIgnoringCase(WHO);
      assertThat(e).hasNoCause();
    }
  }

  @Property(tries = 5_000)
  void areReadOrRefused(@ForAll long seed) {
    var random = new Random(seed);
    var body = new StringBuilder(BODY);
    for (var i = random.nextInt(4); i >= 0; i--) {
      var from = random.nextInt(body.length());
      var to = Math.min(body.length(), from + random.nextInt(12));
      body.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
    }
    var version = random.nextBoolean() ? ApiVersion.OPENDSR : ApiVersion.OPENGDPR;
    read(body.toString().getBytes(StandardCharsets.UTF_8), version);
  }

  @Property
  void areRefusedIfTheyAreNoText(@ForAll byte[] body) {
    read(body, ApiVersion.OPENDSR);
  }
}
