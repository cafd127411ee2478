package dev.lethe.shared.registry.aws;

import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The journal of closings in the Requests table, strongly consistent. What is over may be read
/// still: it closes nothing that is not closed.
public final class DynamoClosings implements Closings {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoClosings(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Closed of(String owner) {
    var features = new EnumMap<Feature, FeatureSwitch>(Feature.class);
    var keys = new HashMap<String, Instant>();
    var contacts = new HashMap<String, Instant>();
    var change = new AtomicReference<@Nullable Change>();
    var erased = new ArrayList<Instant>();
    dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#owner = :owner")
                .expressionAttributeNames(Map.of("#owner", ClosingItem.OWNER))
                .expressionAttributeValues(Map.of(":owner", ClosingItem.partition(owner))))
        .items()
        .forEach(item -> {
          var hash = ClosingItem.hash(item);
          var contact = ClosingItem.contact(item);
          var changed = ClosingItem.change(item);
          if (hash.isPresent()) {
            keys.put(hash.get(), ClosingItem.until(item));
          } else if (contact.isPresent()) {
            contacts.put(contact.get(), ClosingItem.at(item));
          } else if (changed.isPresent()) {
            change.set(changed.get());
          } else {
            var off = ClosingItem.featureSwitch(item);
            features.put(off.feature(), off);
            ClosingItem.erased(item).ifPresent(erased::add);
          }
        });
    return new Closed(
        features,
        erased.stream().max(Comparator.naturalOrder()),
        keys,
        Optional.ofNullable(change.get()),
        contacts);
  }
}
