package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Failures;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregateHandlerTest {

  private static final CounterKey TOTAL =
      CounterKey.ofDay("app_example", Metric.EVENTS, LocalDate.parse("2026-11-24"));

  private static final CounterKey INTAKE =
      CounterKey.ofDay("app_example", Metric.INTAKE, LocalDate.parse("2026-11-24"));

  private final InMemoryCounters counters = new InMemoryCounters();
  private final List<LaneRecord> failures = new ArrayList<>();

  private List<BatchItemFailure> handleSample(Failures kept) {
    var handler =
        new AggregateHandler(
            new Aggregate(
                new StoresBuilder().with(counters).withFailures(kept).build(),
                Runnable::run,
                Clock.fixed(Records.NOON, ZoneOffset.UTC)));
    return handler
        .handleRequest(
            EventLoader.loadKinesisEvent("events/aggregate-records.json"), new TestLambdaContext())
        .getBatchItemFailures();
  }

  @Test
  void countsTheSampleAndKeepsItsBrokenRecord() {
    assertThat(handleSample((passedOver, why) -> failures.add(passedOver))).isEmpty();
    assertThat(counters.numbers())
        .containsEntry(TOTAL, new Numbers(2, 1, 1, 0))
        .containsEntry(INTAKE, Numbers.of(4));
    assertThat(failures).hasSize(1);
  }

  @Test
  void answersWithTheRecordToComeAgain() {
    var failed =
        handleSample((undecodable, why) -> {
          throw new IllegalStateException("The bucket does not answer.");
        });
    assertThat(failed)
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("49590338271490256608559692538361571095921575989136588899");
  }
}
