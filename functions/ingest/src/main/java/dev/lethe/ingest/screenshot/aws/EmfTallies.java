package dev.lethe.ingest.screenshot.aws;

import dev.lethe.ingest.screenshot.Tallies;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Counts requests about screenshots in the metric `ScreenshotRequests`, by their outcome, as a
/// line of the log in CloudWatch's embedded metric format.
public final class EmfTallies implements Tallies {

  private static final String NAMESPACE = "Lethe";
  private static final String METRIC = "ScreenshotRequests";

  private final Metrics metrics;

  public EmfTallies(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void count(String outcome) {
    metrics.flushSingleMetric(
        METRIC,
        1,
        MetricUnit.COUNT,
        NAMESPACE,
        DimensionSet.of("service", "screenshots", "outcome", outcome));
  }
}
