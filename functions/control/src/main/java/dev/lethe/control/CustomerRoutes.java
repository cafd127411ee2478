package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.access.OperatorAccess;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Parameters;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Registry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Customers, for the operator alone: taken in, listed, suspended and served again.
final class CustomerRoutes {

  /// How many one answer holds at most.
  static final int MOST = 100;

  private static final List<String> PAGES = List.of("limit", "after");
  private static final Pattern ID = Pattern.compile("cus_[0-9a-f]{24}");

  private final Enrolments enrolments;
  private final Customers customers;
  private final Registry registry;

  CustomerRoutes(Ports ports, RandomGenerator random, Clock clock) {
    this.enrolments = new Enrolments(ports.enrolment(), ports.sealing(), random, clock);
    this.customers = ports.customers();
    this.registry = ports.registry();
  }

  Map<String, Route> routes() {
    return Map.of(
        "POST /v1/customers", this::make,
        "GET /v1/customers", this::list,
        "GET /v1/customers/{customer}", this::show,
        "PUT /v1/customers/{customer}/suspension", event -> suspend(event, true),
        "DELETE /v1/customers/{customer}/suspension", event -> suspend(event, false));
  }

  private APIGatewayProxyResponseEvent make(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var operator = OperatorAccess.caller(event);
    var form = Form.read(Bodies.of(event), Set.of("company", "email"));
    var made = enrolments.customer(form.text("company"), form.email("email"), operator);
    return Responses.json(
        201,
        json -> {
          json.writeStringField("customerId", made.customer().id());
          json.writeStringField("company", made.customer().company());
          json.writeStringField("secretKey", made.secretKey().reveal());
        });
  }

  private APIGatewayProxyResponseEvent list(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var parameters = Parameters.of(event);
    Parameters.only(PAGES, parameters);
    var limit = Parameters.limit(parameters, MOST);
    var after = parameters.get("after");
    if (after != null && !ID.matcher(after).matches()) {
      throw RefusedException.badRequest(
          "The parameter after must be what the page before told as next.");
    }
    var page = customers.list(limit, after);
    return Responses.json(
        200,
        json -> {
          json.writeArrayFieldStart("customers");
          for (var customer : page.customers()) {
            json.writeStartObject();
            write(customer, json);
            json.writeEndObject();
          }
          json.writeEndArray();
          if (page.next().isPresent()) {
            json.writeStringField("next", page.next().get());
          }
        });
  }

  private APIGatewayProxyResponseEvent show(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    return shown(named(event));
  }

  private APIGatewayProxyResponseEvent suspend(APIGatewayProxyRequestEvent event, boolean isSo)
      throws RefusedException {
    var customer = named(event);
    customers.suspend(customer.id(), isSo);
    return shown(named(event));
  }

  private Customer named(APIGatewayProxyRequestEvent event) throws RefusedException {
    return customers
        .find(OwnApplications.path(event).getOrDefault("customer", ""))
        .orElseThrow(() -> new RefusedException(Problem.notFound()));
  }

  private APIGatewayProxyResponseEvent shown(Customer customer) {
    var applications = new TreeSet<>(registry.applicationsOf(customer.id()));
    return Responses.json(
        200,
        json -> {
          write(customer, json);
          json.writeArrayFieldStart("applications");
          for (var application : applications) {
            json.writeString(application);
          }
          json.writeEndArray();
        });
  }

  private static void write(Customer customer, JsonGenerator json) throws IOException {
    json.writeStringField("customerId", customer.id());
    json.writeStringField("company", customer.company());
    ContactRoutes.writeAll(customer.contacts(), json);
    json.writeBooleanField("suspended", customer.isSuspended());
  }
}
