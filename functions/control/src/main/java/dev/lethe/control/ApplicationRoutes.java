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
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.Platform;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.termination.Terminations;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A customer's applications: made, listed, shown, changed, and given new keys to seal with.
final class ApplicationRoutes {

  /// How many one answer holds at most.
  static final int MOST = 100;

  private static final String NAME = "name";
  private static final String AFTER = "after";
  private static final List<String> PAGES = List.of("limit", AFTER);
  private static final Pattern ID = Pattern.compile("app_[0-9a-f]{1,24}");

  private final OwnApplications applications;
  private final Registry registry;
  private final Enrolment enrolment;
  private final Enrolments enrolments;
  private final Customers customers;
  private final Terminations terminations;
  private final KeyRotation rotation;
  private final Clock clock;

  ApplicationRoutes(Ports ports, RandomGenerator random, Clock clock) {
    this.applications = ports.applications();
    this.registry = ports.registry();
    this.enrolment = ports.enrolment();
    this.enrolments = new Enrolments(ports.enrolment(), ports.sealing(), random, clock);
    this.customers = ports.customers();
    this.terminations = ports.ends().terminations();
    this.rotation = new KeyRotation(ports.sealing().keyrings(), ports.sealing().keys(), clock);
    this.clock = clock;
  }

  Map<String, Route> routes() {
    return Map.of(
        "POST /v1/apps", this::make,
        "GET /v1/apps", this::list,
        "GET /v1/apps/{app}", this::show,
        "PATCH /v1/apps/{app}", this::change,
        "POST /v1/apps/{app}/encryption-keys", this::newEncryptionKey);
  }

  private APIGatewayProxyResponseEvent make(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var customer = applications.caller(event).customer();
    mayHaveMore(customer);
    var form = Form.read(Bodies.of(event), Set.of(NAME), SettingsForm.FIELDS, SettingsForm.LISTS);
    var found = enrolments.application(customer, form.text(NAME), SettingsForm.read(form));
    if (found.isEmpty()) {
      mayHaveMore(customer);
      throw tooMany();
    }
    var made = found.get();
    return Responses.json(
        201,
        json -> {
          json.writeStringField("appId", made.application().id());
          json.writeStringField(NAME, made.application().name());
          json.writeStringField("writeKey", made.writeKey().reveal());
        });
  }

  /// Looked at before an application's secrets are made.
  private void mayHaveMore(String customer) throws RefusedException {
    if (hasEnded(customer)) {
      throw new RefusedException(Problem.terminated());
    }
    if (customers.find(customer).filter(Customer::isSuspended).isPresent()) {
      throw new RefusedException(Problem.suspended());
    }
    if (registry.applicationsOf(customer).size() >= Enrolment.MOST_APPLICATIONS) {
      throw tooMany();
    }
  }

  private static RefusedException tooMany() {
    return new RefusedException(
        Problem.conflict(
            "There are %d applications at most, and none is made while another call changes the same. Look at the list, and end one or try again."
                .formatted(Enrolment.MOST_APPLICATIONS)));
  }

  private boolean hasEnded(String customer) {
    return terminations
        .find(customer, customer)
        .filter(one -> one.hasEnded(clock.instant()))
        .isPresent();
  }

  private APIGatewayProxyResponseEvent list(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var customer = applications.caller(event).customer();
    var parameters = Parameters.of(event);
    Parameters.only(PAGES, parameters);
    var limit = Parameters.limit(parameters, MOST);
    var after = parameters.get(AFTER);
    if (after != null && !ID.matcher(after).matches()) {
      throw RefusedException.badRequest(
          "The parameter after must be what the page before told as next.");
    }
    var rest =
        new TreeSet<>(registry.applicationsOf(customer)).tailSet(after == null ? "" : after, false);
    var page = rest.stream().limit(limit).toList();
    var found = page.stream().flatMap(id -> registry.application(id).stream()).toList();
    return Responses.json(
        200,
        json -> {
          json.writeArrayFieldStart("apps");
          for (var application : found) {
            json.writeStartObject();
            write(application, json);
            json.writeEndObject();
          }
          json.writeEndArray();
          if (page.size() < rest.size()) {
            json.writeStringField("next", page.getLast());
          }
        });
  }

  private APIGatewayProxyResponseEvent show(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    return shown(applications.evenEnded(event).application());
  }

  /// What is not told stays as it is.
  private APIGatewayProxyResponseEvent change(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var before = applications.named(event).application();
    var form = Form.read(Bodies.of(event), Set.of(), SettingsForm.CHANGEABLE, SettingsForm.LISTS);
    if (form.isEmpty()) {
      var fields = new TreeSet<>(SettingsForm.CHANGEABLE);
      fields.addAll(SettingsForm.LISTS);
      throw RefusedException.badRequest(
          "Send a JSON object with one or more of these fields: %s."
              .formatted(String.join(", ", fields)));
    }
    var after =
        before
            .named(form.find(NAME).orElse(before.name()))
            .with(SettingsForm.change(form, before.settings()));
    enrolment.change(before, after, clock.instant());
    return shown(after);
  }

  private static APIGatewayProxyResponseEvent shown(Application application) {
    return Responses.json(200, json -> write(application, json));
  }

  private static void write(Application application, JsonGenerator json) throws IOException {
    var settings = application.settings();
    json.writeStringField("appId", application.id());
    json.writeStringField(NAME, application.name());
    json.writeStringField("timeZone", settings.timeZone().getId());
    json.writeNumberField("maskIpv4", settings.masking().ipv4());
    json.writeNumberField("maskIpv6", settings.masking().ipv6());
    json.writeNumberField("retentionDays", settings.retentionDays());
    json.writeNumberField("smallGroupThreshold", settings.smallGroupThreshold());
    texts(json, "platforms", settings.platforms().stream().map(Platform::wireName));
    json.writeNumberField("graceDays", settings.requests().graceDays());
    json.writeStringField("erasures", settings.requests().erasures().wireName());
    texts(json, "callbackHosts", settings.requests().callbackHosts().stream());
    texts(json, "features", settings.features().stream().map(Feature::wireName));
    json.writeBooleanField("suspended", application.isSuspended());
    var ending = application.ending();
    if (ending != null) {
      json.writeStringField("ends", ending.at().toString());
    }
  }

  private static void texts(JsonGenerator json, String field, Stream<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (var text : texts.sorted().toList()) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private APIGatewayProxyResponseEvent newEncryptionKey(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    return switch (rotation.rotate(applications.named(event).application().id())) {
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
