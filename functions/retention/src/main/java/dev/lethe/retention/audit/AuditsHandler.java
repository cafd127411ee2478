package dev.lethe.retention.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.retention.audit.aws.DynamoAudits;
import dev.lethe.retention.audit.aws.StepFunctionsRuns;
import dev.lethe.retention.probe.aws.S3Papers;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.access.aws.Access;
import dev.lethe.shared.api.ApiHandler;
import dev.lethe.shared.api.Parameters;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.Application;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/// `POST` and `GET /v1/apps/{app}/audits`, and `GET /v1/apps/{app}/audits/{audit}`, for a
/// customer's secret key. Needs what [Access] needs, `REQUESTS_TABLE`, `AUDITS_BUCKET` and
/// `STATE_MACHINE`, an ARN.
public final class AuditsHandler extends ApiHandler {

  private final OwnApplications applications;
  private final AuditRequests requests;
  private final Audits audits;
  private final AuditFiles files;
  private final Clock clock;

  public AuditsHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private AuditsHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        Access.of(env, dynamo, clock),
        new DynamoAudits(dynamo, env.required("REQUESTS_TABLE"), clock),
        new StepFunctionsRuns(Clients.of(SfnClient.builder()), env.required("STATE_MACHINE")),
        new AuditFiles(
            new S3Papers(
                new S3Bucket(Clients.of(S3Client.builder()), env.required("AUDITS_BUCKET")))),
        clock);
  }

  AuditsHandler(
      OwnApplications applications, Audits audits, Runs runs, AuditFiles files, Clock clock) {
    this.applications = applications;
    this.requests = new AuditRequests(audits, runs, new SecureRandom(), clock);
    this.audits = audits;
    this.files = files;
    this.clock = clock;
  }

  @Override
  protected APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    try {
      var asked = applications.named(event);
      var application = asked.application();
      Parameters.only(List.of(), Parameters.of(event));
      return switch (event.getHttpMethod() + " " + event.getResource()) {
        case "POST /v1/apps/{app}/audits" -> {
          var begun = requests.begin(application, asked.caller().key());
          yield Responses.json(202, json -> write(begun, json));
        }
        case "GET /v1/apps/{app}/audits" -> list(application);
        case "GET /v1/apps/{app}/audits/{audit}" ->
            show(application, OwnApplications.path(event).getOrDefault("audit", ""));
        default -> Responses.problem(Problem.notFound());
      };
    } catch (RefusedException e) {
      return Responses.problem(e.problem());
    }
  }

  private APIGatewayProxyResponseEvent list(Application application) {
    var latestFirst = Comparator.comparing(Audit::requested).reversed();
    var found = audits.of(application.customer(), application.id());
    return Responses.json(
        200,
        json -> {
          json.writeArrayFieldStart("audits");
          for (var audit : found.stream().sorted(latestFirst).toList()) {
            json.writeStartObject();
            write(audit, json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /// The audit; until it is ready, how far it is. A name with `.html` at its end is the page.
  private APIGatewayProxyResponseEvent show(Application application, String name)
      throws RefusedException {
    var isPage = name.endsWith(AuditFiles.Form.HTML.ending());
    var id = isPage ? name.substring(0, name.lastIndexOf('.')) : name;
    var audit =
        audits
            .find(application.customer(), application.id(), id)
            .orElseThrow(AuditsHandler::notFound);
    if (audit.status() != Audit.Status.READY) {
      if (isPage) {
        throw notFound();
      }
      return Responses.json(200, json -> write(audit, json));
    }
    var form = isPage ? AuditFiles.Form.HTML : AuditFiles.Form.JSON;
    var content = files.read(audit, form).orElseThrow(AuditsHandler::notFound);
    var type = isPage ? "text/html; charset=utf-8" : "application/json";
    return Responses.of(200, new Responses.Content(type, new String(content.toArray(), UTF_8)));
  }

  private static RefusedException notFound() {
    return new RefusedException(Problem.notFound());
  }

  private void write(Audit audit, JsonGenerator json) throws IOException {
    json.writeStringField("id", audit.id());
    json.writeStringField("app", audit.app());
    json.writeStringField("status", audit.statusAt(clock.instant()).wireName());
    json.writeStringField("requested", audit.requested().toString());
    json.writeStringField("expires", audit.expires().toString());
  }
}
