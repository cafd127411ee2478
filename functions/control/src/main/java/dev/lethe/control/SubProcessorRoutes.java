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
import dev.lethe.shared.processors.SubProcessor;
import dev.lethe.shared.processors.SubProcessor.State;
import dev.lethe.shared.processors.SubProcessors;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The register of sub-processors: kept by the operator, shown to customers. Who comes is announced
/// as long before as was promised, so that a customer can object (GDPR, article 28 (2)).
final class SubProcessorRoutes {

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final OwnApplications applications;
  private final Customers customers;
  private final SubProcessors register;
  private final int noticeDays;
  private final RandomGenerator random;
  private final Clock clock;

  /// @param random must be cryptographically strong
  SubProcessorRoutes(Ports ports, RandomGenerator random, Clock clock) {
    this.applications = ports.applications();
    this.customers = ports.customers();
    this.register = ports.processors().register();
    this.noticeDays = ports.processors().noticeDays();
    this.random = random;
    this.clock = clock;
  }

  Map<String, Route> routes() {
    return Map.of(
        "GET /v1/sub-processors", this::showCustomer,
        "GET /v1/operator/sub-processors", event -> shown(),
        "POST /v1/operator/sub-processors", this::announce,
        "DELETE /v1/operator/sub-processors/{subProcessor}", this::end);
  }

  private APIGatewayProxyResponseEvent showCustomer(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    applications.caller(event);
    return shown();
  }

  private APIGatewayProxyResponseEvent announce(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var form =
        Form.read(
            Bodies.of(event), Set.of("name", "country", "purpose", "safeguard"), Set.of("from"));
    if (!COUNTRIES.contains(form.text("country"))) {
      throw RefusedException.badRequest(
          "The field country must be a code of two letters of ISO 3166-1, such as DE.");
    }
    var one =
        new SubProcessor(
            Ids.next("sub_", random),
            form.text("name"),
            form.text("country"),
            form.text("purpose"),
            form.named(SubProcessor.Safeguard.class, "safeguard"),
            today(),
            from(form),
            null);
    if (!register.add(one)) {
      throw new RefusedException(
          Problem.conflict(
              "There are %d entries, and no more can be.".formatted(SubProcessors.MOST)));
    }
    return Responses.json(201, json -> write(one, json));
  }

  /// Whoever has no customers has nobody to tell.
  private LocalDate from(Form form) throws RefusedException {
    var earliest = hasCustomers() ? today().plusDays(noticeDays) : LocalDate.EPOCH;
    if (form.find("from").isEmpty()) {
      return hasCustomers() ? earliest : today();
    }
    var from = day("field from", form.text("from"));
    if (from.isBefore(earliest)) {
      throw RefusedException.badRequest(
          "The field from must be a day from %s on: customers are told %d days before."
              .formatted(earliest, noticeDays));
    }
    return from;
  }

  private boolean hasCustomers() {
    return !customers.list(1, null).customers().isEmpty();
  }

  private APIGatewayProxyResponseEvent end(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var parameters = Parameters.of(event);
    Parameters.only(List.of("until"), parameters);
    var told = parameters.get("until");
    var until = told == null ? today() : day("parameter until", told);
    if (until.isBefore(today())) {
      throw RefusedException.badRequest(
          "The parameter until must be a day from today on, %s UTC.".formatted(today()));
    }
    var id = OwnApplications.path(event).getOrDefault("subProcessor", "");
    var known =
        register.all().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new RefusedException(Problem.notFound()));
    if (known.state(today()) == State.ENDED) {
      throw new RefusedException(Problem.conflict("It has ended already."));
    }
    // Customers were told the day. Who stays longer after all is announced as one who comes.
    if (known.until() != null && until.isAfter(known.until())) {
      throw new RefusedException(
          Problem.conflict(
              "It ends on %s, and no later. Announce it anew if it stays."
                  .formatted(known.until())));
    }
    register.end(id, until);
    return Responses.json(200, json -> write(known.until(until), json));
  }

  private static LocalDate day(String what, String text) throws RefusedException {
    try {
      var day = LocalDate.parse(text);
      if (day.getYear() >= 2000 && day.getYear() < 2100) {
        return day;
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw RefusedException.badRequest("The " + what + " must be a day, such as 2026-11-27.");
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private APIGatewayProxyResponseEvent shown() {
    var all = register.all();
    return Responses.json(
        200,
        json -> {
          json.writeNumberField("noticeDays", noticeDays);
          json.writeArrayFieldStart("subProcessors");
          for (var one : all) {
            json.writeStartObject();
            write(one, json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private void write(SubProcessor one, JsonGenerator json) throws IOException {
    json.writeStringField("id", one.id());
    json.writeStringField("name", one.name());
    json.writeStringField("country", one.country());
    json.writeStringField("purpose", one.purpose());
    json.writeStringField("safeguard", one.safeguard().wireName());
    json.writeStringField("state", one.state(today()).wireName());
    json.writeStringField("announced", one.announced().toString());
    json.writeStringField("from", one.from().toString());
    if (one.until() != null) {
      json.writeStringField("until", one.until().toString());
    }
  }
}
