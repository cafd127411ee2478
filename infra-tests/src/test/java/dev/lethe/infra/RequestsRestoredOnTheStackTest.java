package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.LostTable;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.aws.Items;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.vault.aws.StandingItem;
import dev.lethe.subjects.receipt.aws.DynamoReceiptChain;
import dev.lethe.subjects.receipt.aws.S3ReceiptSafe;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// A customer's requests are lost, and restored of a backup that knows of none of their ends.
/// Nothing else runs meanwhile: nobody's requests are taken.
@Isolated
class RequestsRestoredOnTheStackTest {

  private final Stack stack = Stack.running();
  private final Tenant tenant = Tenant.enrol("Requests restored");
  private final RightsRequests requests = new RightsRequests(tenant);
  private final DynamoReceiptChain chain =
      new DynamoReceiptChain(
          stack.client(DynamoDbClient.builder()), stack.output("RequestsTable"), Clock.systemUTC());
  private final S3ReceiptSafe safe =
      new S3ReceiptSafe(
          stack.client(S3Client.builder().forcePathStyle(true)), stack.output("ReceiptsBucket"));

  private boolean isOwn(Map<String, AttributeValue> item) {
    var partition = Items.present(item, DisclosureItem.PARTITION).s();
    return partition.equals(tenant.customerId())
        || partition.equals(StandingItem.partition(tenant.appId()).s());
  }

  private static Whose whose(String name) {
    return Whose.of(null, name + "-" + UUID.randomUUID());
  }

  private void opt(String call, String device) {
    var body = "{\"anonymousId\":\"%s\"}".formatted(device);
    var answer =
        Api.post(
            "/v1/" + call,
            body.getBytes(StandardCharsets.UTF_8),
            GatewayEvents.basic(tenant.writeKey()));
    assertThat(answer.status()).isEqualTo(200);
  }

  private long standing() {
    return new Stores()
        .items("RequestsTable")
        .filter(item ->
            Items.present(item, DisclosureItem.PARTITION)
                .equals(StandingItem.partition(tenant.appId())))
        .count();
  }

  @Test
  void whatIsOverIsOverAndTheChainGoesOn() {
    requests.done(RequestType.ERASURE, Set.of(), whose("before"));
    opt("optout", "in");
    var erasure = requests.ask(RequestType.ERASURE, Set.of(), whose("erased"));
    var stop = requests.ask(RequestType.STOP_COLLECTION, Set.of(), whose("stopped"));
    try (var table = new LostTable("Requests", this::isOwn)) {
      // Of a time when nothing of it was done.
      var at = table.backUp();
      for (var running : Set.of(erasure, stop)) {
        Await.found(() -> running.isDone() ? running : null);
      }
      opt("optout", "out");
      opt("optin", "in");
      var stands = standing();
      table.lose();

      var told = table.restore(at);
      assertThat(told.text()).contains("open again");
      assertThat(told.status()).isZero();
      assertThat(erasure.found().timeline().status()).isEqualTo(RequestStatus.COMPLETED);
      assertThat(erasure.found().steps()).containsKey("issued");
      assertThat(stop.found().timeline().status()).isEqualTo(RequestStatus.COMPLETED);
      assertThat(standing()).isEqualTo(stands);
      assertThat(chain.head(tenant.customerId()))
          .isEqualTo(safe.find(tenant.customerId(), 2).orElseThrow().head());
      assertThat(chain.find(tenant.customerId(), erasure.request().toString())).isPresent();

      // Again, of the same backup: the same end, and the next receipt follows.
      assertThat(table.restore(at).status()).isZero();
      requests.done(RequestType.ERASURE, Set.of(), whose("after"));
      assertThat(chain.head(tenant.customerId()).number()).isEqualTo(3);
      assertThat(safe.numbers(tenant.customerId())).containsExactly(1L, 2L, 3L);
      assertThat(safe.customers()).contains(tenant.customerId());
    }
  }
}
