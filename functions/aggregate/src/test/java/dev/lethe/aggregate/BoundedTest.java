package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// The number of values of a dimension is bounded.
class BoundedTest {

  private static final String APP = "app_1";
  private static final Instant NOON = Records.NOON;
  private static final LocalDate DAY = Records.DAY;
  private static final LocalDate LONG_AGO = DAY.minusDays(100);
  private static final Clock NOW = Clock.fixed(NOON, ZoneOffset.UTC);

  private final InMemoryLedger ledger = new InMemoryLedger();

  @Test
  void aValueThatIsOneTooManyIsOther() {
    var taken =
        Samples.of(
            0,
            LONG_AGO,
            ZoneOffset.UTC,
            Records.tracked("Made Up", "ios", "DE", NOON),
            Records.tracked("Application Opened", "ios", "DE", NOON),
            Records.tracked("(made up", "ios", "DE", NOON),
            Records.tracked("(screen)", "ios", "DE", NOON));
    var deltas =
        new Bookkeeper(new Desk(ledger, taken.label()), (app, dimension, day, value) -> false, NOW)
            .book(Position.of("shardId-000000000000:1"), taken);
    assertThat(deltas)
        .containsKey(new CounterKey(APP, Metric.EVENTS, Dimension.EVENT, DAY, Dimension.OTHER))
        .containsKey(new CounterKey(APP, Metric.EVENTS, Dimension.EVENT, DAY, "(screen)"))
        .containsKey(new CounterKey(APP, Metric.EVENTS, Dimension.EVENT, DAY, "Application Opened"))
        .containsKey(new CounterKey(APP, Metric.EVENTS, Dimension.COUNTRY, DAY, "DE"))
        .doesNotContainKey(new CounterKey(APP, Metric.EVENTS, Dimension.EVENT, DAY, "(made up"))
        .doesNotContainKey(new CounterKey(APP, Metric.EVENTS, Dimension.EVENT, DAY, "Made Up"));
  }
}
