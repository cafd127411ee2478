package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.RequestsMachine;
import dev.lethe.infra.stack.Rights;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.subjects.progress.BookProgress;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.request.aws.DynamoRequestGroups;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The OpenDSR API on the stack: signed answers, two customers, repeats, joining, cancelling, the
/// grace period, and that nothing it keeps names anybody.
class SubjectsApiTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());
  private static final JsonMapper JSON = new JsonMapper();

  private final Rights rights = new Rights(Tenant.enrol("Rights")).waiting(20);
  private final String jane = "jane-" + UUID.randomUUID() + "@example.com";

  @BeforeAll
  static void haveAStateMachine() {
    RequestsMachine.arn();
  }

  private static void assertVerified(Answer answer, String version, Path folder) throws Exception {
    var signature = answer.headers().firstValue("X-" + version + "-Signature").orElseThrow();
    Files.writeString(folder.resolve("cert.pem"), Api.get("/v2/certificate.pem", Map.of()).text());
    Files.writeString(folder.resolve("signature.txt"), signature);
    Files.writeString(folder.resolve("body.json"), answer.text());
    var document = Documents.text("docs/opendsr.md");
    var commands = document.substring(document.indexOf("openssl base64 -d -A"));
    var script =
        "openssl x509 -in cert.pem -pubkey -noout > public.pem\n"
            + commands.substring(0, commands.indexOf("```"));
    assertThat(run(folder, script)).contains("Verified OK");
    Files.writeString(folder.resolve("body.json"), answer.text() + " ");
    assertThat(run(folder, script + "|| true")).doesNotContain("Verified OK");
  }

  private static String run(Path folder, String script) throws Exception {
    var running =
        new ProcessBuilder("sh", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return said;
  }

  @Test
  void answersAreVerifiedWithOpensslAgainstTheCertificate(@TempDir Path folder) throws Exception {
    var id = rights.taken("access", jane);
    assertVerified(rights.get(id, ""), "OpenDSR", folder);
    assertVerified(rights.ask("{"), "OpenDSR", folder);
    assertVerified(Api.get("/v2/discovery", Map.of()), "OpenDSR", folder);
    assertVerified(
        Api.get("/v1/opengdpr_requests/" + id, GatewayEvents.bearer(rights.tenant().secretKey())),
        "OpenGDPR",
        folder);
  }

  @Test
  void whatComesAgainIsOneRequestWithOneExecution() throws Exception {
    var id = UUID.randomUUID();
    var body = Rights.body(id, "erasure", jane);
    var first = rights.ask(body);
    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(rights.ask(body).json()).isEqualTo(first.json());
    var again = body.replace("\n", "").replace(",", ", ");
    assertThat(
            Base64.getDecoder().decode(rights.ask(again).json().path("encoded_request").asText()))
        .isEqualTo(again.getBytes(StandardCharsets.UTF_8));
    var other = rights.ask(body.replace("jane-", "june-"));
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.text()).contains("id_reused");
    assertThat(RequestsMachine.count(rights.tenant())).isEqualTo(1);
    var input = JSON.readTree(RequestsMachine.input(rights.tenant(), id).orElseThrow());
    assertThat(input.path("wait").asLong())
        .isBetween(
            Duration.ofDays(20).minusMinutes(2).toSeconds(), Duration.ofDays(20).toSeconds());
    assertThat(input.properties()).hasSize(5);
    assertThat(List.of("customer", "app", "request", "type"))
        .extracting(field -> input.path(field).asText())
        .containsExactly(
            rights.tenant().customerId(), rights.tenant().appId(), id.toString(), "erasure");
  }

  @Test
  void customersAreApart() {
    var id = rights.taken("erasure", jane);
    var others = new Rights(Tenant.enrol("Others")).waiting(20);
    for (var below : List.of("", "/results", "/receipt")) {
      assertThat(others.get(id, below).text())
          .isEqualTo(others.get(UUID.randomUUID(), below).text());
    }
    assertThat(others.cancel(id).status()).isEqualTo(404);
    var body = Rights.body(id, "erasure", jane);
    assertThat(others.ask(body).status()).as("they may have the same id").isEqualTo(201);
    assertThat(RequestsMachine.input(others.tenant(), id)).isPresent();
    var app = rights.tenant().appId();
    var domain =
        others.get(id, "").headers().firstValue("X-OpenDSR-Processor-Domain").orElseThrow();
    assertThat(others.ask(naming(app, domain)).text())
        .contains("unknown_application")
        .isEqualTo(others.ask(naming("app_" + "0".repeat(24), domain)).text());
    assertThat(rights.ask(naming(app, domain)).status()).isEqualTo(201);
    assertThat(rights.status(id)).isEqualTo("pending");
  }

  private String naming(String app, String domain) {
    return Rights.body(UUID.randomUUID(), "access", jane).strip().replaceFirst("}$", "")
        + ",\"extensions\":{\"%s\":{\"application_id\":\"%s\"}}}".formatted(domain, app);
  }

  @Test
  void aSecondErasureIsJoinedAndEachIsCancelledForItself() {
    var first = rights.taken("erasure", jane);
    var second = rights.taken("erasure", jane);
    var other = rights.taken("access", jane);
    assertThat(ours(rights.get(second, "")).path("joined_to").asText()).isEqualTo(first.toString());
    assertThat(ours(rights.get(other, "")).has("joined_to")).isFalse();
    assertThat(RequestsMachine.input(rights.tenant(), second)).isEmpty();
    assertThat(rights.cancel(first).status()).isEqualTo(202);
    assertThat(rights.cancel(first).status()).as("again").isEqualTo(202);
    assertThat(List.of(rights.status(first), rights.status(second)))
        .containsExactly("cancelled", "pending");
    assertThat(partsOfCase(first)).contains("subjects");
    assertThat(rights.cancel(second).status()).isEqualTo(202);
    assertThat(partsOfCase(first)).isEmpty();
    assertThat(progress().begin(rights.tenant().customerId(), first)).isFalse();
  }

  @Test
  void whatIsBegunIsNotCancelled() {
    var first = rights.taken("erasure", jane);
    var second = rights.taken("erasure", jane);
    assertThat(progress().begin(rights.tenant().customerId(), first)).isTrue();
    for (var id : List.of(first, second)) {
      var answer = rights.cancel(id);
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text()).contains("not_cancellable", "in_progress");
      assertThat(rights.status(id)).isEqualTo("in_progress");
    }
    var third = rights.taken("erasure", jane);
    assertThat(ours(rights.get(third, "")).has("joined_to")).isFalse();
  }

  private static JsonNode ours(Answer answer) {
    return answer.json().path("extensions").iterator().next();
  }

  private static BookProgress progress() {
    var table = STACK.output("RequestsTable");
    var clock = Clock.systemUTC();
    return new BookProgress(
        new DynamoRequestBook(DYNAMO, table, clock),
        new DynamoRequestGroups(DYNAMO, table, clock),
        (customer, request, status) -> {},
        clock);
  }

  private List<String> partsOfCase(UUID id) {
    var key = VaultItem.keyOfCase(rights.tenant().appId(), id, "subjects");
    return DYNAMO
        .query(query ->
            query
                .tableName(STACK.output("VaultTable"))
                .consistentRead(true)
                .keyConditionExpression("#id = :id")
                .expressionAttributeNames(Map.of("#id", VaultItem.PARTITION))
                .expressionAttributeValues(Map.of(":id", key.getOrDefault("id", fromS("")))))
        .items()
        .stream()
        .map(item -> item.getOrDefault("part", fromS("")).s())
        .toList();
  }

  @Test
  void theTimeThatIsExpectedHasTheGracePeriodInIt() {
    var id = rights.taken("erasure", jane);
    var expected = rights.get(id, "").json().path("expected_completion_time").asText();
    assertThat(Instant.parse(expected))
        .isBetween(
            Instant.now().plus(Duration.ofDays(22)), Instant.now().plus(Duration.ofDays(23)));
  }

  @Test
  void nothingThatIsKeptSaysWhoItIsAbout() {
    var tenant = rights.tenant();
    var id = rights.taken("restriction", jane);
    var domain =
        rights.get(id, "").headers().firstValue("X-OpenDSR-Processor-Domain").orElseThrow();
    var correcting = UUID.randomUUID();
    var body =
        Rights.body(correcting, "rectification", jane).strip().replaceFirst("}$", "")
            + ",\"extensions\":{\"%s\":{\"corrections\":{\"hobby\":\"chessboxing\"}}}}"
                .formatted(domain);
    assertThat(rights.ask(body).status()).isEqualTo(201);
    assertThat(partsOfCase(correcting)).containsExactlyInAnyOrder("subjects", "corrections");
    var sha256 = Identity.of(Identity.Kind.USER, jane).sha256();
    assertThat(new Stores().all())
        .allSatisfy((store, held) ->
            assertThat(held)
                .noneMatch(text ->
                    text.contains(jane) || text.contains(sha256) || text.contains("chessboxing")));
    assertThat(RequestsMachine.input(tenant, correcting).orElseThrow())
        .doesNotContain("jane", "chessboxing", sha256);
    var pseudonyms =
        new Stores()
            .items("VaultTable")
            .filter(item -> item.getOrDefault("id", fromS("")).s().contains(id.toString()))
            .flatMap(
                item -> item.getOrDefault("subjects", AttributeValue.fromL(List.of())).l().stream())
            .map(subject -> subject.m().getOrDefault("subject", fromS("")).s())
            .toList();
    assertThat(pseudonyms).hasSize(1);
    assertThat(new Stores().items("RequestsTable").map(Object::toString))
        .noneMatch(item -> item.contains(pseudonyms.getFirst()));
  }
}
