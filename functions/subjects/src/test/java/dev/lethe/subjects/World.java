package dev.lethe.subjects;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.access.TestAccess;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.signing.CertificateChain;
import dev.lethe.shared.signing.Signer;
import dev.lethe.shared.signing.Signing;
import dev.lethe.shared.signing.SigningCertificate;
import dev.lethe.shared.signing.TestSigner;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.subjects.callback.Callbacks;
import dev.lethe.subjects.cases.InMemoryCases;
import dev.lethe.subjects.execution.Executions;
import dev.lethe.subjects.progress.BookProgress;
import dev.lethe.subjects.receipt.InMemoryReceiptChain;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.InMemoryRequestBook;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.RequestSecret;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.request.Timeline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The API of rights on stores in memory, with two customers.
final class World {

  static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  static final String KEY = "lethe_sk_ExampleExampleExampleExampleExampleExampleE";
  static final String OTHER_KEY = "lethe_sk_OtherOtherOtherOtherOtherOtherOtherOtherOtherO";
  static final String HOST = "abc123.execute-api.eu-central-1.amazonaws.com";
  static final TestSigner SIGNER = TestSigner.create();

  static final String ID = "a7551968-d5d6-44b2-9831-815ac9017798";

  final InMemoryRegistry registry = new InMemoryRegistry();
  final Map<String, Keyring> keyrings = new HashMap<>();
  final InMemoryCases cases = new InMemoryCases(app -> Optional.ofNullable(keyrings.get(app)));
  final InMemoryRequestBook book = new InMemoryRequestBook(fixed(NOW));
  final List<Started> started = new ArrayList<>();
  final List<String> announced = new ArrayList<>();
  final Map<UUID, URI> packages = new HashMap<>();
  final InMemoryReceiptChain receipts = new InMemoryReceiptChain(fixed(NOW));
  Optional<CertificateChain> certificate =
      Optional.of(new CertificateChain(SIGNER.certificate(), List.of()));
  Optional<String> domain = Optional.empty();

  /// What fails once, the next time that it is called.
  @Nullable String failing;

  /// Work that was started.
  record Started(String customer, UUID request, Duration waits) {}

  World() {
    registry.enrol(new Customer("cus_1", "Example GmbH", "p@example.com"), ApiKey.shown(KEY));
    registry.enrol(new Customer("cus_2", "Other", "p@example.org"), ApiKey.shown(OTHER_KEY));
    enrol("cus_1", "app_1");
    enrol("cus_2", "app_2");
  }

  void enrol(String customer, String app) {
    registry.enrol(
        new Application(app, customer, "App", Settings.STANDARD), ApiKey.shown("lethe_wk_" + app));
    keyrings.put(app, Keyrings.of(app, app.hashCode(), 1));
  }

  static Clock fixed(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private static Signer signerUnder(SigningCertificate certificate) {
    return new Signer() {
      @Override
      public SigningCertificate certificate() {
        return certificate;
      }

      @Override
      public Bytes sign(Bytes message) {
        return SIGNER.sign(message);
      }
    };
  }

  RequestSecret secret(String app) {
    var secret = new byte[32];
    System.arraycopy(app.getBytes(StandardCharsets.UTF_8), 0, secret, 0, 5);
    return new RequestSecret(secret);
  }

  private void failIf(String what) {
    if (what.equals(failing)) {
      failing = null;
      throw new IllegalStateException("It was killed.");
    }
  }

  Callbacks callbacks() {
    return (customer, request, status) -> {
      failIf("callbacks");
      announced.add(customer + ' ' + request + ' ' + status.wireName());
    };
  }

  Executions executions() {
    return (request, attempt, wait) -> {
      failIf("executions");
      started.add(new Started(request.customer(), request.id(), wait));
    };
  }

  BookProgress progress() {
    return new BookProgress(book, book, callbacks(), fixed(NOW.plusSeconds(60)));
  }

  RequestIntake intake(RequestBook with, RequestGroups groups, Clock clock) {
    return new RequestIntake(
        registry,
        this::secret,
        app -> Optional.ofNullable(keyrings.get(app)),
        cases,
        with,
        groups,
        executions(),
        callbacks(),
        clock);
  }

  RequestCancellation cancellation(RequestBook with, RequestGroups groups, Clock clock) {
    return new RequestCancellation(with, groups, cases, callbacks(), clock);
  }

  private SubjectsHandler handler(Clock clock) {
    var killed =
        new RequestBook() {
          @Override
          public Entry enter(EnteredRequest request) {
            failIf("enter");
            return book.at(clock).enter(request);
          }

          @Override
          public Optional<EnteredRequest> find(String customer, UUID id) {
            return book.at(clock).find(customer, id);
          }

          @Override
          public boolean advance(EnteredRequest read, Timeline later) {
            return book.at(clock).advance(read, later);
          }

          @Override
          public void note(String customer, UUID id, Step step, Instant at) {
            book.at(clock).note(customer, id, step, at);
          }
        };
    return new SubjectsHandler(
        TestAccess.to(registry, clock),
        new ProcessorPlace(domain, "execute-api.eu-central-1.amazonaws.com"),
        new Signing(() -> certificate, World::signerUnder, clock),
        intake(killed, book, clock),
        cancellation(book.at(clock), book, clock),
        new RequestView(
            book.at(clock),
            (customer, app, request) -> Optional.ofNullable(packages.get(request)),
            receipts),
        clock);
  }

  APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
    return sendAt(NOW, event);
  }

  APIGatewayProxyResponseEvent sendAt(Instant time, APIGatewayProxyRequestEvent event) {
    return handler(fixed(time)).handleRequest(event, new TestLambdaContext());
  }

  /// A request to the API as it comes from API Gateway.
  static APIGatewayProxyRequestEvent event(String method, String resource, String body) {
    var event = GatewayEvents.of(method, resource, body);
    event.setRequestContext(new ProxyRequestContext().withApiId("abc123").withStage("live"));
    return event;
  }

  APIGatewayProxyResponseEvent ask(String method, String resource, String id, String key) {
    return send(
        event(method, resource, "")
            .withPathParameters(Map.of("id", id))
            .withHeaders(GatewayEvents.bearer(key)));
  }

  APIGatewayProxyResponseEvent get(String below) {
    return ask("GET", "/v2/requests/{id}" + below, ID, KEY);
  }

  APIGatewayProxyResponseEvent delete(String id) {
    return ask("DELETE", "/v2/requests/{id}", id, KEY);
  }

  APIGatewayProxyResponseEvent post(String body) {
    return post(body, KEY);
  }

  APIGatewayProxyResponseEvent post(String body, String key) {
    return send(event("POST", "/v2/requests", body).withHeaders(GatewayEvents.bearer(key)));
  }

  /// The body of a request.
  static String body(String id, String type, String extension) {
    return """
    {"subject_request_id":"%s","subject_request_type":"%s","submitted_time":"2026-11-26T11:00:00Z",
    "subject_identities":[{"identity_type":"email","identity_value":"jane@example.com","identity_format":"raw"},
    {"identity_type":"anonymous_id","identity_value":"phone-7","identity_format":"raw"}],
    "extensions":{"%s":{%s}}}
    """
        .formatted(id, type, HOST, extension);
  }

  static String erasure(String id) {
    return body(id, "erasure", "\"application_id\":\"app_1\"");
  }

  EnteredRequest entered(String id) {
    return book.find("cus_1", UUID.fromString(id)).orElseThrow();
  }

  RequestStatus status(String id) {
    return entered(id).timeline().status();
  }
}
