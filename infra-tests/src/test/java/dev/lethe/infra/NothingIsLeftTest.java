package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.export.ExportFiles;
import dev.lethe.archive.export.aws.S3Listing;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.EveryObject;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Subject;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.infra.stack.Uploader;
import dev.lethe.ingest.request.Whose;
import dev.lethe.ingest.screenshot.picture.Pictures;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.content.aws.S3Screenshots;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.erasure.aws.QueryResults;
import dev.lethe.shared.erasure.aws.SubjectFailures;
import dev.lethe.shared.registry.Feature;
import dev.lethe.subjects.request.RequestType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/// When a subject is erased, a search of every byte of every bucket finds nothing of it: not in the
/// archive, among the failures, in exports, screenshots or results of queries, not as an older
/// version, nor in an upload that was left. What is others' stays byte for byte.
class NothingIsLeftTest {

  private static final String GOES = "goes-" + UUID.randomUUID();
  private static final String STAYS = "stays-" + UUID.randomUUID();

  private final Stack stack = Stack.running();
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final Tenant tenant = Tenant.enrol("Left").with(Feature.SCREENSHOTS);
  private final Subject goes = new Subject(tenant, GOES);
  private final Subject stays = new Subject(tenant, STAYS);

  /// Everything that can become of a subject's data.
  private void live(Subject subject) {
    for (var i = 0; i < 3; i++) {
      var body =
          "{\"event\":\"Read\",\"anonymousId\":\"%s\",\"messageId\":\"%s\"}"
              .formatted(subject.device(), UUID.randomUUID());
      var sent =
          Api.post(
              "/v1/track",
              body.getBytes(StandardCharsets.UTF_8),
              GatewayEvents.basic(tenant.writeKey()));
      assertThat(sent.status()).isEqualTo(200);
    }
    screenshot(subject);
    var label = subject.label();
    stack
        .client(KinesisClient.builder())
        .putRecord(put ->
            put.streamName(stack.output("StreamName"))
                .partitionKey(label)
                .data(SdkBytes.fromUtf8String("no record, of " + label)));
    // As Athena writes them.
    var result = UUID.randomUUID();
    for (var name : List.of(result + ".csv", result + ".csv.metadata")) {
      s3.putObject(
          put -> put.bucket(stack.output("QueryResultsBucket")).key(name),
          RequestBody.fromString("\"label\"\n\"" + label + "\"\n"));
    }
  }

  private void screenshot(Subject subject) {
    var picture = Pictures.png();
    var form = Uploader.form(subject.device(), picture);
    var uploader = new Uploader(tenant);
    assertThat(uploader.complete(uploader.uploaded(form, picture), form).status()).isEqualTo(200);
  }

  private boolean isAllStored() {
    var failures =
        s3.listObjectsV2(list ->
                list.bucket(stack.output("FailuresBucket")).prefix("undecodable/" + goes.label()))
            .contents();
    return new ArchivedLines().of(tenant.appId()).size() == 6 && !failures.isEmpty();
  }

  private void export() {
    var exports = "/v1/apps/" + tenant.appId() + "/exports";
    var key = GatewayEvents.bearer(tenant.secretKey());
    var id = Api.post(exports, new byte[0], key).json().path("id").asText();
    Await.found(() -> {
      var status = Api.get(exports + "/" + id, key).json().path("status").asText();
      return status.equals("ready") ? status : null;
    });
  }

  private Map<String, SubjectCopies> copies() {
    var exports = stack.output("ExportsBucket");
    return Map.of(
        "failures",
        new SubjectFailures(new S3Bucket(s3, stack.output("FailuresBucket"))),
        "exports",
        new ExportFiles(
            new S3ArchiveObjects(s3, exports), new S3Listing(new S3Bucket(s3, exports))),
        "screenshots",
        new S3Screenshots(s3, stack.output("ScreenshotsBucket")),
        "results of queries",
        new QueryResults(s3, stack.output("QueryResultsBucket")));
  }

  /// What is sealed of a subject, as its lines have it.
  private List<String> sealed(String label) {
    return new ArchivedLines()
        .of(tenant.appId()).stream()
            .filter(line -> line.taken().label().equals(label))
            .map(line -> Objects.requireNonNull(line.taken().sealed()).toArray())
            .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
            .toList();
  }

  /// The buckets that hold something of a subject, each with how many objects.
  private static Map<String, Long> found(List<String> traces) {
    return new EveryObject()
        .all().entrySet().stream()
            .filter(object -> traces.stream().anyMatch(object.getValue()::contains))
            .collect(
                Collectors.groupingBy(
                    object -> object.getKey().substring(0, object.getKey().indexOf('/')),
                    TreeMap::new,
                    Collectors.counting()));
  }

  @Test
  void ofWhoIsErasedNoByteIsInAnyBucket() {
    live(goes);
    live(stays);
    Await.found(() -> isAllStored() ? true : null);
    export();
    var label = goes.label();
    var traces = new ArrayList<>(sealed(label));
    traces.add(label);
    traces.add(GOES);
    assertThat(found(traces))
        .containsOnlyKeys(
            stack.output("ArchiveBucket"),
            stack.output("ExportsBucket"),
            stack.output("FailuresBucket"),
            stack.output("QueryResultsBucket"),
            stack.output("ScreenshotsBucket"));
    var others = sealed(stays.label());

    copies()
        .forEach(
            (store, held) -> assertThat(held.count(tenant.appId(), label)).as(store).isPositive());
    var done = new RightsRequests(tenant).done(RequestType.ERASURE, Set.of(), Whose.of(null, GOES));
    System.out.println(new java.util.TreeMap<>(done.steps()));

    assertThat(found(traces)).isEmpty();
    assertThat(sealed(stays.label())).isEqualTo(others).hasSize(3);
    copies()
        .forEach((store, held) -> assertThat(held.erase(tenant.appId(), label)).as(store).isZero());
    copies()
        .forEach((store, held) ->
            assertThat(held.erase(tenant.appId(), stays.label())).as(store).isPositive());
  }
}
