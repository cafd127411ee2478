package dev.lethe.infra.bench;

import dev.lethe.aggregate.aws.DynamoCounters;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// How long questions take through the local gateway: the function, its reads, and a machine that
/// does everything at once.
final class AnswerTimes {

  private static final int TIMES = 60;
  private static final int DAYS = 30;
  private static final int EVENT_NAMES = 60;
  private static final int SHARDS = 4;

  private final Tenant tenant = Tenant.enrol("Bench");
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final DynamoCounters counters;

  private AnswerTimes() {
    var stack = Stack.running();
    counters =
        new DynamoCounters(stack.client(DynamoDbClient.builder()), stack.output("InsightsTable"));
  }

  /// Prints a line for each question.
  static void print() throws Exception {
    var times = new AnswerTimes();
    times.fill();
    System.out.println("How long answers take through the local gateway, in milliseconds");
    System.out.println();
    System.out.println("| question | p50 | p99 |");
    System.out.println("|---|---|---|");
    for (var question :
        List.of(
            "events?from=%s&to=%s",
            "events?from=%s&to=%s&by=event",
            "events?from=%s&to=%s&by=country",
            "users?from=%s&to=%s")) {
      times.print(question.formatted(times.today.minusDays(DAYS - 1L), times.today));
    }
    times.print("events?interval=hour&from=%1$s&to=%1$s&by=event".formatted(times.today));
    System.out.println();
  }

  private void fill() throws Exception {
    var tasks = new ArrayList<Callable<Void>>();
    for (var shard = 0L; shard < SHARDS; shard++) {
      var of = shard;
      for (var day = 0; day < DAYS; day++) {
        var bucket = Bucket.of(today.minusDays(day));
        tasks.add(() -> fill(of, bucket));
      }
      for (var hour = 0; hour < 24; hour++) {
        var bucket = new Bucket(Interval.HOUR, today, hour);
        tasks.add(() -> fill(of, bucket));
      }
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var task : threads.invokeAll(tasks)) {
        task.get();
      }
    }
  }

  private Void fill(long shard, Bucket bucket) {
    add(shard, CounterKey.total(tenant.appId(), Metric.EVENTS, bucket));
    for (var name = 0; name < EVENT_NAMES; name++) {
      add(shard, Dimension.EVENT, bucket, "Event " + name);
    }
    for (var country : List.of("DE", "US", "FR", "BR", "IN", "JP", "NG")) {
      add(shard, Dimension.COUNTRY, bucket, country);
    }
    return null;
  }

  private void add(long shard, Dimension dimension, Bucket bucket, String value) {
    add(shard, new CounterKey(tenant.appId(), Metric.EVENTS, dimension, bucket, value));
  }

  private void add(long shard, CounterKey counter) {
    var at = Position.of("shardId-%012d:1".formatted(shard));
    counters.add(counter, at, at, new Numbers(100, 20, 5, 0));
  }

  private void print(String question) {
    var metric = question.substring(0, question.indexOf('?'));
    var query = question.substring(question.indexOf('?'));
    var millis = new double[TIMES];
    for (var time = -5; time < TIMES; time++) {
      var began = System.nanoTime();
      var answer = tenant.ask(metric, query);
      if (answer.status() != 200) {
        throw new IllegalStateException(answer.text());
      }
      if (time >= 0) {
        millis[time] = (System.nanoTime() - began) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "| `%s` | %.0f | %.0f |%n",
        question.replaceAll("&?(from|to)=[\\d-]+", ""), millis[TIMES / 2], millis[TIMES - 1]);
  }
}
