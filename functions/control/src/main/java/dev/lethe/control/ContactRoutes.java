package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.registry.Contact;
import dev.lethe.shared.registry.Customer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A customer's own contacts: shown, named, corrected and deleted.
final class ContactRoutes {

  private static final String EMAIL = "email";
  private static final String ROLE = "role";

  private final OwnApplications applications;
  private final Customers customers;
  private final Contacts contacts;
  private final RandomGenerator random;
  private final Clock clock;

  /// @param random must be cryptographically strong
  ContactRoutes(Ports ports, RandomGenerator random, Clock clock) {
    this.applications = ports.applications();
    this.customers = ports.customers();
    this.contacts = ports.contacts();
    this.random = random;
    this.clock = clock;
  }

  Map<String, Route> routes() {
    return Map.of(
        "GET /v1/contacts", this::list,
        "POST /v1/contacts", this::add,
        "PATCH /v1/contacts/{contact}", this::correct,
        "DELETE /v1/contacts/{contact}", this::delete);
  }

  private APIGatewayProxyResponseEvent list(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var found = contactsOf(applications.caller(event).customer());
    return Responses.json(200, json -> writeAll(found, json));
  }

  private APIGatewayProxyResponseEvent add(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var customer = applications.caller(event).customer();
    var form = Form.read(Bodies.of(event), Set.of(EMAIL, ROLE));
    var contact = new Contact(Ids.next("con_", random), form.email(EMAIL), role(form));
    if (!contacts.add(customer, contact)) {
      throw new RefusedException(
          Problem.conflict(
              "There are %d contacts, and no more can be. Delete one first."
                  .formatted(Contacts.MOST)));
    }
    return Responses.json(201, json -> write(contact, json));
  }

  /// What is not told stays as it is.
  private APIGatewayProxyResponseEvent correct(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var customer = applications.caller(event).customer();
    var before = named(customer, event);
    var form = Form.read(Bodies.of(event), Set.of(), Set.of(EMAIL, ROLE));
    if (form.isEmpty()) {
      throw RefusedException.badRequest("Send a JSON object with email, role, or both.");
    }
    var after =
        new Contact(
            before.id(),
            form.find(EMAIL).isEmpty() ? before.email() : form.email(EMAIL),
            form.find(ROLE).isEmpty() ? before.role() : role(form));
    if (!contacts.correct(customer, after, clock.instant())) {
      throw new RefusedException(Problem.notFound());
    }
    return Responses.json(200, json -> write(after, json));
  }

  private APIGatewayProxyResponseEvent delete(APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var customer = applications.caller(event).customer();
    var contact = named(customer, event);
    if (!contacts.delete(customer, contact.id(), clock.instant())) {
      throw new RefusedException(
          Problem.conflict(
              "This is the last contact, and you must be reachable. Name another first, or correct it."));
    }
    return list(event);
  }

  private List<Contact> contactsOf(String customer) {
    return customers.find(customer).map(Customer::contacts).orElse(List.of());
  }

  private Contact named(String customer, APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var id = OwnApplications.path(event).getOrDefault("contact", "");
    return contactsOf(customer).stream()
        .filter(contact -> contact.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new RefusedException(Problem.notFound()));
  }

  private static Contact.Role role(Form form) throws RefusedException {
    return form.named(Contact.Role.class, ROLE);
  }

  /// Writes the field `contacts`.
  static void writeAll(List<Contact> all, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("contacts");
    for (var contact : all) {
      json.writeStartObject();
      write(contact, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(Contact contact, JsonGenerator json) throws IOException {
    json.writeStringField("id", contact.id());
    json.writeStringField(EMAIL, contact.email());
    json.writeStringField(ROLE, contact.role().wireName());
  }
}
