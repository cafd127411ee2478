package dev.lethe.ingest;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.ingest.aws.DynamoGate;
import dev.lethe.ingest.aws.DynamoVault;
import dev.lethe.ingest.aws.EmfRefusals;
import dev.lethe.ingest.aws.KinesisEventStream;
import dev.lethe.ingest.aws.SecretsManagerOriginSecret;
import dev.lethe.ingest.gate.KeyedGate;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.origin.ClientOrigins;
import dev.lethe.ingest.origin.CountryDatabase;
import dev.lethe.ingest.origin.EdgeMode;
import dev.lethe.ingest.origin.OriginSecret;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.shared.api.ApiHandler;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.aws.DynamoKeyUses;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.security.SecureRandom;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/// The tracking API behind API Gateway, and `GET /v1/projects/{writeKey}/settings`. Needs
/// `REGISTRY_TABLE`, `VAULT_TABLE`, `REQUESTS_TABLE`, `STREAM_NAME`, `NEW_SUBJECTS_PER_MINUTE` and
/// `EDGE_MODE`; and behind an edge `ORIGIN_SECRET`, the id of the secret. `SDK_HOST` may be empty.
public final class IngestHandler extends ApiHandler {

  private final GatewayRequests requests;
  private final Ingest ingest;
  private final Answers answers;
  private final Refusals refusals;

  public IngestHandler() {
    this(Env.ofProcess(), new Origins(CountryDatabase.bundled()), new SecureRandom());
  }

  private IngestHandler(Env env, Origins origins, SecureRandom random) {
    this(
        new GatewayRequests(clientOrigins(env, origins), Clock.systemUTC()),
        ingest(env, origins, Clients.of(DynamoDbClient.builder()), random),
        new Answers(env.optional("SDK_HOST").orElse(null)),
        new EmfRefusals(MetricsFactory.getMetricsInstance()));
  }

  private static Ingest ingest(
      Env env, Origins origins, DynamoDbClient dynamo, SecureRandom random) {
    var clock = Clock.systemUTC();
    var vaultTable = env.required("VAULT_TABLE");
    var vault =
        new DynamoVault(
            dynamo,
            vaultTable,
            env.required("REQUESTS_TABLE"),
            env.requiredInt("NEW_SUBJECTS_PER_MINUTE", 1),
            clock);
    var gate =
        new KeyedGate(
            new DynamoGate(
                new BatchRead(dynamo, Thread::sleep),
                env.required("REGISTRY_TABLE"),
                vaultTable,
                new HeldKeyrings(new KmsKeyrings(Clients.of(KmsClient.builder())), clock)),
            new DynamoKeyUses(dynamo, env.required("REGISTRY_TABLE")),
            clock);
    var stream =
        new KinesisEventStream(
            Clients.of(KinesisClient.builder()),
            env.required("STREAM_NAME"),
            clock,
            Thread::sleep,
            random);
    return new Ingest(
        new BodyReader(origins),
        gate,
        new Lives(vault, vault, random),
        new CollectionSwitch(vault, vault),
        stream);
  }

  private static ClientOrigins clientOrigins(Env env, Origins origins) {
    var edge = env.requiredOneOf(EdgeMode.class, "EDGE_MODE");
    OriginSecret secret =
        edge == EdgeMode.NONE
            ? shown -> false
            : new SecretsManagerOriginSecret(
                Clients.of(SecretsManagerClient.builder()),
                env.required("ORIGIN_SECRET"),
                Clock.systemUTC());
    return new ClientOrigins(edge, secret, origins);
  }

  IngestHandler(GatewayRequests requests, Ingest ingest, Answers answers, Refusals refusals) {
    this.requests = requests;
    this.ingest = ingest;
    this.answers = answers;
    this.refusals = refusals;
  }

  @Override
  protected APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    return told(
        GatewayRequests.settingsKey(event)
            .map(key -> ingest.settings(key, requests.now()))
            .or(() -> requests.read(event).map(ingest::take))
            .orElseGet(Outcome.UnknownPath::new));
  }

  @Override
  protected APIGatewayProxyResponseEvent failure() {
    return told(new Outcome.TryAgain());
  }

  private APIGatewayProxyResponseEvent told(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      refusals.count(refused.code());
    }
    return answers.of(outcome);
  }
}
