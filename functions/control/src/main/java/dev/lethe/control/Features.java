package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Parameters;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.FeatureSwitches;
import dev.lethe.shared.vault.SealedKeyrings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Switches features of an application: on with an attestation, which is kept; off at once, with an
/// answer to what becomes of what was collected; and shows when they were, and who said so.
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

  /// The parameter that says what becomes of what was collected, and its values.
  private static final String COLLECTED = "collected";

  /// After how many switches in a day none is on any more, and after how many none at all.
  static final int MOST_ON = 100;

  static final int MOST = 2 * MOST_ON;
  private static final Duration DAY = Duration.ofDays(1);

  private static final String KEEP = "keep";
  private static final String ERASE = "erase";

  private static final String AFTER = "after";
  private static final List<String> PARAMETERS = List.of("limit", AFTER);

  /// What is told as `next`.
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,7}");

  private final OwnApplications applications;
  private final Enrolment registry;
  private final FeatureSwitches switches;
  private final SealedKeyrings keyrings;
  private final ApplicationKeys keys;
  private final GoalsOrders goals;
  private final Duration longest;
  private final Clock clock;

  Features(Ports ports, Clock clock) {
    this.applications = ports.applications();
    this.registry = ports.enrolment();
    this.switches = ports.switches();
    this.keyrings = ports.sealing().keyrings();
    this.keys = ports.sealing().keys();
    this.goals = ports.forgetting().goals();
    this.longest = ports.forgetting().longest();
    this.clock = clock;
  }

  Map<String, Route> routes() {
    return Map.of(
        "GET /v1/apps/{app}/features", this::show,
        "PUT /v1/apps/{app}/features/{feature}", this::switchOn,
        "DELETE /v1/apps/{app}/features/{feature}", this::switchOff);
  }

  private APIGatewayProxyResponseEvent show(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var application = applications.evenEnded(event).application();
    var parameters = Parameters.of(event);
    Parameters.only(PARAMETERS, parameters);
    var limit = Parameters.limit(parameters, FeatureSwitches.MOST);
    var after = parameters.get(AFTER);
    if (after != null && !NUMBER.matcher(after).matches()) {
      throw RefusedException.badRequest(
          "The parameter after must be what the page before told as next.");
    }
    var page =
        switches.of(
            application.id(),
            limit,
            after == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(after)));
    return Responses.json(
        200,
        json -> {
          json.writeArrayFieldStart("switches");
          for (var change : page.switches()) {
            json.writeStartObject();
            write(change, json);
            json.writeEndObject();
          }
          json.writeEndArray();
          if (page.next().isPresent()) {
            json.writeStringField("next", Integer.toString(page.next().getAsInt()));
          }
        });
  }

  private static void write(FeatureSwitch change, JsonGenerator json) throws IOException {
    json.writeStringField("feature", change.feature().wireName());
    json.writeBooleanField("on", change.isOn());
    json.writeStringField("at", change.time().toString());
    var stated = change.attestation();
    if (stated != null) {
      json.writeStringField("attestedBy", stated.attestedBy());
      json.writeStringField("lawfulBasis", stated.lawfulBasis());
      json.writeStringField("textVersion", stated.textVersion());
    }
    writeCollected(change, json);
  }

  private static void writeCollected(FeatureSwitch change, JsonGenerator json) throws IOException {
    if (change.collected().isPresent()) {
      json.writeStringField(COLLECTED, change.collected().get().wireName());
    }
  }

  /// Each switch stays in the history. Off can still be switched what cannot be on any more.
  ///
  /// @param most how many switches there may be in a day
  private void bound(String app, int most) throws RefusedException {
    var now = clock.instant();
    var page = switches.of(app, MOST_ON, OptionalInt.empty());
    var latest = new ArrayList<>(page.switches());
    var before = page.next();
    if (most > MOST_ON && before.isPresent()) {
      var second = switches.of(app, most - MOST_ON, before);
      latest.addAll(second.switches());
      before = second.next();
    }
    // Numbers may be missing.
    var areAsMany = latest.size() >= most || (before.isPresent() && !latest.isEmpty());
    if (areAsMany && latest.getLast().time().isAfter(now.minus(DAY))) {
      throw new RefusedException(
          Problem.tooMany(
              "Features of an application are switched %d times in 24 hours at most, and %d times if the last ones are off. Wait."
                  .formatted(MOST_ON, MOST),
              Duration.between(now, latest.getLast().time().plus(DAY)).plusSeconds(1)));
    }
  }

  private APIGatewayProxyResponseEvent switchOn(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var target = target(event);
    var form = Form.read(Bodies.of(event), ATTESTATION);
    if (!LAWFUL_BASES.contains(form.text("lawfulBasis"))) {
      throw RefusedException.badRequest(
          "The field lawfulBasis must be one of: "
              + String.join(", ", new TreeSet<>(LAWFUL_BASES))
              + ".");
    }
    var attestation =
        new FeatureSwitch.Attestation(
            form.text("attestedBy"), form.text("lawfulBasis"), form.text("textVersion"));
    bound(target.application().id(), MOST_ON);
    var change = new FeatureSwitch(target.feature(), clock.instant(), attestation);
    if (target.feature() == Feature.GOALS && isBeingForgotten(target.application().id())) {
      throw new RefusedException(
          Problem.conflict(
              "What this feature collected is still being erased: it can be switched on when that"
                  + " is done, within a few hours."));
    }
    registry.switchFeature(target.application(), change);
    return told(change);
  }

  /// Whether goals that are collected now could be taken for such as are to be forgotten.
  private boolean isBeingForgotten(String app) {
    return goals.of(app).filter(order -> order.wasOpen(clock.instant().minus(longest))).isPresent();
  }

  private APIGatewayProxyResponseEvent switchOff(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var target = target(event);
    var parameters = Parameters.of(event);
    Parameters.only(List.of(COLLECTED), parameters);
    bound(target.application().id(), MOST);
    var answer = parameters.getOrDefault(COLLECTED, "");
    if (answer.equals(ERASE)) {
      var change = FeatureSwitch.erasing(target.feature(), clock.instant());
      registry.eraseCollected(target.application(), change, () -> replacement(target, change));
      return told(change);
    }
    if (answer.equals(KEEP)) {
      var change = new FeatureSwitch(target.feature(), clock.instant(), null);
      registry.switchFeature(target.application(), change);
      return told(change);
    }
    throw RefusedException.badRequest(
        "The parameter collected must say what becomes of what was collected: keep, until it"
            + " expires, or erase, now.");
  }

  private Enrolment.Replacement replacement(Target target, FeatureSwitch change) {
    var app = target.application().id();
    var before =
        keyrings
            .of(app)
            .orElseThrow(() -> new IllegalStateException("An application has no keys."));
    return new Enrolment.Replacement(
        before, before.withoutCollected(change.feature(), keys.create(app), change.time()));
  }

  private static APIGatewayProxyResponseEvent told(FeatureSwitch change) {
    return Responses.json(
        200,
        json -> {
          json.writeStringField("feature", change.feature().wireName());
          json.writeBooleanField("on", change.isOn());
          writeCollected(change, json);
        });
  }

  /// Which feature of which application a request names.
  private record Target(Application application, Feature feature) {}

  private Target target(APIGatewayProxyRequestEvent event) throws RefusedException {
    var application = applications.named(event).application();
    var feature =
        WireNamed.find(Feature.class, OwnApplications.path(event).getOrDefault("feature", ""))
            .orElseThrow(() -> new RefusedException(Problem.notFound()));
    return new Target(application, feature);
  }
}
