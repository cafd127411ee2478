package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.Header;
import dev.lethe.aggregate.ShortHash;
import dev.lethe.aggregate.aws.DynamoCounters;
import dev.lethe.aggregate.aws.DynamoInsights;
import dev.lethe.aggregate.aws.DynamoLedger;
import dev.lethe.aggregate.aws.DynamoLedgerParts;
import dev.lethe.aggregate.aws.DynamoTakings;
import dev.lethe.aggregate.aws.DynamoValues;
import dev.lethe.aggregate.restore.Item;
import dev.lethe.aggregate.restore.Item.Admitted;
import dev.lethe.aggregate.restore.Item.Closed;
import dev.lethe.aggregate.restore.Item.Counted;
import dev.lethe.aggregate.restore.Item.Place;
import dev.lethe.aggregate.restore.LedgerParts;
import dev.lethe.infra.stack.Stack;
import dev.lethe.retention.aws.DynamoProgress;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What a restore reads and writes, on the stack's own tables: what those who count and close
/// wrote.
class RestoreAdaptersTest {

  private static final int SEGMENTS = 3;

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final String ledgerTable = stack.output("LedgerTable");
  private final String insightsTable = stack.output("InsightsTable");
  private final DynamoInsights insights = new DynamoInsights(dynamo, insightsTable);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  private final String app = "app_" + UUID.randomUUID();
  private final Position first = Position.of("shardId-000000000003:1");
  private final Position second = Position.of("shardId-000000000003:2");
  private final CounterKey counter = CounterKey.ofDay(app, Metric.EVENTS, today);

  private List<Item> items() {
    var found = new ArrayList<Item>();
    for (var segment = 0; segment < SEGMENTS; segment++) {
      insights.read(
          segment,
          SEGMENTS,
          item -> {
            var isOwn =
                switch (item) {
                  case Counted counted -> counted.place().counter().app().equals(app);
                  case Admitted admitted -> admitted.app().equals(app);
                  case Closed closed -> closed.app().equals(app);
                  case Item.Unknown() -> false;
                };
            if (isOwn) {
              found.add(item);
            }
          });
    }
    return found;
  }

  @Test
  void whatIsCountedAdmittedAndClosedIsReadAndPutAgainAsItWas() {
    var counters = new DynamoCounters(dynamo, insightsTable);
    counters.add(counter, first, second, new Numbers(5, 2, 1, 700));
    var values = new DynamoValues(dynamo, insightsTable, Clock.fixed(now, ZoneOffset.UTC));
    values.admit(app, Dimension.MODEL, today, "A");
    new DynamoProgress(dynamo, insightsTable).note(app, today.minusDays(94));
    var counted =
        new Counted(
            new Place(counter, 3), new Numbers(5, 2, 1, 700), Map.of(3L, second.sequence()));
    var admitted =
        new Admitted(
            app, Dimension.MODEL, today, Set.of(ShortHash.of("A")), now.plus(Duration.ofDays(40)));
    var closed = new Closed(app, today.minusDays(94));
    assertThat(items()).containsExactlyInAnyOrder(counted, admitted, closed);
    assertThat(insights.counter(counted.place())).contains(counted);
    assertThat(insights.closed(app)).contains(today.minusDays(94));

    insights.delete(items());
    assertThat(items()).isEmpty();
    assertThat(insights.counter(counted.place())).isEmpty();
    assertThat(insights.closed(app)).isEmpty();

    insights.put(List.of(counted));
    insights.admit(admitted);
    insights.close(closed);
    assertThat(items()).containsExactlyInAnyOrder(counted, admitted, closed);
    // It goes on from there.
    assertThat(counters.add(counter, second, second, Numbers.of(1)))
        .isEqualTo(new Counters.Addition.AlreadyUpTo(second.sequence()));
    assertThat(values.admit(app, Dimension.MODEL, today, "A")).isTrue();
  }

  @Test
  void whatIsMoreStays() {
    var place = new Place(CounterKey.ofDay(app, Metric.INTAKE, today), 3);
    insights.putIfMore(new Counted(place, Numbers.of(5), Map.of()));
    insights.putIfMore(new Counted(place, Numbers.of(4), Map.of(3L, "4")));
    assertThat(items()).containsExactly(new Counted(place, Numbers.of(5), Map.of()));
    insights.putIfMore(new Counted(place, Numbers.of(6), Map.of(3L, "6")));
    assertThat(items()).containsExactly(new Counted(place, Numbers.of(6), Map.of(3L, "6")));
  }

  @Test
  void valuesAreAddedToThoseThatAreThere() {
    var ends = now.plus(Duration.ofDays(1));
    for (var value : List.of("A", "B")) {
      insights.admit(new Admitted(app, Dimension.EVENT, today, Set.of(ShortHash.of(value)), ends));
    }
    assertThat(items())
        .containsExactly(
            new Admitted(
                app, Dimension.EVENT, today, Set.of(ShortHash.of("A"), ShortHash.of("B")), ends));
  }

  /// An entry with its label's header, wherever both stand in the table.
  private record Read(Header header, Entry entry) {}

  @Test
  void entriesAreReadWithTheirHeadersAndWhatCommandsTookOff() {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    var ledger = new DynamoLedger(dynamo, ledgerTable, clock);
    var label = UUID.randomUUID().toString();
    var deltas = Map.of(counter, new Numbers(1, 1, 0, 0));
    var entry = new Entry(first, 0, 7, 0, List.of(), List.of(), deltas);
    ledger.append(label, today, 0, entry);
    var ended =
        new Entry(
            first,
            0,
            7,
            0,
            List.of(),
            List.of(),
            Map.of(CounterKey.ofDay(app, Metric.EVENTS, today.minusDays(92)), Numbers.of(1)));
    ledger.append(UUID.randomUUID().toString(), today.minusDays(92), 0, ended);
    ledger.append(UUID.randomUUID().toString(), today, 0, entry);
    ledger.write(label, Header.NONE.withSkewed(today, today));
    new DynamoTakings(dynamo, ledgerTable, clock)
        .keep(second, now, Map.of(counter, new Numbers(-1, -1, 0, 0)));

    var read = new HashSet<Read>();
    var taken = new ArrayList<Entry>();
    var parts = new DynamoLedgerParts(dynamo, ledgerTable);
    for (var segment = 0; segment < SEGMENTS; segment++) {
      parts.read(
          segment,
          SEGMENTS,
          now,
          new LedgerParts.Sink() {
            @Override
            public void entry(Header header, Entry of) {
              if (isOwn(of)) {
                read.add(new Read(header, of));
              }
            }

            @Override
            public void taken(Entry of) {
              if (isOwn(of)) {
                taken.add(of);
              }
            }
          });
    }
    assertThat(read)
        .containsExactlyInAnyOrder(
            new Read(Header.NONE, entry),
            new Read(Header.NONE.withSkewed(today, today).written(), entry));
    assertThat(taken)
        .extracting(Entry::position, Entry::deltas)
        .containsExactly(tuple(second, Map.of(counter, new Numbers(-1, -1, 0, 0))));
  }

  private boolean isOwn(Entry entry) {
    return entry.deltas().keySet().stream().anyMatch(of -> of.app().equals(app));
  }
}
