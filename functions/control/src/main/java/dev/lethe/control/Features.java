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
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Switches features of an application: on with an attestation, which is kept, and off at once.
final class Features {

  /// GDPR, article 6 (1), (a) to (f).
  private static final Set<String> LAWFUL_BASES =
      Set.of(
          "consent",
          "contract",
          "legal_obligation",
          "vital_interests",
          "public_task",
          "legitimate_interests");

  private static final Set<String> ATTESTATION = Set.of("attestedBy", "lawfulBasis", "textVersion");

  private final OwnApplications applications;
  private final Enrolment registry;
  private final Clock clock;

  Features(OwnApplications applications, Enrolment registry, Clock clock) {
    this.applications = applications;
    this.registry = registry;
    this.clock = clock;
  }

  APIGatewayProxyResponseEvent switchOn(APIGatewayProxyRequestEvent event)
      throws BadFormException, RefusedException {
    var target = target(event);
    var form = Form.read(Bodies.of(event), ATTESTATION);
    if (!LAWFUL_BASES.contains(form.text("lawfulBasis"))) {
      throw new BadFormException(
          "The field lawfulBasis must be one of: "
              + String.join(", ", new TreeSet<>(LAWFUL_BASES))
              + ".");
    }
    return switched(
        target,
        new FeatureSwitch.Attestation(
            form.text("attestedBy"), form.text("lawfulBasis"), form.text("textVersion")));
  }

  APIGatewayProxyResponseEvent switchOff(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    return switched(target(event), null);
  }

  private APIGatewayProxyResponseEvent switched(
      Target target, FeatureSwitch.@Nullable Attestation attestation) {
    var change = new FeatureSwitch(target.feature(), clock.instant(), attestation);
    registry.switchFeature(target.application(), change);
    return Responses.json(
        200,
        json -> {
          json.writeStringField("feature", target.feature().wireName());
          json.writeBooleanField("on", change.isOn());
        });
  }

  /// Which feature of which application a request names.
  private record Target(Application application, Feature feature) {}

  private Target target(APIGatewayProxyRequestEvent event) throws RefusedException {
    var application = applications.named(event);
    var feature =
        WireNamed.find(Feature.class, OwnApplications.path(event).getOrDefault("feature", ""))
            .orElseThrow(() -> new RefusedException(Problem.notFound()));
    return new Target(application, feature);
  }
}
