package dev.lethe.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.vault.Identity;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Asks for rights of a tenant's subjects, as its customer does.
public final class RightsRequests {

  private final Stack stack = Stack.running();
  private final DynamoRequestBook book =
      new DynamoRequestBook(
          stack.client(DynamoDbClient.builder()), stack.output("RequestsTable"), Clock.systemUTC());
  private final Tenant tenant;

  public RightsRequests(Tenant tenant) {
    this.tenant = tenant;
  }

  /// A request that is worked on.
  ///
  /// @param request the customer's id for it
  public record Running(String customer, UUID request, RequestBook book) {

    /// Whether all is done.
    public boolean isDone() {
      return found().timeline().status() == RequestStatus.COMPLETED;
    }

    /// As it stands now.
    public EnteredRequest found() {
      return book.find(customer, request).orElseThrow();
    }

    /// What was done so far.
    public String history() {
      return found().steps().toString();
    }
  }

  /// Asks, and waits until it is done.
  public EnteredRequest done(RequestType type, Set<Purpose> purposes, Whose whose) {
    var running = ask(type, purposes, whose);
    Await.found(() -> running.isDone() ? running : null);
    return running.found();
  }

  /// Asks.
  public Running ask(RequestType type, Set<Purpose> purposes, Whose whose) {
    return ask(
        UUID.randomUUID(),
        type,
        whose,
        purposes.isEmpty() ? "" : ",\"purposes\":[" + named(purposes) + "]");
  }

  /// Asks by an id, and waits until it is done.
  public EnteredRequest done(UUID id, RequestType type, Whose whose) {
    var running = ask(id, type, whose, "");
    Await.found(() -> running.isDone() ? running : null);
    return running.found();
  }

  /// Asks for attributes to be put right, and waits until it is done.
  ///
  /// @param corrections a JSON object of attributes and their right values
  public void correct(String corrections, Whose whose) {
    var running =
        ask(UUID.randomUUID(), RequestType.RECTIFICATION, whose, ",\"corrections\":" + corrections);
    Await.found(() -> running.isDone() ? running : null);
  }

  private Running ask(UUID id, RequestType type, Whose whose, String extension) {
    var identity = SubjectStates.subject(whose);
    var body =
        """
        {"subject_request_id":"%s","subject_request_type":"%s","submitted_time":"%s",
         "subject_identities":[{"identity_type":"%s","identity_format":"sha256","identity_value":"%s"}],
         "extensions":{"%s":{"application_id":"%s"%s}}}\
        """
            .formatted(
                id,
                type.wireName(),
                Instant.now(),
                identity.kind() == Identity.Kind.USER ? "controller_customer_id" : "anonymous_id",
                identity.sha256(),
                domain(),
                tenant.appId(),
                extension);
    var key = GatewayEvents.bearer(tenant.secretKey());
    var answer =
        answered(() -> Api.post("/v2/requests", body.getBytes(StandardCharsets.UTF_8), key));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return new Running(tenant.customerId(), id, book);
  }

  /// Asks again as long as nobody answers: tests kill functions.
  private static Answer answered(Supplier<Answer> request) {
    return Await.found(() -> {
      var answer = request.get();
      return answer.status() < 500 ? answer : null;
    });
  }

  /// The processor's, under which our extension stands.
  private static String domain() {
    return answered(() -> Api.get("/v2/discovery", Map.of()))
        .headers()
        .firstValue("X-OpenDSR-Processor-Domain")
        .orElseThrow();
  }

  private static String named(Set<Purpose> purposes) {
    return purposes.stream()
        .map(WireNamed::wireName)
        .map(name -> '"' + name + '"')
        .collect(Collectors.joining(","));
  }
}
