package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// Marks that stand for what is personal go in with every kind of request, good and bad; then every
/// store is searched for them.
class NothingPersonalTest {

  private static final String ADDRESS = "130.149.7.201";

  private final Stack stack = Stack.running();
  private final String canary = "canary" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void isFoundInAnyStoreOrLog() {
    var tenant = Tenant.enrol("Canary");
    var event =
        """
        {"type":"track","event":"Opened by %s@example.com","userId":"%s","anonymousId":"%s",
         "messageId":"%s","properties":{"note":"%s"},"context":{"ip":"%s","traits":{"n":"%s"}}}
        """
            .replace("%s", canary)
            .replace("\"ip\":\"" + canary + "\"", "\"ip\":\"" + ADDRESS + "\"");
    send("/v1/track", event, tenant.writeKey(), 200);
    send("/v1/batch", "{\"batch\":[" + event + "]}", tenant.writeKey(), 200);
    send("/v1/batch", "{\"batch\":[" + event, tenant.writeKey(), 400);
    send("/v1/track", event, "lethe_wk_" + canary, 401);
    send("/v1/" + canary, event, tenant.writeKey(), 404);
    var today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    assertThat(tenant.await(today.minusDays(1), today, "event", 2).keySet())
        .singleElement()
        .asString()
        .startsWith("(other)");
    var stores = List.of(stream(), table("InsightsTable"), table("RegistryTable"), logs());
    assertThat(stores).noneMatch(String::isEmpty);
    assertThat(stores)
        .noneMatch(store -> store.contains(canary))
        .noneMatch(store -> store.contains(ADDRESS))
        .noneMatch(store -> store.contains(tenant.writeKey()))
        .noneMatch(store -> store.contains(tenant.secretKey()));
  }

  private void send(String path, String body, String key, int status) {
    var answer = Api.post(path, body.getBytes(StandardCharsets.UTF_8), GatewayEvents.basic(key));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text()).doesNotContain(canary, ADDRESS);
  }

  private String stream() {
    var kinesis = stack.client(KinesisClient.builder());
    var name = stack.output("StreamName");
    return kinesis.listShards(list -> list.streamName(name)).shards().stream()
        .map(shard ->
            kinesis.getShardIterator(iterator ->
                iterator
                    .streamName(name)
                    .shardId(shard.shardId())
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON)))
        .flatMap(iterator ->
            kinesis
                .getRecords(get -> get.shardIterator(iterator.shardIterator()))
                .records()
                .stream())
        .map(found -> found.data().asString(StandardCharsets.ISO_8859_1))
        .collect(Collectors.joining("\n"));
  }

  private String table(String output) {
    var dynamo = stack.client(DynamoDbClient.builder());
    return dynamo.scanPaginator(scan -> scan.tableName(stack.output(output))).items().stream()
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  private String logs() {
    var logs = stack.client(CloudWatchLogsClient.builder());
    return logs
        .describeLogGroups(describe -> describe.logGroupNamePrefix("/aws/lambda/"))
        .logGroups()
        .stream()
        .flatMap(group ->
            logs
                .filterLogEventsPaginator(filter -> filter.logGroupName(group.logGroupName()))
                .events()
                .stream())
        .map(FilteredLogEvent::message)
        .collect(Collectors.joining("\n"));
  }
}
