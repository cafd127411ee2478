package dev.lethe.retention.probe;

import dev.lethe.retention.probe.aws.EmfProbes;
import dev.lethe.retention.probe.aws.S3Papers;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/// Concludes a probe. Needs `AUDITS_BUCKET`.
public final class ConclusionHandler extends StepHandler {

  private final ProbeConclusion conclusion;

  public ConclusionHandler() {
    this(
        new ProbeConclusion(
            new S3Papers(
                new S3Bucket(
                    Clients.of(S3Client.builder()), Env.ofProcess().required("AUDITS_BUCKET"))),
            new EmfProbes(MetricsFactory.getMetricsInstance())));
  }

  ConclusionHandler(ProbeConclusion conclusion) {
    this.conclusion = conclusion;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    conclusion.conclude(PartInput.run(input));
    return Map.of();
  }
}
