package dev.lethe.retention.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.SilentLives;
import dev.lethe.shared.vault.aws.VaultItem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// States of subjects in the Vault table that have a life and no end. The table is gone through
/// segment by segment, in any order: what one run does not come to, another does.
public final class DynamoSilentLives implements SilentLives {

  private static final int SEGMENTS = 1_000;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Executor threads;
  private final Random random;
  private final Clock clock;

  public DynamoSilentLives(
      DynamoDbClient dynamo, String table, Executor threads, Random random, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.threads = threads;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public void all(Instant until, Consumer<Life> shown) {
    var segments = IntStream.range(0, SEGMENTS).boxed().collect(Collectors.toList());
    Collections.shuffle(segments, random);
    CompletableFuture.allOf(
            segments.stream()
                .map(segment ->
                    CompletableFuture.runAsync(() -> segment(segment, until, shown), threads))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private void segment(int segment, Instant until, Consumer<Life> shown) {
    if (!clock.instant().isBefore(until)) {
      return;
    }
    dynamo
        .scanPaginator(scan ->
            scan.tableName(table)
                .segment(segment)
                .totalSegments(SEGMENTS)
                .select(Select.SPECIFIC_ATTRIBUTES)
                .projectionExpression("#id, #part, #label, #seen")
                .filterExpression(
                    "attribute_exists(#seen) AND attribute_exists(#label)"
                        + " AND attribute_not_exists(#expires)")
                .expressionAttributeNames(
                    Map.of(
                        "#id", VaultItem.PARTITION,
                        "#part", VaultItem.SORT,
                        "#label", VaultItem.LABEL,
                        "#seen", VaultItem.SEEN,
                        "#expires", VaultItem.EXPIRES)))
        .items()
        .stream()
        .filter(VaultItem::isState)
        .map(DynamoSilentLives::life)
        .forEach(shown);
  }

  private static Life life(Map<String, AttributeValue> item) {
    var place = present(item, VaultItem.PARTITION).s();
    return new Life(
        place.substring(0, place.indexOf('#')),
        place,
        present(item, VaultItem.LABEL).s(),
        LocalDate.parse(present(item, VaultItem.SEEN).s()));
  }

  @Override
  public boolean end(Life life) {
    var names = new HashMap<String, String>();
    VaultItem.OF_LIFE.forEach(attribute -> names.put("#" + attribute, attribute));
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(VaultItem.keyOfState(life.place()))
              .updateExpression("REMOVE " + String.join(", ", names.keySet()))
              .conditionExpression("#label = :label AND #seen = :seen")
              .expressionAttributeNames(names)
              .expressionAttributeValues(
                  Map.of(":label", fromS(life.label()), ":seen", fromS(life.seen().toString()))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      // Its subject was seen again, or erased.
      return false;
    }
  }
}
