package dev.lethe.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.ingest.aws.KinesisEventStream;
import dev.lethe.ingest.origin.CountryDatabase;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// The tracking API behind API Gateway. Needs `REGISTRY_TABLE` and `STREAM_NAME`.
public final class IngestHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(IngestHandler.class);

  private final GatewayRequests requests;
  private final Ingest ingest;

  public IngestHandler() {
    this(Env.ofProcess(), new Origins(CountryDatabase.bundled()), new SecureRandom());
  }

  private IngestHandler(Env env, Origins origins, SecureRandom random) {
    this(
        new GatewayRequests(origins, Clock.systemUTC()),
        new Ingest(
            new BodyReader(origins),
            new DynamoRegistry(
                DynamoDbClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build(),
                env.required("REGISTRY_TABLE")),
            new KinesisEventStream(
                KinesisClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build(),
                env.required("STREAM_NAME"),
                Clock.systemUTC(),
                Thread::sleep,
                random),
            random));
  }

  IngestHandler(GatewayRequests requests, Ingest ingest) {
    this.requests = requests;
    this.ingest = ingest;
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> answer(event));
  }

  private APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    try {
      return requests
          .read(event)
          .map(ingest::take)
          .map(Answers::of)
          .orElseGet(Answers::unknownPath);
    } catch (RuntimeException e) {
      Fault.log(LOG, "A request could not be taken.", e);
      return Answers.of(new Outcome.TryAgain());
    }
  }
}
