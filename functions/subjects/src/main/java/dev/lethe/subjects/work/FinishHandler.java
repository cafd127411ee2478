package dev.lethe.subjects.work;

import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.aws.DynamoCases;
import dev.lethe.shared.signing.CertifiedSigner;
import dev.lethe.shared.signing.Signer;
import dev.lethe.shared.signing.aws.KmsSignatures;
import dev.lethe.shared.signing.aws.SsmCertificates;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.subjects.progress.Progress;
import dev.lethe.subjects.progress.aws.AwsProgress;
import dev.lethe.subjects.receipt.Receipts;
import dev.lethe.subjects.receipt.aws.DynamoReceiptChain;
import dev.lethe.subjects.receipt.aws.S3ReceiptSafe;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.work.aws.DynamoSubjects;
import dev.lethe.subjects.work.aws.EmfResidues;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/// The step that ends a request; of an erasure that found something again, it begins another round.
/// Needs `REQUESTS_TABLE`, `VAULT_TABLE`, `RECEIPTS_BUCKET`, `SIGNING_KEY`, `CERTIFICATE_PARAMETER`
/// and `CALLBACKS_STATE_MACHINE`.
public final class FinishHandler extends StepHandler {

  private final RequestBook book;
  private final Conclusion conclusion;
  private final Subjects subjects;
  private final Progress progress;
  private final Residues residues;

  public FinishHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private FinishHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        env,
        dynamo,
        new DynamoRequestBook(dynamo, env.required("REQUESTS_TABLE"), clock),
        new DynamoSubjects(dynamo, env.required("VAULT_TABLE"), clock),
        clock);
  }

  private FinishHandler(
      Env env, DynamoDbClient dynamo, RequestBook book, Subjects subjects, Clock clock) {
    this(env, dynamo, book, subjects, AwsProgress.of(env, dynamo, book, clock), clock);
  }

  private FinishHandler(
      Env env,
      DynamoDbClient dynamo,
      RequestBook book,
      Subjects subjects,
      Progress progress,
      Clock clock) {
    this(
        book,
        conclusion(env, dynamo, subjects, progress, clock),
        subjects,
        progress,
        new EmfResidues(MetricsFactory.getMetricsInstance(), "finish"));
  }

  private static Conclusion conclusion(
      Env env, DynamoDbClient dynamo, Subjects subjects, Progress progress, Clock clock) {
    var chain = new DynamoReceiptChain(dynamo, env.required("REQUESTS_TABLE"), clock);
    return new Conclusion(
        subjects,
        new Measures(new DynamoCases(dynamo, env.required("VAULT_TABLE"), clock), clock),
        chain,
        new Receipts(
            chain,
            new S3ReceiptSafe(Clients.of(S3Client.builder()), env.required("RECEIPTS_BUCKET")),
            signer(env, clock),
            clock),
        progress,
        clock);
  }

  private static Signer signer(Env env, Clock clock) {
    return new CertifiedSigner(
        new SsmCertificates(
            Clients.of(SsmClient.builder()), env.required("CERTIFICATE_PARAMETER"), clock),
        new KmsSignatures(Clients.of(KmsClient.builder()), env.required("SIGNING_KEY")));
  }

  FinishHandler(
      RequestBook book,
      Conclusion conclusion,
      Subjects subjects,
      Progress progress,
      Residues residues) {
    this.book = book;
    this.conclusion = conclusion;
    this.subjects = subjects;
    this.progress = progress;
    this.residues = residues;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var request = book.find(input.customer(), input.request()).orElseThrow();
    if (request.type() == RequestType.ERASURE) {
      var round = (int) input.number("round");
      var left = conclusion.conclude(request, round);
      if (!left.isEmpty()) {
        residues.found(left.size());
        return Map.of("isDone", false, "round", round + 1);
      }
      return Map.of("isDone", true);
    }
    progress.complete(request.customer(), request.id());
    subjects.close(new CaseId(request.app(), request.id()));
    return Map.of("isDone", true);
  }
}
