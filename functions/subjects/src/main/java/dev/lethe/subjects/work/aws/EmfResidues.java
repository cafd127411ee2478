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

  public EmfResidues(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void found(int stores) {
    metrics.flushSingleMetric(
        METRIC, stores, MetricUnit.COUNT, NAMESPACE, DimensionSet.of("service", "finish"));
  }
}
