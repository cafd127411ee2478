package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.termination.Measurements;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The end of an application: asked for, shown, cancelled; of a migration that its export is
/// collected; and its receipt.
final class TerminationRoutes {

  /// For how long it waits at most, in days: long enough for whoever has to agree.
  static final int LONGEST_GRACE = 30;

  private static final int USUAL_GRACE = 7;

  private final OwnApplications applications;
  private final Terminating terminating;
  private final Measurements measurements;

  TerminationRoutes(Ports ports, Terminating terminating) {
    this.applications = ports.applications();
    this.terminating = terminating;
    this.measurements = ports.ends().measurements();
  }

  Map<String, Route> routes() {
    return Map.of(
        "POST /v1/apps/{app}/termination", this::ask,
        "GET /v1/apps/{app}/termination", this::show,
        "DELETE /v1/apps/{app}/termination", this::cancel,
        "POST /v1/apps/{app}/termination/collection", this::collected,
        "GET /v1/apps/{app}/termination/receipt", this::receipt);
  }

  private APIGatewayProxyResponseEvent ask(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var asked = applications.evenEnded(event);
    var application = asked.application();
    var form = Form.read(Bodies.of(event), Set.of("reason", "confirm"), Set.of("graceDays"));
    var reason = reason(form);
    var grace = grace(form);
    if (!form.text("confirm").equals(application.name())) {
      throw RefusedException.badRequest("The field confirm must be the name of the application.");
    }
    return told(
        202,
        terminating.ask(
            application.customer(), application.id(), reason, grace, asked.caller().key()));
  }

  static Duration grace(Form form) throws RefusedException {
    return Duration.ofDays(form.number("graceDays", 0, LONGEST_GRACE, USUAL_GRACE));
  }

  static Reason reason(Form form) throws RefusedException {
    return WireNamed.find(Reason.class, form.text("reason"))
        .orElseThrow(() ->
            RefusedException.badRequest(
                "The field reason must be one of: "
                    + Arrays.stream(Reason.values())
                        .map(Reason::wireName)
                        .collect(Collectors.joining(", "))
                    + "."));
  }

  private APIGatewayProxyResponseEvent show(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var found = found(applications.evenEnded(event).application());
    return shown(200, found, measurements.of(found.customer(), found.app()));
  }

  private APIGatewayProxyResponseEvent cancel(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var asked = applications.evenEnded(event);
    return told(200, terminating.cancel(found(asked.application()), asked.caller().key()));
  }

  private APIGatewayProxyResponseEvent collected(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var application = applications.evenEnded(event).application();
    return told(200, terminating.collected(found(application)));
  }

  private APIGatewayProxyResponseEvent receipt(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var receipt = found(applications.evenEnded(event).application()).receipt();
    return receipt == null
        ? Responses.problem(Problem.notFound())
        : Responses.of(200, new Responses.Content("application/json", receipt));
  }

  private Termination found(Application application) throws RefusedException {
    return terminating
        .find(application)
        .orElseThrow(() -> new RefusedException(Problem.notFound()));
  }

  private static APIGatewayProxyResponseEvent told(int status, Terminating.Outcome outcome) {
    return switch (outcome) {
      case Terminating.Outcome.Stands(var termination) -> shown(status, termination, List.of());
      case Terminating.Outcome.NotNow(var why) -> Responses.problem(Problem.conflict(why));
    };
  }

  private static APIGatewayProxyResponseEvent shown(
      int status, Termination termination, List<Measurements.Measured> measured) {
    return Responses.json(status, json -> TerminationText.write(termination, measured, json));
  }
}
