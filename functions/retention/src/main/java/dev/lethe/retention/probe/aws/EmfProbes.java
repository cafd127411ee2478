package dev.lethe.retention.probe.aws;

import dev.lethe.retention.probe.Place;
import dev.lethe.retention.probe.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Metrics of CloudWatch, as lines of the log in its embedded metric format: `Breaches` and
/// `UnknownSettings` of all, and by store `Records`, `OldestDays` and `RecordsPastTheirTime`.
public final class EmfProbes implements Consumer<Probe> {

  private static final String NAMESPACE = "Lethe";
  private static final String SERVICE = "probe";

  private final Metrics metrics;

  public EmfProbes(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void accept(Probe probe) {
    var all = DimensionSet.of("service", SERVICE);
    metric("Breaches", probe.breaches().size(), all);
    metric("UnknownSettings", probe.unknown(), all);
    probe.places().stream()
        .filter(place -> place.form() != Place.Form.OTHER)
        .forEach(place -> place(probe, place));
  }

  private void place(Probe probe, Place place) {
    var store = DimensionSet.of("service", SERVICE, "store", place.wireName());
    var amounts =
        probe.amounts().bySlot().entrySet().stream()
            .filter(slot -> slot.getKey().kind().place() == place)
            .map(java.util.Map.Entry::getValue)
            .toList();
    metric("Records", amounts.stream().mapToLong(amount -> amount.records()).sum(), store);
    metric(
        "RecordsPastTheirTime", amounts.stream().mapToLong(amount -> amount.past()).sum(), store);
    amounts.stream()
        .map(amount -> amount.oldest())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .ifPresent(oldest -> metric("OldestDays", days(oldest, probe.at()), store));
  }

  private static long days(Instant oldest, Instant at) {
    return Math.max(0, Duration.between(oldest, at).toDays());
  }

  private void metric(String name, long value, DimensionSet dimensions) {
    metrics.flushSingleMetric(name, (double) value, MetricUnit.COUNT, NAMESPACE, dimensions);
  }
}
