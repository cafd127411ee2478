package dev.lethe.control.restore.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.lethe.control.restore.LiveRegistry;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.aws.KeyItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.termination.aws.Segments;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The Registry table.
public final class DynamoLiveRegistry implements LiveRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoLiveRegistry.class);

  private final DynamoDbClient dynamo;
  private final String table;
  private final Segments segments;

  public DynamoLiveRegistry(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
    this.segments = new Segments(dynamo, table);
  }

  @Override
  public void read(String segment, Consumer<Application> sink) {
    read(segment, RegistryItem.idOfApplication(""), RegistryItem::application, sink);
  }

  @Override
  public void readKeys(String segment, Consumer<IssuedKey> sink) {
    read(segment, KeyItem.PREFIX, KeyItem::key, sink);
  }

  private <T> void read(
      String segment,
      String prefix,
      Function<Map<String, AttributeValue>, T> reader,
      Consumer<T> sink) {
    segments.read(
        segment,
        scan ->
            scan.filterExpression("begins_with(#id, :prefix)")
                .expressionAttributeNames(Map.of("#id", RegistryItem.ID))
                .expressionAttributeValues(Map.of(":prefix", fromS(prefix))),
        page -> page.stream().flatMap(item -> found(item, reader).stream()).forEach(sink));
  }

  /// One that cannot be read, as no gate can, holds up no other.
  private static <T> Optional<T> found(
      Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, T> reader) {
    try {
      return Optional.of(reader.apply(item));
    } catch (IllegalStateException
        | IllegalArgumentException
        | NoSuchElementException
        | DateTimeException e) {
      LOG.warn("{} cannot be read.", present(item, RegistryItem.ID).s());
      return Optional.empty();
    }
  }

  @Override
  public void link(Application application) {
    enter(
        RegistryItem.idOfCustomer(application.customer()),
        RegistryItem.APPLICATIONS,
        application.id());
  }

  @Override
  public void link(IssuedKey key) {
    enter(KeyItem.idOfOwner(key.grant()), KeyItem.KEYS, key.hash());
  }

  private void enter(String owner, String among, String entry) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(RegistryItem.keyOf(owner))
              .updateExpression("ADD #among :entry")
              .conditionExpression("attribute_exists(#id)")
              .expressionAttributeNames(Map.of("#among", among, "#id", RegistryItem.ID))
              .expressionAttributeValues(Map.of(":entry", fromSs(List.of(entry)))));
    } catch (ConditionalCheckFailedException e) {
      // Its owner was made since the backup, and is lost.
    }
  }
}
