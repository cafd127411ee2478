package dev.lethe.subjects;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.access.aws.Access;
import dev.lethe.shared.api.ApiHandler;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.packages.aws.S3PackageObjects;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.signing.Signer;
import dev.lethe.shared.signing.Signing;
import dev.lethe.shared.signing.SigningCertificate;
import dev.lethe.shared.signing.aws.KmsSigner;
import dev.lethe.shared.signing.aws.SsmCertificates;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import dev.lethe.subjects.callback.Callbacks;
import dev.lethe.subjects.callback.aws.StepFunctionsCallbacks;
import dev.lethe.subjects.cases.CaseOpening;
import dev.lethe.subjects.cases.Keyrings;
import dev.lethe.subjects.cases.aws.DynamoCaseOpening;
import dev.lethe.subjects.cases.aws.DynamoKeyrings;
import dev.lethe.subjects.execution.aws.StepFunctionsExecutions;
import dev.lethe.subjects.packages.Packages;
import dev.lethe.subjects.packages.aws.DynamoIssues;
import dev.lethe.subjects.packages.aws.S3PackageLinks;
import dev.lethe.subjects.receipt.ReceiptChain;
import dev.lethe.subjects.receipt.aws.DynamoReceiptChain;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.request.aws.DynamoRequestGroups;
import dev.lethe.subjects.request.aws.HeldRequestSecrets;
import java.time.Clock;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// The OpenDSR API, for a customer's secret key: `/v2/requests` and below, `/v1/opengdpr_requests`
/// and below; for the operator reads of what is held of a subject; and for everybody
/// `/v2/discovery`, `/v1/discovery` and `/v2/certificate.pem`. Needs `REGISTRY_TABLE`,
/// `REQUESTS_TABLE`, `VAULT_TABLE`, `EXPORTS_BUCKET`; `REQUEST_SECRETS`, what the names of
/// applications' second secrets begin with; `REQUESTS_STATE_MACHINE`, `CALLBACKS_STATE_MACHINE` and
/// `SIGNING_KEY`, ARNs; `CERTIFICATE_PARAMETER`, a name; `API_HOSTS`, what follows an API's id in
/// its host; and if there is one, `PROCESSOR_DOMAIN`.
public final class SubjectsHandler extends ApiHandler {

  private final RequestRoutes routes;
  private final OperatorReads reads;

  public SubjectsHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(KmsClient.builder()),
        Clock.systemUTC());
  }

  private SubjectsHandler(Env env, DynamoDbClient dynamo, KmsClient kms, Clock clock) {
    this(
        env,
        kms,
        Access.of(env, dynamo, clock),
        new DynamoRegistry(dynamo, env.required("REGISTRY_TABLE")),
        new DynamoRequestBook(dynamo, env.required("REQUESTS_TABLE"), clock),
        new DynamoRequestGroups(dynamo, env.required("REQUESTS_TABLE"), clock),
        new DynamoKeyrings(
            dynamo, env.required("VAULT_TABLE"), new HeldKeyrings(new KmsKeyrings(kms), clock)),
        new DynamoCaseOpening(dynamo, env.required("VAULT_TABLE"), clock),
        new DynamoReceiptChain(dynamo, env.required("REQUESTS_TABLE"), clock),
        new StepFunctionsCallbacks(
            Clients.of(SfnClient.builder()), env.required("CALLBACKS_STATE_MACHINE")),
        new S3PackageLinks(
            new DynamoIssues(dynamo, env.required("REQUESTS_TABLE"), clock),
            new AccessPackages(
                new S3PackageObjects(
                    Clients.of(S3Client.builder()), env.required("EXPORTS_BUCKET"))),
            S3Presigner.create(),
            env.required("EXPORTS_BUCKET"),
            clock),
        clock);
  }

  private SubjectsHandler(
      Env env,
      KmsClient kms,
      OwnApplications customers,
      Registry registry,
      RequestBook book,
      RequestGroups groups,
      Keyrings keyrings,
      CaseOpening cases,
      ReceiptChain receipts,
      Callbacks callbacks,
      Packages packages,
      Clock clock) {
    this(
        customers,
        new ProcessorPlace(env.optional("PROCESSOR_DOMAIN"), env.required("API_HOSTS")),
        new Signing(
            new SsmCertificates(
                Clients.of(SsmClient.builder()), env.required("CERTIFICATE_PARAMETER"), clock),
            signersWith(kms, env.required("SIGNING_KEY")),
            clock),
        new RequestIntake(
            registry,
            new HeldRequestSecrets(
                Clients.of(SecretsManagerClient.builder()), env.required("REQUEST_SECRETS"), clock),
            keyrings,
            cases,
            book,
            groups,
            new StepFunctionsExecutions(
                Clients.of(SfnClient.builder()), env.required("REQUESTS_STATE_MACHINE")),
            callbacks,
            clock),
        new RequestCancellation(book, groups, cases, callbacks, clock),
        new RequestView(book, packages, receipts),
        clock);
  }

  SubjectsHandler(
      OwnApplications customers,
      ProcessorPlace place,
      Signing signing,
      RequestIntake intake,
      RequestCancellation cancellation,
      RequestView view,
      Clock clock) {
    this.routes = new RequestRoutes(customers, place, signing, intake, cancellation, view, clock);
    this.reads = new OperatorReads(intake, view);
  }

  private static Function<SigningCertificate, Signer> signersWith(KmsClient kms, String key) {
    return certificate -> new KmsSigner(kms, key, certificate);
  }

  @Override
  protected APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    return event.getResource().startsWith(OperatorReads.BELOW)
        ? reads.answer(event)
        : routes.answer(event);
  }
}
