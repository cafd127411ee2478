package dev.lethe.subjects.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.signing.TestSigner;
import dev.lethe.subjects.receipt.SignedReceipt;
import dev.lethe.subjects.request.Refusal.Reason;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestAnswersTest {

  private static final TestSigner SIGNER = TestSigner.create();
  private static final Instant RECEIVED = Instant.parse("2018-10-02T15:00:01.234Z");

  private final RequestAnswers answers = Requests.answers(SIGNER);
  private final EnteredRequest request = Requests.entered(RECEIVED);

  private static void assertAnswer(
      APIGatewayProxyResponseEvent answer, int status, String expected) {
    assertThat(answer.getStatusCode()).isEqualTo(status);
    assertThat(answer.getBody()).isEqualTo(expected.replaceAll("\\n\\s*", ""));
    assertThat(answer.getHeaders())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Cache-Control", "no-store");
  }

  @Test
  void discoveryIsThatOfSection6() {
    assertAnswer(
        answers.discovery(ApiVersion.OPENDSR),
        200,
        """
        {"api_version":"2.0",
        "supported_identities":[
        {"identity_type":"controller_customer_id","identity_format":"raw"},
        {"identity_type":"controller_customer_id","identity_format":"sha256"},
        {"identity_type":"email","identity_format":"raw"},
        {"identity_type":"email","identity_format":"sha256"},
        {"identity_type":"anonymous_id","identity_format":"raw"},
        {"identity_type":"anonymous_id","identity_format":"sha256"}],
        "supported_subject_request_types":[
        "erasure","access","portability","rectification","restriction","lift_restriction",
        "objection","lift_objection","consent_withdrawal","lift_consent_withdrawal",
        "stop_collection","lift_stop_collection"],
        "processor_certificate":"https://example-processor.com/cert.pem"}
        """);
    assertThat(answers.discovery(ApiVersion.OPENGDPR).getBody())
        .contains("\"api_version\":\"1.0\"");
  }

  @Test
  void aRequestIsAnsweredAsInSection7() {
    var body = Requests.bytes(Requests.EXAMPLE);
    var answer = answers.created(ApiVersion.OPENDSR, request, body, RECEIVED);
    assertAnswer(
        answer,
        201,
        """
        {"controller_id":"example_controller_id",
        "subject_request_id":"a7551968-d5d6-44b2-9831-815ac9017798",
        "expected_completion_time":"2018-10-05T15:00:01Z",
        "received_time":"2018-10-02T15:00:01Z",
        "encoded_request":"%s"}
        """
            .formatted(Base64.getEncoder().encodeToString(body)));
  }

  @Test
  void aStatusIsAnsweredAsInSection8() {
    assertAnswer(
        answers.status(ApiVersion.OPENDSR, request, null, RECEIVED),
        200,
        """
        {"controller_id":"example_controller_id",
        "subject_request_id":"a7551968-d5d6-44b2-9831-815ac9017798",
        "expected_completion_time":"2018-10-05T15:00:01Z",
        "request_status":"pending",
        "api_version":"2.0",
        "extensions":{"example-processor.com":{"timeline":[
        {"step":"received","at":"2018-10-02T15:00:01Z"}]}}}
        """);
    var results = new Results(URI.create("https://example-processor.com/v2/results"), 103);
    assertThat(answers.status(ApiVersion.OPENDSR, request, results, RECEIVED).getBody())
        .contains(
            ",\"results_url\":\"https://example-processor.com/v2/results\",\"results_count\":103,");
  }

  @Test
  void aStatusTellsWhatWasDoneInItsOrder() {
    var first = UUID.fromString("b7551968-d5d6-44b2-9831-815ac9017798");
    var worked =
        request
            .joinedTo(first)
            .with(Step.of(Step.Kind.VERIFIED), RECEIVED.plusSeconds(9))
            .with(Step.of(Step.Kind.BEGUN), RECEIVED.plusSeconds(2));
    assertThat(answers.status(ApiVersion.OPENDSR, worked, null, RECEIVED).getBody())
        .endsWith(
            """
            "extensions":{"example-processor.com":{
            "joined_to":"b7551968-d5d6-44b2-9831-815ac9017798",
            "timeline":[{"step":"received","at":"2018-10-02T15:00:01Z"},
            {"step":"begun","at":"2018-10-02T15:00:03Z"},
            {"step":"verified","at":"2018-10-02T15:00:10Z"}]}}}
            """
                .replaceAll("\\n\\s*", ""));
  }

  @Test
  void resultsAreElsewhereForAWhile() {
    var there = URI.create("https://bucket.example/package.zip?signed=1");
    var answer = answers.results(ApiVersion.OPENDSR, request, there);
    assertAnswer(
        answer,
        303,
        """
        {"controller_id":"example_controller_id",
        "subject_request_id":"a7551968-d5d6-44b2-9831-815ac9017798",
        "results_url":"https://bucket.example/package.zip?signed=1"}
        """);
    assertThat(answer.getHeaders()).containsEntry("Location", there.toString());
  }

  @Test
  void aReceiptIsHandedOutByteForByte() {
    var file = Requests.bytes("{\"receipt\":\n{}\n,\"signature\":{}}\n");
    var receipt = new SignedReceipt("cus_1", Requests.ID, 1, Bytes.copyOf(file));
    var answer = answers.receipt(ApiVersion.OPENDSR, receipt);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/json");
    assertThat(Requests.bytes(answer.getBody())).isEqualTo(file);
  }

  @Test
  void resultsAreAskedForOnTheRouteOfTheVersion() {
    var place = URI.create("https://h.example/live/v2/certificate.pem");
    var processor = new Processor("h.example", place);
    var id = UUID.fromString(Requests.ID);
    assertThat(processor.results(ApiVersion.OPENDSR, id))
        .isEqualTo(URI.create("https://h.example/live/v2/requests/" + id + "/results"));
    assertThat(processor.results(ApiVersion.OPENGDPR, id))
        .isEqualTo(URI.create("https://h.example/live/v1/opengdpr_requests/" + id + "/results"));
  }

  @Test
  void aCancellationIsAnsweredAsInSection9() {
    assertAnswer(
        answers.cancelled(ApiVersion.OPENDSR, request, RECEIVED),
        202,
        """
        {"controller_id":"example_controller_id",
        "subject_request_id":"a7551968-d5d6-44b2-9831-815ac9017798",
        "received_time":"2018-10-02T15:00:01Z",
        "api_version":"2.0"}
        """);
  }

  @Test
  void aRefusalIsAnErrorObject() {
    var answer =
        answers.refused(
            ApiVersion.OPENDSR, Refusal.of(Reason.MISSING_FIELD, "subject_request_id is needed."));
    assertAnswer(
        answer,
        400,
        """
        {"error":{"code":400,"message":"subject_request_id is needed.",
        "errors":[{"domain":"Validation","reason":"missing_field",
        "message":"subject_request_id is needed."}]}}
        """);
    assertThat(answer.getHeaders()).containsEntry("Pragma", "no-cache");
  }

  @Test
  void refusalsHaveTheStatusThatTheySay() {
    assertThat(answers.refused(ApiVersion.OPENDSR, Refusal.idReused()).getStatusCode())
        .isEqualTo(400);
    assertThat(answers.refused(ApiVersion.OPENDSR, Refusal.notFound()).getStatusCode())
        .isEqualTo(404);
    var begun = Refusal.notCancellable(RequestStatus.IN_PROGRESS);
    assertThat(answers.refused(ApiVersion.OPENDSR, begun).getStatusCode()).isEqualTo(409);
    assertThat(answers.refused(ApiVersion.OPENDSR, begun).getBody())
        .contains("\"code\":409", "in_progress");
  }

  @Test
  void theCertificateIsOnTheProcessorsDomain() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Processor(Requests.DOMAIN, URI.create("https://other.example/cert.pem")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Processor(Requests.DOMAIN, URI.create("http://example-processor.com/c.pem")));
  }
}
