package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.control.aws.DynamoContacts;
import dev.lethe.control.aws.DynamoCustomers;
import dev.lethe.control.aws.DynamoEnrolment;
import dev.lethe.control.aws.DynamoKeys;
import dev.lethe.control.aws.DynamoSealedKeyrings;
import dev.lethe.control.aws.SecretsManagerPeppers;
import dev.lethe.control.aws.SecretsManagerRequestSecrets;
import dev.lethe.control.aws.StepFunctionsTerminationWork;
import dev.lethe.shared.access.OperatorAccess;
import dev.lethe.shared.access.Routes;
import dev.lethe.shared.access.aws.Access;
import dev.lethe.shared.api.ApiHandler;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.disclosure.aws.DynamoDisclosures;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.processors.aws.DynamoSubProcessors;
import dev.lethe.shared.registry.aws.DynamoFeatureSwitches;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.termination.aws.DynamoMeasurements;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/// Accounts: customers for the operator, whom API Gateway alone lets in there (IAM), and for a
/// customer's secret key its contacts, applications, keys, features, disclosures and terminations.
/// Needs what [Access] needs, `REQUESTS_TABLE`, `VAULT_TABLE`, `LEDGER_TABLE`; `VAULT_KEY`, the id
/// of the operator's key in KMS; `REQUEST_SECRETS` and `PEPPERS`, what the names of applications'
/// second secrets and of their peppers begin with; `DATA_KEY`, which these are encrypted with;
/// `SUB_PROCESSOR_NOTICE_DAYS`; `TERMINATION_STATE_MACHINE` and
/// `CUSTOMER_TERMINATION_STATE_MACHINE`, ARNs; and `TERMINATION_PAUSE`, in seconds.
public final class ControlHandler extends ApiHandler {

  private final Map<String, Route> routes;

  public ControlHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(SecretsManagerClient.builder()),
        Clock.systemUTC());
  }

  private ControlHandler(
      Env env, DynamoDbClient dynamo, SecretsManagerClient secrets, Clock clock) {
    this(
        new Ports(
            Access.of(env, dynamo, clock),
            new DynamoRegistry(dynamo, env.required("REGISTRY_TABLE")),
            new DynamoEnrolment(
                dynamo,
                env.required("REGISTRY_TABLE"),
                env.required("VAULT_TABLE"),
                env.required("REQUESTS_TABLE"),
                env.required("LEDGER_TABLE"),
                pause(env)),
            new DynamoFeatureSwitches(dynamo, env.required("REGISTRY_TABLE")),
            new Ports.Forgetting(
                new DynamoGoalsOrders(dynamo, env.required("LEDGER_TABLE")), pause(env)),
            new DynamoCustomers(dynamo, env.required("REGISTRY_TABLE")),
            new DynamoContacts(
                dynamo, env.required("REGISTRY_TABLE"), env.required("REQUESTS_TABLE")),
            new Ports.Processors(
                new DynamoSubProcessors(dynamo, env.required("REGISTRY_TABLE")),
                env.requiredInt("SUB_PROCESSOR_NOTICE_DAYS", 0)),
            new DynamoKeys(dynamo, env.required("REGISTRY_TABLE"), env.required("REQUESTS_TABLE")),
            new Ports.Sealing(
                new DynamoSealedKeyrings(dynamo, env.required("VAULT_TABLE")),
                keysUnder(env.required("VAULT_KEY")),
                new SecretsManagerRequestSecrets(
                        secrets, env.required("REQUEST_SECRETS"), env.required("DATA_KEY"))
                    ::make,
                new SecretsManagerPeppers(
                        secrets, env.required("PEPPERS"), env.required("DATA_KEY"))
                    ::keep),
            new DynamoDisclosures(dynamo, env.required("REQUESTS_TABLE"), clock),
            new Ports.Ends(
                new DynamoTerminations(
                    dynamo, env.required("REQUESTS_TABLE"), env.required("REGISTRY_TABLE"), clock),
                work(env, "TERMINATION_STATE_MACHINE"),
                work(env, "CUSTOMER_TERMINATION_STATE_MACHINE"),
                new DynamoMeasurements(dynamo, env.required("REQUESTS_TABLE"), clock))),
        clock);
  }

  private static Duration pause(Env env) {
    return Duration.ofSeconds(env.requiredInt("TERMINATION_PAUSE", 1));
  }

  private static ApplicationKeys keysUnder(String operatorsKey) {
    var kms = new KmsKeyrings(Clients.of(KmsClient.builder()));
    return application -> kms.newKey(operatorsKey, application);
  }

  private static TerminationWork work(Env env, String stateMachine) {
    return new StepFunctionsTerminationWork(
            Clients.of(SfnClient.builder()),
            env.required(stateMachine),
            env.requiredInt("TERMINATION_PAUSE", 1))
        ::start;
  }

  ControlHandler(Ports ports, Clock clock) {
    var random = new SecureRandom();
    var terminating = new Terminating(ports.ends().terminations(), ports.ends().work(), clock);
    var all = new HashMap<String, Route>();
    all.putAll(new CustomerRoutes(ports, random, clock).routes());
    all.putAll(new CustomerTerminationRoutes(ports, terminating, clock).routes());
    all.putAll(new ContactRoutes(ports, random, clock).routes());
    all.putAll(new SubProcessorRoutes(ports, random, clock).routes());
    all.putAll(new ApplicationRoutes(ports, random, clock).routes());
    all.putAll(new Features(ports, clock).routes());
    all.putAll(new KeyRoutes(ports, random, clock).routes());
    all.putAll(new Register(ports).routes());
    all.putAll(new TerminationRoutes(ports, terminating).routes());
    this.routes = Map.copyOf(all);
  }

  @Override
  protected APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    var route = routes.get(Routes.of(event));
    if (route == null) {
      return Responses.problem(Problem.notFound());
    }
    try {
      OperatorAccess.guard(event);
      return route.answer(event);
    } catch (RefusedException e) {
      return Responses.problem(e.problem());
    }
  }
}
