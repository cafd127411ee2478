package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.control.aws.DynamoCustomers;
import dev.lethe.control.aws.DynamoEnrolment;
import dev.lethe.control.aws.DynamoSealedKeyrings;
import dev.lethe.control.aws.SecretsManagerPeppers;
import dev.lethe.control.aws.SecretsManagerRequestSecrets;
import dev.lethe.control.aws.StepFunctionsTerminationWork;
import dev.lethe.shared.access.CustomerAccess;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.api.ApiHandler;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.disclosure.Disclosures;
import dev.lethe.shared.disclosure.aws.DynamoDisclosures;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.termination.Measurements;
import dev.lethe.shared.termination.Terminations;
import dev.lethe.shared.termination.aws.DynamoMeasurements;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import dev.lethe.shared.vault.SealedKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/// `POST /v1/customers` and what [CustomerTerminationRoutes] serves, which API Gateway opens to the
/// operator alone (IAM); and for a customer's secret key `POST /v1/apps`, `PUT` and `DELETE
/// /v1/apps/{app}/features/{feature}`, `PUT /v1/apps/{app}/grace-period`, `POST
/// /v1/apps/{app}/encryption-keys`, `GET /v1/disclosures`, and what [TerminationRoutes] serves.
/// Needs `REGISTRY_TABLE`, `REQUESTS_TABLE`, `VAULT_TABLE`; `VAULT_KEY`, the id of the operator's
/// key in KMS; `REQUEST_SECRETS` and `PEPPERS`, what the names of applications' second secrets and
/// of their peppers begin with; `DATA_KEY`, which these are encrypted with;
/// `TERMINATION_STATE_MACHINE` and `CUSTOMER_TERMINATION_STATE_MACHINE`, ARNs; and
/// `TERMINATION_PAUSE`, in seconds.
public final class ControlHandler extends ApiHandler {

  private final OwnApplications applications;
  private final Enrolments enrolments;
  private final Features features;
  private final GracePeriod grace;
  private final KeyRotation rotation;
  private final Register register;
  private final TerminationRoutes terminations;
  private final CustomerTerminationRoutes customers;
  private final Clock clock;

  public ControlHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(SecretsManagerClient.builder()));
  }

  private ControlHandler(Env env, DynamoDbClient dynamo, SecretsManagerClient secrets) {
    this(
        new DynamoRegistry(dynamo, env.required("REGISTRY_TABLE")),
        new DynamoEnrolment(
            dynamo,
            env.required("REGISTRY_TABLE"),
            env.required("VAULT_TABLE"),
            env.required("REQUESTS_TABLE")),
        new DynamoSealedKeyrings(dynamo, env.required("VAULT_TABLE")),
        keysUnder(env.required("VAULT_KEY")),
        new SecretsManagerRequestSecrets(
                secrets, env.required("REQUEST_SECRETS"), env.required("DATA_KEY"))
            ::make,
        new SecretsManagerPeppers(secrets, env.required("PEPPERS"), env.required("DATA_KEY"))::keep,
        new DynamoDisclosures(dynamo, env.required("REQUESTS_TABLE"), Clock.systemUTC()),
        new Ends(
            new DynamoTerminations(
                dynamo,
                env.required("REQUESTS_TABLE"),
                env.required("REGISTRY_TABLE"),
                Clock.systemUTC()),
            new StepFunctionsTerminationWork(
                    Clients.of(SfnClient.builder()),
                    env.required("TERMINATION_STATE_MACHINE"),
                    env.requiredInt("TERMINATION_PAUSE", 1))
                ::start,
            new StepFunctionsTerminationWork(
                    Clients.of(SfnClient.builder()),
                    env.required("CUSTOMER_TERMINATION_STATE_MACHINE"),
                    env.requiredInt("TERMINATION_PAUSE", 1))
                ::start,
            new DynamoMeasurements(dynamo, env.required("REQUESTS_TABLE"), Clock.systemUTC()),
            new DynamoCustomers(dynamo, env.required("REGISTRY_TABLE"))::find),
        Clock.systemUTC());
  }

  /// What the end of an application takes, and of a customer.
  record Ends(
      Terminations terminations,
      TerminationWork work,
      TerminationWork ofCustomers,
      Measurements measurements,
      Customers customers) {}

  ControlHandler(
      Registry registry,
      Enrolment enrolment,
      SealedKeyrings keyrings,
      ApplicationKeys keys,
      RequestSecrets secrets,
      Peppers peppers,
      Disclosures disclosures,
      Ends ends,
      Clock clock) {
    this.applications = new OwnApplications(new CustomerAccess(registry), clock);
    this.enrolments = new Enrolments(enrolment, keys, secrets, peppers, new SecureRandom(), clock);
    this.features = new Features(applications, enrolment, clock);
    this.grace = new GracePeriod(applications, enrolment);
    this.rotation = new KeyRotation(keyrings, keys, clock);
    this.register = new Register(applications, disclosures);
    var terminating = new Terminating(ends.terminations(), ends.work(), clock);
    this.terminations = new TerminationRoutes(applications, terminating, ends.measurements());
    this.customers =
        new CustomerTerminationRoutes(
            ends.customers(),
            registry,
            ends.terminations(),
            ends.ofCustomers(),
            terminating,
            ends.measurements(),
            clock);
    this.clock = clock;
  }

  private static ApplicationKeys keysUnder(String operatorsKey) {
    var kms = new KmsKeyrings(Clients.of(KmsClient.builder()));
    return application -> kms.newKey(operatorsKey, application);
  }

  @Override
  protected APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    try {
      return switch (event.getHttpMethod() + " " + event.getResource()) {
        case "POST /v1/customers" -> newCustomer(event);
        case "POST /v1/apps" -> newApplication(event);
        case "PUT /v1/apps/{app}/features/{feature}" -> features.switchOn(event);
        case "DELETE /v1/apps/{app}/features/{feature}" -> features.switchOff(event);
        case "PUT /v1/apps/{app}/grace-period" -> grace.set(event);
        case "POST /v1/apps/{app}/encryption-keys" -> newEncryptionKey(event);
        case "GET /v1/disclosures" -> register.show(event);
        case "POST /v1/apps/{app}/termination" -> terminations.ask(event);
        case "GET /v1/apps/{app}/termination" -> terminations.show(event);
        case "DELETE /v1/apps/{app}/termination" -> terminations.cancel(event);
        case "POST /v1/apps/{app}/termination/collection" -> terminations.collected(event);
        case "GET /v1/apps/{app}/termination/receipt" -> terminations.receipt(event);
        case "POST /v1/customers/{customer}/termination" -> customers.ask(event);
        case "GET /v1/customers/{customer}/termination" -> customers.show(event);
        case "DELETE /v1/customers/{customer}/termination" -> customers.cancel(event);
        case "GET /v1/customers/{customer}/termination/receipt" -> customers.receipt(event);
        default -> Responses.problem(Problem.notFound());
      };
    } catch (BadFormException e) {
      return Responses.problem(Problem.badRequest(e.detail()));
    } catch (RefusedException e) {
      return Responses.problem(e.problem());
    }
  }

  private APIGatewayProxyResponseEvent newCustomer(APIGatewayProxyRequestEvent event)
      throws BadFormException {
    var form = Form.read(Bodies.of(event), Set.of("company", "email"));
    var made = enrolments.customer(form.text("company"), form.text("email"));
    return Responses.json(
        201,
        json -> {
          json.writeStringField("customerId", made.customer().id());
          json.writeStringField("company", made.customer().company());
          json.writeStringField("secretKey", made.secretKey().reveal());
        });
  }

  private APIGatewayProxyResponseEvent newApplication(APIGatewayProxyRequestEvent event)
      throws BadFormException, RefusedException {
    var customer = applications.customer(event);
    if (customers.hasEnded(customer, clock.instant())) {
      throw new RefusedException(Problem.terminated());
    }
    var form = Form.read(Bodies.of(event), Set.of("name"), SettingsForm.FIELDS);
    var made = enrolments.application(customer, form.text("name"), SettingsForm.read(form));
    return Responses.json(
        201,
        json -> {
          json.writeStringField("appId", made.application().id());
          json.writeStringField("name", made.application().name());
          json.writeStringField("writeKey", made.writeKey().reveal());
        });
  }

  private APIGatewayProxyResponseEvent newEncryptionKey(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    return switch (rotation.rotate(applications.named(event).id())) {
      case KeyRotation.Outcome.Rotated(var number, var made) ->
          Responses.json(
              201,
              json -> {
                json.writeNumberField("number", number);
                json.writeStringField("made", made.toString());
              });
      case KeyRotation.Outcome.TooSoon(var from) ->
          Responses.problem(
              Problem.conflict(
                  "The latest key is less than a week old. Another can be made from "
                      + from
                      + " on, UTC."));
    };
  }
}
