package dev.lethe.insights.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.insights.CounterStore;
import dev.lethe.insights.Question;
import dev.lethe.shared.counters.CounterItem;
import dev.lethe.shared.counters.CounterKey;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;

/// Reads the Insights table: one range of keys a spread, strongly consistent, so that what a
/// command has taken off is not shown by a replica that lags.
public final class DynamoCounterStore implements CounterStore {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoCounterStore(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Map<CounterKey, Long> numbers(Question question) {
    var numbers = new HashMap<CounterKey, Long>();
    for (var spread = 0; spread < CounterKey.SPREADS; spread++) {
      for (var item : query(question, spread).items()) {
        var counter =
            CounterKey.of(question.app(), question.metric(), text(item, CounterItem.SORT));
        numbers.merge(counter, Long.valueOf(number(item)), Long::sum);
      }
    }
    return numbers;
  }

  private QueryIterable query(Question question, int spread) {
    var first = CounterKey.sortPrefix(question.by(), question.from());
    var afterLast = CounterKey.sortPrefix(question.by(), question.to().plusDays(1));
    return dynamo.queryPaginator(query ->
        query
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("#partition = :partition AND #sort BETWEEN :first AND :last")
            .projectionExpression("#sort, #n")
            .expressionAttributeNames(
                Map.of(
                    "#partition", CounterItem.PARTITION,
                    "#sort", CounterItem.SORT,
                    "#n", CounterItem.NUMBER))
            .expressionAttributeValues(
                Map.of(
                    ":partition",
                    fromS(
                        CounterKey.partition(
                            question.app(), question.metric(), question.interval(), spread)),
                    ":first",
                    fromS(first),
                    ":last",
                    fromS(afterLast))));
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return present(item, attribute).s();
  }

  private static long number(Map<String, AttributeValue> item) {
    return Long.parseLong(present(item, CounterItem.NUMBER).n());
  }
}
