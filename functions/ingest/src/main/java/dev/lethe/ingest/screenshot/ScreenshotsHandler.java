package dev.lethe.ingest.screenshot;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.ingest.WriteKeyHeader;
import dev.lethe.ingest.aws.DynamoGate;
import dev.lethe.ingest.aws.DynamoUploadRate;
import dev.lethe.ingest.aws.DynamoVault;
import dev.lethe.ingest.gate.KeyedGate;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.request.FormReader;
import dev.lethe.ingest.request.RefusedRequestException;
import dev.lethe.ingest.screenshot.aws.EmfTallies;
import dev.lethe.ingest.screenshot.aws.S3Uploads;
import dev.lethe.shared.api.ApiHandler;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Headers;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.content.aws.S3Screenshots;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.aws.DynamoKeyUses;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/// `POST /v1/screenshots` and `POST /v1/screenshots/{id}/complete`. Needs `REGISTRY_TABLE`,
/// `VAULT_TABLE`, `REQUESTS_TABLE`, where it may not write since it changes no right,
/// `QUARANTINE_BUCKET`, `SCREENSHOTS_BUCKET`, `NEW_SUBJECTS_PER_MINUTE` and `UPLOADS_PER_MINUTE`.
public final class ScreenshotsHandler extends ApiHandler {

  /// The path parameter of the second route in template.yaml.
  private static final String ID = "id";

  private final ScreenshotIntake intake;
  private final Tallies tallies;
  private final Clock clock;

  public ScreenshotsHandler() {
    this(
        intake(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), new SecureRandom()),
        new EmfTallies(MetricsFactory.getMetricsInstance()),
        Clock.systemUTC());
  }

  private static ScreenshotIntake intake(Env env, DynamoDbClient dynamo, SecureRandom random) {
    var vaultTable = env.required("VAULT_TABLE");
    var vault =
        new DynamoVault(
            dynamo,
            vaultTable,
            env.required("REQUESTS_TABLE"),
            env.requiredInt("NEW_SUBJECTS_PER_MINUTE", 1),
            Clock.systemUTC());
    var s3 = Clients.of(S3Client.builder());
    return new ScreenshotIntake(
        new KeyedGate(
            new DynamoGate(
                new BatchRead(dynamo, Thread::sleep),
                env.required("REGISTRY_TABLE"),
                vaultTable,
                new HeldKeyrings(
                    new KmsKeyrings(Clients.of(KmsClient.builder())), Clock.systemUTC())),
            new DynamoKeyUses(dynamo, env.required("REGISTRY_TABLE")),
            Clock.systemUTC()),
        new Lives(vault, vault, random),
        new DynamoUploadRate(dynamo, vaultTable, env.requiredInt("UPLOADS_PER_MINUTE", 1)),
        new S3Uploads(s3, S3Presigner.create(), env.required("QUARANTINE_BUCKET")),
        new S3Screenshots(s3, env.required("SCREENSHOTS_BUCKET")),
        random);
  }

  ScreenshotsHandler(ScreenshotIntake intake, Tallies tallies, Clock clock) {
    this.intake = intake;
    this.tallies = tallies;
    this.clock = clock;
  }

  @Override
  protected APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    return told(outcome(event));
  }

  @Override
  protected APIGatewayProxyResponseEvent failure() {
    return told(new Outcome.TryAgain());
  }

  private Outcome outcome(APIGatewayProxyRequestEvent event) {
    var key = WriteKeyHeader.parse(Headers.of(event, "Authorization"));
    if (key.isEmpty()) {
      return new Outcome.UnknownKey();
    }
    try {
      var form = ScreenshotForm.of(FormReader.read(Bodies.of(event)));
      var id = Optional.ofNullable(event.getPathParameters()).orElse(Map.of()).get(ID);
      return id == null
          ? intake.offer(key.get(), form, clock.instant())
          : intake.complete(key.get(), id, form, clock.instant());
    } catch (RefusedRequestException e) {
      return switch (e.reason()) {
        case MALFORMED -> new Outcome.Malformed(e.detail());
        case TOO_LARGE -> new Outcome.TooLarge(e.detail());
      };
    }
  }

  private APIGatewayProxyResponseEvent told(Outcome outcome) {
    tallies.count(outcome.code());
    return ScreenshotAnswers.of(outcome);
  }
}
