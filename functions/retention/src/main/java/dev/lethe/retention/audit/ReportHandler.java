package dev.lethe.retention.audit;

import dev.lethe.retention.audit.aws.DynamoAudits;
import dev.lethe.retention.audit.aws.DynamoHandledRequests;
import dev.lethe.retention.probe.aws.S3Papers;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.disclosure.aws.DynamoDisclosures;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.processors.aws.DynamoSubProcessors;
import dev.lethe.shared.registry.aws.DynamoFeatureSwitches;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.signing.CertifiedSigner;
import dev.lethe.shared.signing.Signer;
import dev.lethe.shared.signing.aws.KmsSignatures;
import dev.lethe.shared.signing.aws.SsmCertificates;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Makes an audit of a probe, or notes that there will be none. Needs `REGISTRY_TABLE`,
/// `REQUESTS_TABLE`, `AUDITS_BUCKET`, `SIGNING_KEY`, `CERTIFICATE_PARAMETER`, `EDGE_MODE` and
/// `AWS_REGION`, which Lambda sets.
public final class ReportHandler extends StepHandler {

  private final Audits audits;
  private final Report report;

  public ReportHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private ReportHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(env, new DynamoAudits(dynamo, env.required("REQUESTS_TABLE"), clock), dynamo, clock);
  }

  private ReportHandler(Env env, Audits audits, DynamoDbClient dynamo, Clock clock) {
    this(
        audits,
        new Report(
            sources(env, dynamo, clock),
            new S3Papers(
                new S3Bucket(Clients.of(S3Client.builder()), env.required("AUDITS_BUCKET"))),
            audits,
            signer(env, clock),
            clock));
  }

  private static Report.Sources sources(Env env, DynamoDbClient dynamo, Clock clock) {
    var registry = env.required("REGISTRY_TABLE");
    var requests = env.required("REQUESTS_TABLE");
    var logs = env.optional("LOGS_TO").map(address -> URI.create(address).getHost()).orElse(null);
    return new Report.Sources(
        new DynamoRegistry(dynamo, registry),
        new DynamoFeatureSwitches(dynamo, registry),
        new DynamoHandledRequests(dynamo, requests, clock),
        new DynamoDisclosures(dynamo, requests, clock),
        ConfiguredProcessor.of(env.required("AWS_REGION"), env.required("EDGE_MODE"), logs),
        logs,
        new DynamoSubProcessors(dynamo, registry));
  }

  private static Signer signer(Env env, Clock clock) {
    return new CertifiedSigner(
        new SsmCertificates(
            Clients.of(SsmClient.builder()), env.required("CERTIFICATE_PARAMETER"), clock),
        new KmsSignatures(Clients.of(KmsClient.builder()), env.required("SIGNING_KEY")));
  }

  ReportHandler(Audits audits, Report report) {
    this.audits = audits;
    this.report = report;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var audit = audits.find(input.customer(), input.text("app"), input.text("audit")).orElseThrow();
    switch (input.text("step")) {
      case "report" -> report.make(audit, input.text("run"));
      case "fail" -> audits.end(audit, Audit.Status.FAILED);
      default -> throw new IllegalArgumentException("There is no such step.");
    }
    return Map.of();
  }
}
