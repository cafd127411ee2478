package dev.lethe.subjects.work.aws;

import dev.lethe.subjects.work.Residues;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Counts in the metric `StoresFoundAgain`, which an alarm watches.
public final class EmfResidues implements Residues {

  private static final String NAMESPACE = "Lethe";
  private static final String METRIC = "StoresFoundAgain";

  private final Metrics metrics;
  private final DimensionSet dimensions;

  /// @param service who tells it; a dimension of the metric
  public EmfResidues(Metrics metrics, String service) {
    this.metrics = metrics;
    this.dimensions = DimensionSet.of("service", service);
  }

  @Override
  public void found(int stores) {
    metrics.flushSingleMetric(METRIC, stores, MetricUnit.COUNT, NAMESPACE, dimensions);
  }
}
