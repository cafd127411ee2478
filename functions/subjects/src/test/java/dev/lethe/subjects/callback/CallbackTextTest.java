package dev.lethe.subjects.callback;

import static dev.lethe.subjects.callback.CallbackWorld.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.request.RequestStatus;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Callbacks are as section 8.6 of OpenDSR wants them.
class CallbackTextTest {

  private final CallbackWorld world = new CallbackWorld();

  private CallbackWorld.Sent sent() throws NotTakenException {
    world.telling.call(message(RequestStatus.PENDING, 1));
    return world.sent.getFirst();
  }

  @Test
  void itSaysWhatTheSpecificationAsksForAndNothingOfTheSubject() throws NotTakenException {
    assertThat(new String(sent().body().toArray(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"controller_id":"cus_0123456789abcdef01234567",\
            "subject_request_id":"a7551968-d5d6-44b2-9831-815ac9017798",\
            "status_callback_url":"https://a.example/callbacks?token=7",\
            "request_status":"pending",\
            "expected_completion_time":"2026-11-29T12:00:00Z",\
            "extensions":{"privacy.example.com":{"status_time":"2026-11-26T12:00:00.250Z"}}}\
            """);
  }

  @Test
  void itIsSignedUnderTheNamesOfEveryVersion() throws NotTakenException {
    var headers = sent().headers();
    assertThat(headers)
        .containsOnlyKeys(
            "X-OpenDSR-Processor-Domain",
            "X-OpenDSR-Signature",
            "X-OpenGDPR-Processor-Domain",
            "X-OpenGDPR-Signature")
        .containsEntry("X-OpenDSR-Processor-Domain", CallbackWorld.DOMAIN)
        .containsEntry("X-OpenGDPR-Processor-Domain", CallbackWorld.DOMAIN);
    for (var name : new String[] {"X-OpenDSR-Signature", "X-OpenGDPR-Signature"}) {
      var signature =
          Bytes.copyOf(Base64.getDecoder().decode(Objects.requireNonNull(headers.get(name))));
      assertThatCode(() ->
              CallbackWorld.SIGNER
                  .certificate()
                  .check(world.sent.getFirst().body(), signature, world.now()))
          .doesNotThrowAnyException();
    }
  }
}
