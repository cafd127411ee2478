package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.control.aws.DynamoEnrolment;
import dev.lethe.shared.access.CustomerAccess;
import dev.lethe.shared.api.ApiHandler;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Headers;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/// `POST /v1/customers`, which API Gateway opens to the operator alone (IAM); and for a customer's
/// secret key `POST /v1/apps`, and `PUT` and `DELETE /v1/apps/{app}/features/{feature}`. Needs
/// `REGISTRY_TABLE`, `VAULT_TABLE` and `VAULT_KEY`, the id of the operator's key in KMS.
public final class ControlHandler extends ApiHandler {

  private final CustomerAccess access;
  private final Enrolments enrolments;
  private final Features features;

  public ControlHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()));
  }

  private ControlHandler(Env env, DynamoDbClient dynamo) {
    this(
        new CustomerAccess(new DynamoRegistry(dynamo, env.required("REGISTRY_TABLE"))),
        new DynamoEnrolment(dynamo, env.required("REGISTRY_TABLE"), env.required("VAULT_TABLE")),
        new KmsKeyrings(Clients.of(KmsClient.builder())),
        env.required("VAULT_KEY"));
  }

  private ControlHandler(
      CustomerAccess access, Enrolment enrolment, KmsKeyrings keyrings, String operatorsKey) {
    this(
        access,
        new Enrolments(
            enrolment,
            application -> keyrings.create(operatorsKey, application),
            new SecureRandom()),
        new Features(access, enrolment, Clock.systemUTC()));
  }

  ControlHandler(CustomerAccess access, Enrolments enrolments, Features features) {
    this.access = access;
    this.enrolments = enrolments;
    this.features = features;
  }

  @Override
  protected APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    try {
      return switch (event.getHttpMethod() + " " + event.getResource()) {
        case "POST /v1/customers" -> newCustomer(event);
        case "POST /v1/apps" -> newApplication(event);
        case "PUT /v1/apps/{app}/features/{feature}" -> features.switchOn(event);
        case "DELETE /v1/apps/{app}/features/{feature}" -> features.switchOff(event);
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
      throws BadFormException {
    var customer = access.customer(Headers.of(event, "Authorization"));
    if (customer.isEmpty()) {
      return Responses.problem(Problem.unauthorized());
    }
    var form = Form.read(Bodies.of(event), Set.of("name"), SettingsForm.FIELDS);
    var made = enrolments.application(customer.get(), form.text("name"), SettingsForm.read(form));
    return Responses.json(
        201,
        json -> {
          json.writeStringField("appId", made.application().id());
          json.writeStringField("name", made.application().name());
          json.writeStringField("writeKey", made.writeKey().reveal());
        });
  }
}
