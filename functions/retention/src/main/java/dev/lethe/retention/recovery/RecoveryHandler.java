package dev.lethe.retention.recovery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.lethe.retention.aws.DynamoApplications;
import dev.lethe.retention.recovery.aws.DynamoLostVault;
import dev.lethe.retention.recovery.aws.DynamoRightsRegister;
import dev.lethe.retention.recovery.aws.SecretsManagerKeptPeppers;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// Recovers the Vault; called by the operator alone, again until it is done (`make recover-vault`).
/// Needs `REGISTRY_TABLE`, `REQUESTS_TABLE`, `VAULT_TABLE`; `VAULT_KEY`, the id of the operator's
/// key in KMS; and `PEPPERS`, what the names of applications' peppers begin with.
public final class RecoveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  private static final Logger LOG = LoggerFactory.getLogger(RecoveryHandler.class);

  /// Calls to DynamoDB at a time.
  private static final int CALLS_AT_A_TIME = 32;

  /// The last page that was begun is finished in this time.
  private static final Duration RESERVE = Duration.ofMinutes(1);

  private final Recovery recovery;
  private final Clock clock;

  public RecoveryHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private RecoveryHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new Recovery(
            new Recovery.Kept(
                new DynamoApplications(dynamo, env.required("REGISTRY_TABLE")),
                new SecretsManagerKeptPeppers(
                    Clients.of(SecretsManagerClient.builder()), env.required("PEPPERS")),
                new DynamoRightsRegister(dynamo, env.required("REQUESTS_TABLE"))),
            keysUnder(env.required("VAULT_KEY")),
            new DynamoLostVault(
                dynamo, env.required("VAULT_TABLE"), env.required("REQUESTS_TABLE")),
            Executors.newFixedThreadPool(CALLS_AT_A_TIME, Thread.ofVirtual().factory()),
            clock),
        clock);
  }

  private static NewKeys keysUnder(String operatorsKey) {
    var kms = new KmsKeyrings(Clients.of(KmsClient.builder()));
    return app -> kms.newKey(operatorsKey, app);
  }

  RecoveryHandler(Recovery recovery, Clock clock) {
    this.recovery = recovery;
    this.clock = clock;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> nothing, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          var left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
          var outcome = recovery.run(clock.instant().plus(left));
          LOG.info(
              "{} applications are served again, {} have ended; of {} subjects something stands.",
              outcome.recovered(),
              outcome.ended(),
              outcome.subjects());
          return Map.of(
              "status", outcome.isDone() ? "done" : "to be continued",
              "recovered", outcome.recovered(),
              "subjects", outcome.subjects(),
              "ended", outcome.ended());
        });
  }
}
