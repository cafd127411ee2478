package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Stack;
import dev.lethe.retention.audit.Audits;
import dev.lethe.retention.audit.AuditsContract;
import dev.lethe.retention.audit.HandledRequest;
import dev.lethe.retention.audit.aws.DynamoAudits;
import dev.lethe.retention.audit.aws.DynamoHandledRequests;
import dev.lethe.retention.probe.ObjectSeen;
import dev.lethe.retention.probe.Papers;
import dev.lethe.retention.probe.PapersContract;
import dev.lethe.retention.probe.Place;
import dev.lethe.retention.probe.Seen;
import dev.lethe.retention.probe.aws.DynamoItems;
import dev.lethe.retention.probe.aws.S3Objects;
import dev.lethe.retention.probe.aws.S3Papers;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.lane.aws.LedgerItem;
import dev.lethe.subjects.receipt.Erasures;
import dev.lethe.subjects.request.EnteredRequests;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// What probes and audits see of AWS.
class ProbeAdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());
  private static final S3Client S3 = STACK.client(S3Client.builder().forcePathStyle(true));
  private static final String REQUESTS = STACK.output("RequestsTable");

  @Nested
  class InS3Papers extends PapersContract {

    @Override
    protected Papers papers() {
      return new S3Papers(new S3Bucket(S3, STACK.output("AuditsBucket")));
    }
  }

  @Nested
  class InDynamoAudits extends AuditsContract {

    @Override
    protected Audits audits() {
      return new DynamoAudits(DYNAMO, REQUESTS, Clock.systemUTC());
    }
  }

  @Test
  void segmentsOfATableAreReadWholeAndEachItemInOne() {
    var table = STACK.output("LedgerTable");
    var day = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(7));
    var ends = day.plusMillis(UUID.randomUUID().getLeastSignificantBits() & 0xFFFFF);
    var end = ends.truncatedTo(ChronoUnit.SECONDS);
    var labels = new ArrayList<String>();
    for (var number = 0; number < 40; number++) {
      var label = UUID.randomUUID().toString().substring(0, 22);
      labels.add(label);
      DYNAMO.putItem(put -> put.tableName(table).item(LedgerItem.of(label, "header", end)));
    }
    var items = new DynamoItems(DYNAMO, Map.of(Place.LEDGER, table));
    var seen = new ArrayList<Seen>();
    for (var segment = 0; segment < 7; segment++) {
      items.segment(Place.LEDGER, segment, 7, seen::add);
    }
    assertThat(seen)
        .filteredOn(found -> end.equals(found.ends()) && found.kind().name().equals("headers"))
        .hasSize(40);
    labels.forEach(label ->
        DYNAMO.deleteItem(delete -> delete.tableName(table).key(LedgerItem.key(label, "header"))));
  }

  @Test
  void aBucketIsListedFromWhereItWasLeft() {
    var bucket = STACK.output("QueryResultsBucket");
    var folder = "probe/" + UUID.randomUUID() + '/';
    var names =
        List.of("a/1", "a/2", "aé/1", "b/1", "b/2").stream().map(name -> folder + name).toList();
    names.forEach(name -> S3.putObject(put -> put.bucket(bucket).key(name), RequestBody.empty()));
    var objects = new S3Objects(S3, Map.of(Place.QUERY_RESULTS, bucket));
    assertThat(names(objects, "")).containsSubsequence(names);
    assertThat(names(objects, folder + "a/\uFFFD"))
        .containsSubsequence(names.subList(2, 5))
        .doesNotContain(names.get(0), names.get(1));
    assertThat(names(objects, folder + "b/1")).contains(names.get(4)).doesNotContain(names.get(3));
    names.forEach(name -> S3.deleteObject(delete -> delete.bucket(bucket).key(name)));
  }

  private static List<String> names(S3Objects objects, String after) {
    return objects.after(Place.QUERY_RESULTS, after).map(ObjectSeen::name).toList();
  }

  @Test
  void whatIsLeftOfObjectsAndUploadsInPartsIsSeen() {
    var bucket = "probed-" + UUID.randomUUID();
    S3.createBucket(create -> create.bucket(bucket));
    S3.putBucketVersioning(put ->
        put.bucket(bucket).versioningConfiguration(versioning -> versioning.status("Enabled")));
    S3.putObject(put -> put.bucket(bucket).key("x"), RequestBody.fromString("first"));
    S3.putObject(put -> put.bucket(bucket).key("x"), RequestBody.fromString("second"));
    S3.deleteObject(delete -> delete.bucket(bucket).key("x"));
    S3.createMultipartUpload(create -> create.bucket(bucket).key("y"));
    var objects = new S3Objects(S3, Map.of(Place.ARCHIVE, bucket));
    assertThat(objects.after(Place.ARCHIVE, ""))
        .extracting(ObjectSeen::state)
        .containsExactlyInAnyOrder(
            ObjectSeen.State.OLDER, ObjectSeen.State.OLDER, ObjectSeen.State.DELETED);
    assertThat(objects.unfinished(Place.ARCHIVE)).hasSize(1);
  }

  @Test
  void requestsAreReadAsTheyWereEntered() {
    var book = new DynamoRequestBook(DYNAMO, REQUESTS, Clock.systemUTC());
    var now = Instant.now();
    var request =
        EnteredRequests.of(Erasures.customer(), UUID.randomUUID(), RequestType.ACCESS, now);
    book.enter(request);
    book.enter(EnteredRequests.read(request.customer(), UUID.randomUUID(), now));
    var read = book.find(request.customer(), request.id()).orElseThrow();
    book.advance(read, read.timeline().then(RequestStatus.CANCELLED, now).orElseThrow());
    var handled = new DynamoHandledRequests(DYNAMO, REQUESTS, Clock.systemUTC());
    assertThat(handled.of(request.customer(), request.app()))
        .containsExactly(
            new HandledRequest(
                request.id().toString(),
                "access",
                request.submitted(),
                List.of(
                    new HandledRequest.Change("pending", request.timeline().received()),
                    new HandledRequest.Change(
                        "cancelled",
                        now.isBefore(request.timeline().received())
                            ? request.timeline().received()
                            : now))));
    assertThat(handled.of(request.customer(), "app_other")).isEmpty();
    assertThat(handled.of("cus_other", request.app())).isEmpty();
  }
}
