package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.api.Parameters;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.Disclosures;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Shows a customer the register of disclosures: each time that data of its users left the system,
/// or somebody of the operator's was let in to it. The operator sees it, too.
final class Register {

  /// How many entries one answer holds at most.
  static final int MOST = 100;

  private static final List<String> PARAMETERS = List.of("limit", "after");

  /// What is told as `next`.
  private static final Pattern AFTER = Pattern.compile("\\d{13}#[A-Za-z0-9_-]{1,64}");

  private final OwnApplications applications;
  private final Customers customers;
  private final Disclosures disclosures;

  Register(Ports ports) {
    this.applications = ports.applications();
    this.customers = ports.customers();
    this.disclosures = ports.disclosures();
  }

  Map<String, Route> routes() {
    return Map.of(
        "GET /v1/disclosures",
        event -> show(applications.caller(event).customer(), event),
        "GET /v1/customers/{customer}/disclosures",
        this::showOperator);
  }

  /// Of a customer that has ended, too: it has no key any more, and may ask.
  private APIGatewayProxyResponseEvent showOperator(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var customer = OwnApplications.path(event).getOrDefault("customer", "");
    if (customers.find(customer).isEmpty()
        && disclosures.of(customer, 1, null).entries().isEmpty()) {
      throw new RefusedException(Problem.notFound());
    }
    return show(customer, event);
  }

  private APIGatewayProxyResponseEvent show(String customer, APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var parameters = Parameters.of(event);
    Parameters.only(PARAMETERS, parameters);
    var limit = Parameters.limit(parameters, MOST);
    var after = parameters.get("after");
    if (after != null && !AFTER.matcher(after).matches()) {
      throw RefusedException.badRequest(
          "The parameter after must be what the page before told as next.");
    }
    var page = disclosures.of(customer, limit, after);
    return Responses.json(
        200,
        json -> {
          json.writeArrayFieldStart("disclosures");
          for (var entry : page.entries()) {
            json.writeStartObject();
            write(entry, json);
            json.writeEndObject();
          }
          json.writeEndArray();
          if (page.next().isPresent()) {
            json.writeStringField("next", page.next().get());
          }
        });
  }

  private static void write(DisclosureEntry entry, JsonGenerator json) throws IOException {
    json.writeStringField("id", entry.id());
    json.writeStringField("time", entry.at().toString());
    json.writeStringField("kind", entry.kind().wireName());
    if (entry.app() != null) {
      json.writeStringField("app", entry.app());
    }
    json.writeStringField("recipient", entry.recipient().wireName());
    json.writeStringField("ground", entry.ground().wireName());
    json.writeStringField("by", entry.by());
    json.writeObjectFieldStart("details");
    for (var detail : new TreeMap<>(entry.details()).entrySet()) {
      json.writeStringField(detail.getKey(), detail.getValue());
    }
    json.writeEndObject();
  }
}
