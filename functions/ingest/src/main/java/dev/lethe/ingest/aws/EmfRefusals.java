package dev.lethe.ingest.aws;

import dev.lethe.ingest.Refusals;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Counts refused requests in the metric `RefusedRequests`, by their code, as a line of the log in
/// CloudWatch's embedded metric format
/// (<https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>).
public final class EmfRefusals implements Refusals {

  private static final String NAMESPACE = "Lethe";
  private static final String METRIC = "RefusedRequests";

  private final Metrics metrics;

  public EmfRefusals(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void count(String code) {
    metrics.flushSingleMetric(
        METRIC, 1, MetricUnit.COUNT, NAMESPACE, DimensionSet.of("service", "ingest", "code", code));
  }
}
