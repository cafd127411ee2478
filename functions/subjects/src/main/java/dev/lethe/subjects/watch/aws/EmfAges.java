package dev.lethe.subjects.watch.aws;

import dev.lethe.subjects.watch.Ages;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Metrics of CloudWatch: `OpenRequests`, `OldRequests`, `DueRequests` and `RestartedRequests`, as
/// lines of the log in its embedded metric format.
public final class EmfAges implements Ages {

  private static final String NAMESPACE = "Lethe";

  private final Metrics metrics;

  public EmfAges(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void tell(Count count) {
    metric("OpenRequests", count.all());
    metric("OldRequests", count.old());
    metric("DueRequests", count.due());
    metric("RestartedRequests", count.startedAgain());
  }

  private void metric(String name, int value) {
    metrics.flushSingleMetric(
        name, value, MetricUnit.COUNT, NAMESPACE, DimensionSet.of("service", "watch"));
  }
}
