package dev.lethe.shared.lane.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.record.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of tasks that wait for commands, in the Ledger table: it has no backups. A command
/// carries a random name of its task, not the task's token: the history of the state machine shows
/// tokens beside requests, and the stream shows commands beside labels, and nobody is to find from
/// one to the other.
public final class LaneTaskItem {

  /// How long an answer is waited for at the longest, and a day more.
  private static final Duration KEPT = Duration.ofDays(8);

  static final String ANSWERS = "answers";

  private static final String TASK = "task";

  /// Taken away once all parts are answered: then nobody finds from a command to a request any
  /// more.
  static final String TOKEN = "token";

  private static final String PARTS = "parts";

  private LaneTaskItem() {}

  /// The name of a command of a task, which the command carries.
  ///
  /// @param task random
  /// @param part from 0 on
  public static String name(String task, int part) {
    return task + '.' + part;
  }

  /// A task that waits.
  ///
  /// @param token of Step Functions
  /// @param parts how many commands are to be answered
  public static Map<String, AttributeValue> of(
      Command.Consumer consumer, String task, String token, int parts, Instant now) {
    var item = LedgerItem.of(partition(consumer, task), TASK, now.plus(KEPT));
    item.put(TOKEN, fromS(token));
    item.put(PARTS, LedgerItem.number(parts));
    item.put(ANSWERS, fromM(Map.of()));
    return item;
  }

  /// The key of a task.
  public static Map<String, AttributeValue> key(Command.Consumer consumer, String task) {
    return LedgerItem.key(partition(consumer, task), TASK);
  }

  /// Of the archive, so that its own items all begin so.
  private static String partition(Command.Consumer consumer, String task) {
    return consumer.wireName() + "#task#" + task;
  }

  static String task(String name) {
    var end = name.indexOf('.');
    return end < 0 ? name : name.substring(0, end);
  }

  static String part(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  /// The token of Step Functions; nothing once it was told.
  static Optional<String> token(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get(TOKEN)).map(AttributeValue::s);
  }

  static boolean isAnswered(Map<String, AttributeValue> item) {
    return present(item, ANSWERS).m().size() == Integer.parseInt(present(item, PARTS).n());
  }

  static AttributeValue answer(Map<String, Long> found) {
    var numbers = new HashMap<String, AttributeValue>();
    found.forEach((kind, number) -> numbers.put(kind, LedgerItem.number(number)));
    return fromM(numbers);
  }

  /// What all parts found together, by kind.
  static SortedMap<String, Long> sum(Map<String, AttributeValue> item) {
    var sum = new TreeMap<String, Long>();
    for (var answer : present(item, ANSWERS).m().values()) {
      answer.m().forEach((kind, number) -> sum.merge(kind, Long.valueOf(number.n()), Long::sum));
    }
    return sum;
  }
}
