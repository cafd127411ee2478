package dev.lethe.subjects.ending;

import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.signing.CertifiedSigner;
import dev.lethe.shared.signing.aws.KmsSignatures;
import dev.lethe.shared.signing.aws.SsmCertificates;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.termination.aws.DynamoMeasurements;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import dev.lethe.subjects.execution.aws.StepFunctionsExecutions;
import dev.lethe.subjects.receipt.Receipts;
import dev.lethe.subjects.receipt.aws.DynamoReceiptChain;
import dev.lethe.subjects.receipt.aws.S3ReceiptSafe;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.request.aws.DynamoWatchedRequests;
import dev.lethe.subjects.watch.aws.StepFunctionsAttempts;
import dev.lethe.subjects.work.Residues;
import dev.lethe.subjects.work.aws.EmfResidues;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/// The steps of a termination at requests and receipts: `requests`, until none of its subjects is
/// open, and `conclude`; and `conclude_customer`. Needs `REQUESTS_TABLE`, `REGISTRY_TABLE`,
/// `RECEIPTS_BUCKET`, `SIGNING_KEY`, `CERTIFICATE_PARAMETER`, and `REQUESTS_STATE_MACHINE`, an ARN.
public final class EndingFinishHandler extends StepHandler {

  private final LastRequests requests;
  private final EndingConclusion conclusion;
  private final CustomerConclusion ofCustomers;
  private final Residues residues;

  public EndingFinishHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(SfnClient.builder()),
        Clock.systemUTC());
  }

  private EndingFinishHandler(Env env, DynamoDbClient dynamo, SfnClient sfn, Clock clock) {
    this(
        new LastRequests(
            new DynamoWatchedRequests(
                dynamo,
                env.required("REQUESTS_TABLE"),
                new DynamoRequestBook(dynamo, env.required("REQUESTS_TABLE"), clock)),
            new StepFunctionsAttempts(sfn, env.required("REQUESTS_STATE_MACHINE")),
            new StepFunctionsExecutions(sfn, env.required("REQUESTS_STATE_MACHINE"))),
        new EndingConclusion(
            new DynamoTerminations(
                dynamo, env.required("REQUESTS_TABLE"), env.required("REGISTRY_TABLE"), clock),
            new DynamoMeasurements(dynamo, env.required("REQUESTS_TABLE"), clock),
            receipts(env, dynamo, clock),
            clock),
        new CustomerConclusion(
            new DynamoTerminations(
                dynamo, env.required("REQUESTS_TABLE"), env.required("REGISTRY_TABLE"), clock),
            new DynamoMeasurements(dynamo, env.required("REQUESTS_TABLE"), clock),
            new DynamoReceiptChain(dynamo, env.required("REQUESTS_TABLE"), clock),
            receipts(env, dynamo, clock),
            clock),
        new EmfResidues(MetricsFactory.getMetricsInstance(), "ending-finish"));
  }

  private static Receipts receipts(Env env, DynamoDbClient dynamo, Clock clock) {
    return new Receipts(
        new DynamoReceiptChain(dynamo, env.required("REQUESTS_TABLE"), clock),
        new S3ReceiptSafe(Clients.of(S3Client.builder()), env.required("RECEIPTS_BUCKET")),
        new CertifiedSigner(
            new SsmCertificates(
                Clients.of(SsmClient.builder()), env.required("CERTIFICATE_PARAMETER"), clock),
            new KmsSignatures(Clients.of(KmsClient.builder()), env.required("SIGNING_KEY"))),
        clock);
  }

  EndingFinishHandler(
      LastRequests requests,
      EndingConclusion conclusion,
      CustomerConclusion ofCustomers,
      Residues residues) {
    this.requests = requests;
    this.conclusion = conclusion;
    this.ofCustomers = ofCustomers;
    this.residues = residues;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var customer = input.customer();
    return switch (input.text("step")) {
      case "requests" -> Map.of("open", requests.open(customer, input.text("app")));
      case "conclude_customer" -> {
        ofCustomers.conclude(customer);
        yield Map.of();
      }
      case "conclude" -> {
        var round = (int) input.number("round");
        var left = conclusion.conclude(customer, input.text("app"), round);
        if (!left.isEmpty()) {
          residues.found(left.size());
        }
        yield Map.of("isDone", left.isEmpty(), "round", round + 1);
      }
      default -> throw new IllegalArgumentException("There is no such step.");
    };
  }
}
