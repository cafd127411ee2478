package dev.lethe.shared.termination.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.termination.Emptying.Round;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.Measurements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Measurements in the Requests table: numbers and times, one item for each part.
public final class DynamoMeasurements implements Measurements {

  /// As long as anybody may ask why a termination took so long.
  private static final Duration KEPT = Duration.ofDays(90);

  private static final String PARTS = "parts";
  private static final String FOUND = "found";
  private static final String REMOVED = "removedAt";
  private static final String AGAIN = "again";
  private static final String SEARCHED = "searchedAt";

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoMeasurements(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  private static String prefix(String app) {
    return "emptied#" + app + '#';
  }

  private static Map<String, AttributeValue> key(Round round, Work work, String part) {
    return Map.of(
        DisclosureItem.PARTITION,
        fromS(round.customer()),
        DisclosureItem.SORT,
        fromS(
            "%s%03d#%s#%s#%s"
                .formatted(
                    prefix(round.app()),
                    round.number(),
                    round.store().wireName(),
                    work.name().charAt(0),
                    part)));
  }

  @Override
  public void planned(Round round, Work work, int parts) {
    note(key(round, work, ""), Map.of(PARTS, number(parts)));
  }

  @Override
  public void found(Round round, String part, long found) {
    note(key(round, Work.REMOVAL, 'p' + part), Map.of(FOUND, number(found)));
  }

  @Override
  public void removed(Round round, String part, Instant at) {
    note(key(round, Work.REMOVAL, 'p' + part), Map.of(REMOVED, number(at.toEpochMilli())));
  }

  @Override
  public void searched(Round round, String look, long again, Instant at) {
    note(
        key(round, Work.SEARCH, 'p' + look),
        Map.of(AGAIN, number(again), SEARCHED, number(at.toEpochMilli())));
  }

  /// What was said first stays; of a plan the last: it may find more parts when it is made again.
  private void note(Map<String, AttributeValue> key, Map<String, AttributeValue> said) {
    var names = new HashMap<>(Map.of("#expires", DisclosureItem.EXPIRES));
    var values =
        new HashMap<>(Map.of(":expires", number(clock.instant().plus(KEPT).getEpochSecond())));
    var sets = new StringBuilder("SET #expires = :expires");
    said.forEach((name, value) -> {
      names.put('#' + name, name);
      values.put(':' + name, value);
      sets.append(
          name.equals(PARTS)
              ? ", #%1$s = :%1$s".formatted(name)
              : ", #%1$s = if_not_exists(#%1$s, :%1$s)".formatted(name));
    });
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key)
            .updateExpression(sets.toString())
            .expressionAttributeNames(names)
            .expressionAttributeValues(values));
  }

  /// Which round of which store an item is of.
  private record Place(int round, EndedStore store) {}

  @Override
  public List<Measured> of(String customer, String app) {
    var byPlace =
        new TreeMap<Place, ArrayList<Map<String, AttributeValue>>>(
            Comparator.comparingInt(Place::round).thenComparing(Place::store));
    items(customer, app)
        .forEach(item -> {
          var parts = present(item, DisclosureItem.SORT).s().split("#", 6);
          var store = WireNamed.find(EndedStore.class, parts[3]).orElseThrow();
          byPlace
              .computeIfAbsent(
                  new Place(Integer.parseInt(parts[2]), store), unseen -> new ArrayList<>())
              .add(item);
        });
    return byPlace.entrySet().stream().map(of -> measured(of.getKey(), of.getValue())).toList();
  }

  private Stream<Map<String, AttributeValue>> items(String customer, String app) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#customer = :customer AND begins_with(#item, :prefix)")
                .expressionAttributeNames(
                    Map.of("#customer", DisclosureItem.PARTITION, "#item", DisclosureItem.SORT))
                .expressionAttributeValues(
                    Map.of(":customer", fromS(customer), ":prefix", fromS(prefix(app)))))
        .items()
        .stream()
        .filter(item -> clock.instant().getEpochSecond() < whole(item, DisclosureItem.EXPIRES));
  }

  private static Measured measured(Place place, List<Map<String, AttributeValue>> items) {
    var removals = items.stream().filter(isOf(Work.REMOVAL)).toList();
    var searches = items.stream().filter(isOf(Work.SEARCH)).toList();
    return new Measured(
        place.store(),
        place.round(),
        planned(removals),
        with(REMOVED, removals),
        sum(FOUND, removals),
        last(REMOVED, removals),
        planned(searches),
        with(SEARCHED, searches),
        sum(AGAIN, searches),
        last(SEARCHED, searches));
  }

  private static Predicate<Map<String, AttributeValue>> isOf(Work work) {
    var letter = String.valueOf(work.name().charAt(0));
    return item -> present(item, DisclosureItem.SORT).s().split("#", 6)[4].equals(letter);
  }

  private static Optional<Integer> planned(List<Map<String, AttributeValue>> items) {
    return items.stream()
        .filter(item -> item.containsKey(PARTS))
        .findFirst()
        .map(item -> (int) whole(item, PARTS));
  }

  private static int with(String name, List<Map<String, AttributeValue>> items) {
    return (int) items.stream().filter(item -> item.containsKey(name)).count();
  }

  private static long sum(String name, List<Map<String, AttributeValue>> items) {
    return items.stream()
        .filter(item -> item.containsKey(name))
        .mapToLong(item -> whole(item, name))
        .sum();
  }

  private static Optional<Instant> last(String name, List<Map<String, AttributeValue>> items) {
    return items.stream()
        .filter(item -> item.containsKey(name))
        .map(item -> Instant.ofEpochMilli(whole(item, name)))
        .max(Comparator.naturalOrder());
  }

  private static long whole(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(present(item, name).n());
  }

  private static AttributeValue number(long number) {
    return fromN(Long.toString(number));
  }
}
