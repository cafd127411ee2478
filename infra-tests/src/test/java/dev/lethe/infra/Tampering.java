package dev.lethe.infra;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.lane.aws.LedgerItem;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.aws.VaultItem;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/// What somebody does to a stack who ought not to: something old in each table and in buckets, a
/// lifecycle rule that is gone, items of a table that do not end any more.
final class Tampering {

  private static final LocalDate LONG_AGO = LocalDate.parse("2020-01-01");

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final Tenant tenant;
  private final Map<String, Map<String, AttributeValue>> planted = new HashMap<>();
  private final String line = "lines/day=%s/hour=00/90-planted".formatted(LONG_AGO);

  Tampering(Tenant tenant) {
    this.tenant = tenant;
  }

  /// What a thing is called that is of no application.
  String stranger() {
    return "planted-" + tenant.appId();
  }

  private void plant(String table, Map<String, AttributeValue> key, Map<String, String> more) {
    var item = new HashMap<>(key);
    more.forEach((name, value) -> item.put(name, fromS(value)));
    planted.put(stack.output(table), key);
    dynamo.putItem(put -> put.tableName(stack.output(table)).item(item));
  }

  /// Does it.
  void begin() {
    var app = tenant.appId();
    var somebody = new Pseudonym("AbCdEfGhIjKlMnOpQrStUv");
    plant(
        "VaultTable",
        VaultItem.keyOfDevice(app, somebody, somebody),
        Map.of("seen", LONG_AGO.toString()));
    plant("LedgerTable", LedgerItem.key(stranger(), LONG_AGO + "#00000"), Map.of());
    plant(
        "InsightsTable",
        Map.of("counter", fromS(app + "#users#total#0"), "cell", fromS(LONG_AGO + "#total")),
        Map.of());
    plant(
        "RequestsTable",
        Map.of("customer", fromS(tenant.customerId()), "item", fromS("erasure#" + app + "#x")),
        Map.of());
    plant("RegistryTable", Map.of("id", fromS(stranger())), Map.of());
    s3.putObject(put -> put.bucket(stack.output("ArchiveBucket")).key(line), RequestBody.empty());
    s3.putObject(
        put ->
            put.bucket(stack.output("ScreenshotsBucket"))
                .key("screenshots/" + app + "/AbCdEfGhIjKlMnOpQrStUv/one"),
        RequestBody.empty());
    s3.deleteBucketLifecycle(delete -> delete.bucket(stack.output("QuarantineBucket")));
    timeToLive(false);
  }

  private void timeToLive(boolean isOn) {
    dynamo.updateTimeToLive(update ->
        update
            .tableName(stack.output("InsightsTable"))
            .timeToLiveSpecification(
                specification -> specification.attributeName("expires").enabled(isOn)));
  }

  /// Puts everything right again.
  void undo() {
    if (planted.isEmpty()) {
      return;
    }
    planted.forEach((table, key) -> dynamo.deleteItem(delete -> delete.tableName(table).key(key)));
    s3.deleteObject(delete -> delete.bucket(stack.output("ArchiveBucket")).key(line));
    s3.deleteObject(delete ->
        delete
            .bucket(stack.output("ScreenshotsBucket"))
            .key("screenshots/" + tenant.appId() + "/AbCdEfGhIjKlMnOpQrStUv/one"));
    var rule =
        LifecycleRule.builder()
            .id("a-day")
            .status("Enabled")
            .filter(filter -> filter.prefix(""))
            .expiration(expiration -> expiration.days(1))
            .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(1))
            .build();
    s3.putBucketLifecycleConfiguration(put ->
        put.bucket(stack.output("QuarantineBucket"))
            .lifecycleConfiguration(lifecycle -> lifecycle.rules(rule)));
    timeToLive(true);
  }
}
