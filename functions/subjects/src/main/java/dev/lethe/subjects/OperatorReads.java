package dev.lethe.subjects;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.access.OperatorAccess;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.access.Routes;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.OperatorRead;
import dev.lethe.subjects.request.Refusal;
import dev.lethe.subjects.request.RequestRefusedException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// The operator's way to personal data, whom API Gateway alone lets in here (IAM): what is held of
/// one subject, put together as for an access. Each read stands in its customer's register of
/// disclosures before anything is read, and only whoever asked for it is given what it found.
final class OperatorReads {

  /// What the resources of these routes begin with.
  static final String BELOW = "/v1/customers/{customer}/apps/{app}/reads";

  private static final int OK = 200;
  private static final int CREATED = 201;

  private final RequestIntake intake;
  private final RequestView view;

  OperatorReads(RequestIntake intake, RequestView view) {
    this.intake = intake;
    this.view = view;
  }

  /// The answer to a request.
  APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    try {
      OperatorAccess.guard(event);
      return switch (Routes.of(event)) {
        case "POST " + BELOW -> begin(event);
        case "GET " + BELOW + "/{read}" -> show(event);
        default -> Responses.problem(Problem.notFound());
      };
    } catch (RefusedException e) {
      return Responses.problem(e.problem());
    }
  }

  private APIGatewayProxyResponseEvent begin(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var by = OperatorAccess.caller(event);
    return switch (intake.read(named(event, "customer"), named(event, "app"), by, read(event))) {
      case RequestIntake.Outcome.Taken(var read) -> told(CREATED, read, Optional.empty());
      case RequestIntake.Outcome.Refused(var refusal) ->
          Responses.problem(
              refusal.reason() == Refusal.Reason.TERMINATED
                  ? Problem.terminated()
                  : Problem.notFound());
    };
  }

  private static OperatorRead read(APIGatewayProxyRequestEvent event) throws RefusedException {
    try {
      return OperatorRead.read(Bodies.of(event));
    } catch (RequestRefusedException e) {
      throw RefusedException.badRequest(e.refusal().message());
    }
  }

  private static String named(APIGatewayProxyRequestEvent event, String parameter) {
    return Objects.requireNonNullElse(OwnApplications.path(event).get(parameter), "");
  }

  private APIGatewayProxyResponseEvent show(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var by = OperatorAccess.caller(event);
    return id(named(event, "read"))
        .flatMap(id -> view.read(named(event, "customer"), named(event, "app"), id, by))
        .map(read -> told(OK, read, view.results(read)))
        .orElseGet(() -> Responses.problem(Problem.notFound()));
  }

  private static Optional<UUID> id(String text) {
    return Optional.of(text).filter(RequestRoutes.ID.asMatchPredicate()).map(UUID::fromString);
  }

  private static APIGatewayProxyResponseEvent told(
      int status, EnteredRequest read, Optional<URI> found) {
    var entry = read.disclosure().orElseThrow();
    return Responses.json(
        status,
        json -> {
          json.writeStringField("id", entry.id());
          json.writeStringField("customer", entry.customer());
          json.writeStringField("app", entry.app());
          json.writeStringField("time", entry.at().toString());
          json.writeStringField("by", entry.by());
          json.writeStringField("recipient", entry.recipient().wireName());
          json.writeStringField("ground", entry.ground().wireName());
          json.writeStringField(
              DisclosureEntry.REFERENCE,
              Objects.requireNonNull(entry.details().get(DisclosureEntry.REFERENCE)));
          json.writeStringField("status", read.timeline().status().wireName());
          if (found.isPresent()) {
            json.writeStringField("url", found.get().toString());
          }
        });
  }
}
