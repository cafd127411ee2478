package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Settings;
import java.util.Set;

/// Sets how long requests of an application's subjects wait, in which they can be cancelled.
final class GracePeriod {

  private static final String DAYS = "days";
  private static final int NONE_TOLD = -1;

  private final OwnApplications applications;
  private final Enrolment registry;

  GracePeriod(OwnApplications applications, Enrolment registry) {
    this.applications = applications;
    this.registry = registry;
  }

  APIGatewayProxyResponseEvent set(APIGatewayProxyRequestEvent event)
      throws BadFormException, RefusedException {
    var application = applications.named(event);
    var form = Form.read(Bodies.of(event), Set.of(), Set.of(DAYS));
    var days = form.number(DAYS, 0, Settings.LONGEST_GRACE, NONE_TOLD);
    if (days == NONE_TOLD) {
      throw new BadFormException(
          "Send a JSON object with the field days, 0 to %d.".formatted(Settings.LONGEST_GRACE));
    }
    registry.setGrace(application, days);
    return Responses.json(200, json -> json.writeNumberField(DAYS, days));
  }
}
