package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.control.Terminating.Outcome;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.termination.Measurements;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Terminations;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The end of a customer, for the operator alone: asked for, shown and cancelled with those of all
/// its applications, and its receipt.
final class CustomerTerminationRoutes {

  private final Customers customers;
  private final Registry registry;
  private final Terminations terminations;
  private final Terminating terminating;
  private final Terminating applications;
  private final Measurements measurements;

  /// @param applications ends applications
  CustomerTerminationRoutes(Ports ports, Terminating applications, Clock clock) {
    this.customers = ports.customers();
    this.registry = ports.registry();
    this.terminations = ports.ends().terminations();
    this.terminating = new Terminating(terminations, ports.ends().ofCustomers(), clock);
    this.applications = applications;
    this.measurements = ports.ends().measurements();
  }

  Map<String, Route> routes() {
    return Map.of(
        "POST /v1/customers/{customer}/termination", this::ask,
        "GET /v1/customers/{customer}/termination", this::show,
        "DELETE /v1/customers/{customer}/termination", this::cancel,
        "GET /v1/customers/{customer}/termination/receipt", this::receipt);
  }

  /// First the customer's: whoever is killed then leaves work that ends the applications that have
  /// no termination by the end of the grace period.
  private APIGatewayProxyResponseEvent ask(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var customer =
        customers.find(id(event)).orElseThrow(() -> new RefusedException(Problem.notFound()));
    var form = Form.read(Bodies.of(event), Set.of("reason", "confirm"), Set.of("graceDays"));
    var reason = TerminationRoutes.reason(form);
    var grace = TerminationRoutes.grace(form);
    if (!form.text("confirm").equals(customer.company())) {
      throw RefusedException.badRequest("The field confirm must be the name of the company.");
    }
    var outcome =
        terminating.ask(customer.id(), customer.id(), reason, grace, Termination.OPERATOR);
    if (outcome instanceof Outcome.Stands) {
      for (var app : registry.applicationsOf(customer.id())) {
        applications.ask(customer.id(), app, reason, grace, Termination.OPERATOR);
      }
      if (isCancelled(customer.id())) {
        return told(202, customer.id(), new Outcome.NotNow("It was cancelled meanwhile."));
      }
    }
    return told(202, customer.id(), outcome);
  }

  private boolean isCancelled(String customer) {
    return terminations
        .find(customer, customer)
        .filter(one -> one.status() == Termination.Status.CANCELLED)
        .isPresent();
  }

  private APIGatewayProxyResponseEvent show(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var found = found(event);
    return told(200, found.customer(), new Outcome.Stands(found));
  }

  /// First the customer's: who is killed then is asked again, and goes on.
  private APIGatewayProxyResponseEvent cancel(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var found = found(event);
    var outcome = terminating.cancel(found, Termination.OPERATOR);
    if (outcome instanceof Outcome.Stands) {
      ofApplications(found.customer()).stream()
          .filter(one -> one.by().equals(Termination.OPERATOR))
          .forEach(one -> applications.cancel(one, Termination.OPERATOR));
    }
    return told(200, found.customer(), outcome);
  }

  private APIGatewayProxyResponseEvent receipt(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var receipt = found(event).receipt();
    return receipt == null
        ? Responses.problem(Problem.notFound())
        : Responses.of(200, new Responses.Content("application/json", receipt));
  }

  private static String id(APIGatewayProxyRequestEvent event) {
    return OwnApplications.path(event).getOrDefault("customer", "");
  }

  private Termination found(APIGatewayProxyRequestEvent event) throws RefusedException {
    var customer = id(event);
    return terminations
        .find(customer, customer)
        .orElseThrow(() -> new RefusedException(Problem.notFound()));
  }

  private List<Termination> ofApplications(String customer) {
    return terminations.of(customer).stream()
        .filter(one -> !one.isOfCustomer())
        .sorted(Comparator.comparing(Termination::app))
        .toList();
  }

  private APIGatewayProxyResponseEvent told(int status, String customer, Outcome outcome) {
    return switch (outcome) {
      case Outcome.NotNow(var why) -> Responses.problem(Problem.conflict(why));
      case Outcome.Stands(var termination) ->
          Responses.json(
              status,
              json -> {
                TerminationText.write(termination, measurements.of(customer, customer), json);
                json.writeArrayFieldStart("applications");
                for (var one : ofApplications(customer)) {
                  write(one, json);
                }
                json.writeEndArray();
              });
    };
  }

  private static void write(Termination application, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("app", application.app());
    json.writeStringField("status", application.status().wireName());
    json.writeStringField("ends", application.ends().toString());
    json.writeBooleanField("hasReceipt", application.receipt() != null);
    json.writeEndObject();
  }
}
