package dev.lethe.control.restore.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.lethe.control.restore.LiveRegistry;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.termination.aws.Segments;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
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
    segments.read(
        segment,
        scan ->
            scan.filterExpression("begins_with(#id, :prefix)")
                .expressionAttributeNames(Map.of("#id", RegistryItem.ID))
                .expressionAttributeValues(
                    Map.of(":prefix", fromS(RegistryItem.idOfApplication("")))),
        page -> page.stream().flatMap(item -> application(item).stream()).forEach(sink));
  }

  /// One that cannot be read, as no gate can, holds up no other.
  private static Optional<Application> application(Map<String, AttributeValue> item) {
    try {
      return Optional.of(RegistryItem.application(item));
    } catch (IllegalStateException | IllegalArgumentException | NoSuchElementException e) {
      LOG.warn("{} cannot be read.", present(item, RegistryItem.ID).s());
      return Optional.empty();
    }
  }

  @Override
  public void link(Application application) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(RegistryItem.keyOf(RegistryItem.idOfCustomer(application.customer())))
              .updateExpression("ADD #applications :application")
              .conditionExpression("attribute_exists(#id)")
              .expressionAttributeNames(
                  Map.of(
                      "#applications", RegistryItem.APPLICATIONS,
                      "#id", RegistryItem.ID))
              .expressionAttributeValues(
                  Map.of(":application", fromSs(List.of(application.id())))));
    } catch (ConditionalCheckFailedException e) {
      // Its customer was made since the backup, and is lost.
    }
  }
}
