package dev.lethe.ingest;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.ingest.aws.KinesisEventStream;
import dev.lethe.ingest.aws.SecretsManagerOriginSecret;
import dev.lethe.ingest.origin.ClientOrigins;
import dev.lethe.ingest.origin.CountryDatabase;
import dev.lethe.ingest.origin.EdgeMode;
import dev.lethe.ingest.origin.OriginSecret;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.shared.api.ApiHandler;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The tracking API behind API Gateway. Needs `REGISTRY_TABLE`, `STREAM_NAME` and `EDGE_MODE`; and
/// behind an edge `ORIGIN_SECRET`, the id of the secret.
public final class IngestHandler extends ApiHandler {

  private final GatewayRequests requests;
  private final Ingest ingest;

  public IngestHandler() {
    this(Env.ofProcess(), new Origins(CountryDatabase.bundled()), new SecureRandom());
  }

  private IngestHandler(Env env, Origins origins, SecureRandom random) {
    this(
        new GatewayRequests(clientOrigins(env, origins), Clock.systemUTC()),
        new Ingest(
            new BodyReader(origins),
            new DynamoRegistry(
                Clients.of(DynamoDbClient.builder()), env.required("REGISTRY_TABLE")),
            new KinesisEventStream(
                Clients.of(KinesisClient.builder()),
                env.required("STREAM_NAME"),
                Clock.systemUTC(),
                Thread::sleep,
                random),
            random));
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

  IngestHandler(GatewayRequests requests, Ingest ingest) {
    this.requests = requests;
    this.ingest = ingest;
  }

  @Override
  protected APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    return requests.read(event).map(ingest::take).map(Answers::of).orElseGet(Answers::unknownPath);
  }

  @Override
  protected APIGatewayProxyResponseEvent failure() {
    return Answers.of(new Outcome.TryAgain());
  }
}
