package dev.lethe.subjects.request.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.aws.Items;
import dev.lethe.shared.vault.Identity;
import dev.lethe.subjects.request.ApiVersion;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.EnteredRequests;
import dev.lethe.subjects.request.RequestReader;
import dev.lethe.subjects.request.RequestRefusedException;
import dev.lethe.subjects.request.RequestSecret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestItemTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.5Z");

  private static final String BODY =
      """
      {"subject_request_id":"a7551968-d5d6-44b2-9831-815ac9017798","subject_request_type":"rectification",
      "submitted_time":"2026-11-25T15:00:00Z","status_callback_urls":["https://customer.example/dsr?token=7"],
      "subject_identities":[{"identity_type":"email","identity_value":"johndoe@example.com","identity_format":"raw"}],
      "extensions":{"lethe.example":{"application_id":"app_1","corrections":{"hobby":"chess"}}}}
      """;

  private static EnteredRequest request() throws RequestRefusedException {
    var reader = new RequestReader("lethe.example", Clock.fixed(NOW, ZoneOffset.UTC));
    var request = reader.read(BODY.getBytes(StandardCharsets.UTF_8), ApiVersion.OPENDSR);
    var asked =
        new EnteredRequest.Asked("cus_1", "app_1", "0123456789ab", Duration.ofDays(3), null);
    return EnteredRequest.of(request, asked, new RequestSecret(new byte[32]), NOW);
  }

  @Test
  void anItemIsTheRequestThatItWasMadeOf() throws RequestRefusedException {
    assertThat(RequestItem.request(RequestItem.of(request()))).isEqualTo(request());
    var read = EnteredRequests.read("cus_1", UUID.randomUUID(), NOW);
    assertThat(RequestItem.request(RequestItem.of(read))).isEqualTo(read);
    var joined = request().joinedTo(UUID.fromString("b7551968-d5d6-44b2-9831-815ac9017798"));
    assertThat(RequestItem.request(RequestItem.of(joined))).isEqualTo(joined);
  }

  @Test
  void nothingInItSaysWhoOrWhatItIsAbout() throws RequestRefusedException {
    assertThat(RequestItem.of(request()).toString())
        .contains("customer.example")
        .doesNotContain(
            "johndoe",
            "hobby",
            "chess",
            Identity.of(Identity.Kind.USER, "johndoe@example.com").sha256());
  }

  @Test
  void itIsKeptForLongerThanTwoYears() throws RequestRefusedException {
    var expires =
        Instant.ofEpochSecond(
            Long.parseLong(Items.present(RequestItem.of(request()), "expires").n()));
    assertThat(expires).isAfter(NOW.atOffset(ZoneOffset.UTC).plusMonths(24).toInstant());
  }
}
