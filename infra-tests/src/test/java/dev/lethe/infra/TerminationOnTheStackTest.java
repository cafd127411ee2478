package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.Remainder;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.infra.stack.Uploader;
import dev.lethe.ingest.request.Whose;
import dev.lethe.ingest.screenshot.picture.Pictures;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.subjects.request.RequestType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Two customers whose applications have the same name, and subjects with the same ids: one is
/// terminated, nothing of it is found in any store, and the other is as it was, byte for byte.
@Execution(ExecutionMode.CONCURRENT) // it waits for most of its time
class TerminationOnTheStackTest {

  /// How many subjects the application has that ends; `make test` has few, by hand there may be
  /// 100,000.
  private static final int SUBJECTS = Integer.getInteger("lethe.termination.subjects", 300);

  private static final int OTHERS = 300;

  /// Those that really came: jane, joe, jim, and the device that sent a picture.
  private static final int CAME = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(1800 + SUBJECTS / 50);
  private static final byte[] PICTURE = Pictures.pngWithMetadata();

  private final Stack stack = Stack.running();
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final Remainder remainder = new Remainder();
  private final Tenant ended = enrol();
  private final Tenant other = enrol();

  private static Tenant enrol() {
    var tenant =
        Tenant.enrol("Same GmbH")
            .with(Feature.SCREENSHOTS)
            .with(Feature.END_USER_IDENTIFIER)
            .with(Feature.USER_ATTRIBUTES);
    // An order to forget goals is in the Ledger.
    tenant.eraseCollected(Feature.GOALS);
    return tenant;
  }

  private static int send(Tenant tenant, String subject, String page) {
    var body =
        """
        {"batch":[{"type":"identify","userId":"%1$s","anonymousId":"of-%1$s","traits":{"plan":"gold"}},
         {"type":"track","event":"Application Opened","userId":"%1$s","anonymousId":"of-%1$s","properties":{"page":"%2$s"}}]}\
        """
            .formatted(subject, page);
    return Api.post(
            "/v1/batch",
            body.getBytes(StandardCharsets.UTF_8),
            GatewayEvents.basic(tenant.writeKey()))
        .status();
  }

  private void live(Tenant tenant, int subjects) {
    for (var subject : List.of("jane", "joe", "jim")) {
      assertThat(send(tenant, subject, "home")).isEqualTo(200);
    }
    var form = Uploader.form("of-jane", PICTURE);
    var uploader = new Uploader(tenant);
    assertThat(uploader.complete(uploader.uploaded(form, PICTURE), form).status()).isEqualTo(200);
    assertThat(tenant.awaitIntake(6)).containsEntry("taken", 6L);
    Await.until(() -> new ArchivedLines().of(tenant.appId()).size() >= 3);
    export(tenant);
    new Crowd(tenant, subjects - CAME).moveIn();
    fail(tenant);
    put("AuditsBucket", "audits/" + tenant.appId() + "/aud_1.json", "of " + tenant.appId());
  }

  private void export(Tenant tenant) {
    var path = "/v1/apps/" + tenant.appId() + "/exports";
    var key = GatewayEvents.bearer(tenant.secretKey());
    var export = Api.post(path, new byte[0], key).json().path("id").asText();
    Await.until(
        () -> Api.get(path + "/" + export, key).json().path("status").asText().equals("ready"));
  }

  /// A record that was passed over, in a lane of the application's, and one that says its id.
  private void fail(Tenant tenant) {
    var label = remainder.labels(tenant.appId()).iterator().next();
    var failures = "FailuresBucket";
    put(failures, "undecodable/" + label + "/000000000000/" + "7".repeat(56), "not a record");
    put(failures, "skipped/nobody/000000000000/" + tenant.appId(), "of " + tenant.appId());
  }

  private void put(String bucket, String name, String content) {
    s3.putObject(
        put -> put.bucket(stack.output(bucket)).key(name), RequestBody.fromString(content));
  }

  private Set<String> words(Tenant tenant) {
    var words = new HashSet<>(remainder.labels(tenant.appId()));
    words.add(tenant.appId());
    words.add(ApiKey.shown(tenant.writeKey()).hash());
    return words;
  }

  /// What may say so afterwards: what is kept because it must be, that it is gone, that a label is
  /// dead, and for as long as a backup may be restored that a feature was switched off.
  private boolean mayStay(String where, String content) {
    return (where.startsWith("RequestsTable ")
            && !where.startsWith("RequestsTable export#")
            && where.endsWith("| " + ended.customerId()))
        || where.endsWith("| disclosures#" + ended.customerId())
        || where.startsWith("RegistryTable app#" + ended.appId())
        || where.equals("RequestsTable goals | closing#" + ended.appId())
        || where.contains("/receipts/" + ended.customerId() + "/")
        || where.contains("/probes/")
        || isOfTheDead(where, content);
  }

  /// What keeps the dead dead says a random label, and not whose it was: joe was erased before.
  private boolean isOfTheDead(String where, String content) {
    return where.startsWith("LedgerTable ")
        && !content.contains(ended.appId())
        && (content.contains("emptied=")
            || content.contains("death=")
            || content.contains("dead="));
  }

  private Set<String> leftOf(Set<String> words) {
    var left = new TreeMap<>(remainder.of(words));
    left.entrySet().removeIf(found -> mayStay(found.getKey(), found.getValue()));
    return left.keySet();
  }

  /// Of the application itself ids and times are left, and a name that is an id.
  private void isStripped() {
    var key = RegistryItem.keyOf(RegistryItem.idOfApplication(ended.appId()));
    var item =
        stack
            .client(DynamoDbClient.builder())
            .getItem(get -> get.tableName(stack.output("RegistryTable")).key(key))
            .item();
    assertThat(item)
        .containsOnlyKeys("id", "app", "customer", "name", "ends", "gone")
        .containsEntry("name", AttributeValue.fromS(ended.appId()));
  }

  @Test
  void nothingOfItIsFoundAndTheOtherIsAsItWas() {
    live(ended, SUBJECTS);
    live(other, OTHERS);
    var ofEnded = words(ended);
    var ofOther = words(other);
    assertThat(ofEnded).hasSize(SUBJECTS + 2);
    assertThat(remainder.of(ofEnded).size()).isGreaterThan(SUBJECTS * 4);
    var before = remainder.of(ofOther);
    var erasure =
        new RightsRequests(ended).ask(RequestType.ERASURE, Set.of(), Whose.of("joe", null));
    var late = sent(ended);

    var began = Instant.now();
    var termination = new Terminated(ended);
    termination.ask("termination");
    refuses();
    termination.await("terminated", PATIENCE);
    System.out.printf(
        "%d subjects were terminated in %s.%n", SUBJECTS, Duration.between(began, Instant.now()));

    assertThat(erasure.isDone()).as("requests are done first").isTrue();
    assertThat(leftOf(ofEnded)).isEmpty();
    isStripped();
    comesLate(late);
    assertThat(leftOf(ofEnded)).isEmpty();
    assertThat(differing(apart(before), apart(remainder.of(ofOther)))).isEmpty();
    assertThat(termination.receipt()).contains("\"type\":\"termination\"");
    var figures = new TerminationFigures(termination.receipt());
    assertThat(figures.found("vault")).isGreaterThan(2L * (SUBJECTS - CAME));
    assertThat(figures.found("standing")).as("joe was erased").isPositive();
    assertThat(figures.found("audits")).isEqualTo(1);
    System.out.println(figures.told());
    assertThat(new Terminated(ended).state().path("hasReceipt").asBoolean()).isTrue();
    assertThat(send(ended, "jane", "again")).isIn(401, 403);
  }

  /// From the very next request on.
  private void refuses() {
    var key = GatewayEvents.bearer(ended.secretKey());
    var app = "/v1/apps/" + ended.appId();
    assertThat(send(ended, "jane", "late")).isEqualTo(403);
    assertThat(new Uploader(ended).offer(Uploader.form("of-jane", PICTURE)).status())
        .isEqualTo(403);
    assertThat(ended.ask("events", "").status()).isEqualTo(410);
    assertThat(Api.post(app + "/exports", new byte[0], key).status()).isEqualTo(410);
    assertThat(Api.delete(app + "/termination", key).status()).isEqualTo(409);
  }

  /// A record of the application that is on the stream.
  private static StreamRecord sent(Tenant tenant) {
    return new Stores().taken(tenant.appId()).findFirst().orElseThrow();
  }

  /// It comes to consumers once more, and something of the other's after it.
  private void comesLate(StreamRecord late) {
    stack
        .client(KinesisClient.builder())
        .putRecord(put ->
            put.streamName(stack.output("StreamName"))
                .partitionKey(late.partitionKey())
                .data(SdkBytes.fromByteArray(RecordCodec.encode(late))));
    var after = Tenant.enrol("After");
    assertThat(send(after, "somebody", "home")).isEqualTo(200);
    assertThat(after.awaitIntake(1)).isNotEmpty();
    Await.until(() -> !new ArchivedLines().of(after.appId()).isEmpty());
  }

  /// Where something is there in one and not in the other, or is another: what it is would be too
  /// much to be told.
  private static Set<String> differing(Map<String, String> one, Map<String, String> other) {
    var where = new TreeSet<>(one.keySet());
    where.addAll(other.keySet());
    where.removeIf(place -> Objects.equals(one.get(place), other.get(place)));
    return where;
  }

  /// Objects of the archive hold lines of both, and are compared line by line. How far statistics
  /// are closed changes by itself, and a probe, which other tests' audits begin, names everybody in
  /// what it keeps while it runs and in what it comes to.
  private static Map<String, String> apart(Map<String, String> found) {
    var apart = new TreeMap<>(found);
    apart
        .keySet()
        .removeIf(where ->
            where.contains("/lines/")
                || where.contains("#closed | ")
                || where.contains("/probes/")
                || where.contains("/work/"));
    return apart;
  }

  @Test
  void aMigrationIsExportedAndWaitsUntilThatIsCollected() {
    for (var subject : List.of("jane", "joe")) {
      assertThat(send(ended, subject, "home")).isEqualTo(200);
    }
    assertThat(ended.awaitIntake(4)).containsEntry("taken", 4L);
    var migration = new Terminated(ended);
    migration.ask("migration");
    migration.await("collecting", PATIENCE);
    var path = "/v1/apps/" + ended.appId() + "/exports";
    var key = GatewayEvents.bearer(ended.secretKey());
    var export = Api.get(path + '/' + migration.state().path("export").asText(), key).json();
    assertThat(export.path("status").asText()).isEqualTo("ready");
    assertThat(export.path("events").asInt()).isEqualTo(4);
    assertThat(send(ended, "jane", "late")).isEqualTo(403);
    migration.collected();
    migration.await("terminated", PATIENCE);
    assertThat(Api.get(path, key).status()).isEqualTo(410);
  }
}
