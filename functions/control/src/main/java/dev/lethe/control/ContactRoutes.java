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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A customer's contacts: shown, named, corrected and deleted, by itself, or by the operator, whom
/// they may ask themselves.
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
    var all = new HashMap<String, Route>();
    all.putAll(below("/v1/contacts", event -> applications.caller(event).customer()));
    all.putAll(below("/v1/customers/{customer}/contacts", this::named));
    return all;
  }

  private Map<String, Route> below(String path, Owners owners) {
    return Map.of(
        "GET " + path, event -> shown(owners.of(event)),
        "POST " + path, event -> add(owners.of(event), event),
        "PATCH " + path + "/{contact}", event -> correct(owners.of(event), event),
        "DELETE " + path + "/{contact}", event -> delete(owners.of(event), event));
  }

  /// Finds the customer whose contacts a request is about.
  @FunctionalInterface
  private interface Owners {
    String of(APIGatewayProxyRequestEvent event) throws RefusedException;
  }

  /// The customer that the operator names.
  private String named(APIGatewayProxyRequestEvent event) throws RefusedException {
    return customers
        .find(OwnApplications.path(event).getOrDefault("customer", ""))
        .orElseThrow(ContactRoutes::notFound)
        .id();
  }

  private APIGatewayProxyResponseEvent shown(String customer) {
    var found = contactsOf(customer);
    return Responses.json(200, json -> writeAll(found, json));
  }

  private APIGatewayProxyResponseEvent add(String customer, APIGatewayProxyRequestEvent event)
      throws RefusedException {
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

  private APIGatewayProxyResponseEvent correct(String customer, APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var id = contact(event);
    find(customer, id);
    var form = Form.read(Bodies.of(event), Set.of(), Set.of(EMAIL, ROLE));
    if (form.isEmpty()) {
      throw RefusedException.badRequest("Send a JSON object with email, role, or both.");
    }
    var correction =
        new Contacts.Correction(
            form.find(EMAIL).isEmpty() ? null : form.email(EMAIL),
            form.find(ROLE).isEmpty() ? null : role(form));
    done(contacts.correct(customer, id, correction, clock.instant()));
    var after = find(customer, id);
    return Responses.json(200, json -> write(after, json));
  }

  private APIGatewayProxyResponseEvent delete(String customer, APIGatewayProxyRequestEvent event)
      throws RefusedException {
    done(contacts.delete(customer, contact(event), clock.instant()));
    return shown(customer);
  }

  private static void done(Contacts.Outcome outcome) throws RefusedException {
    switch (outcome) {
      case DONE -> {}
      case NOBODY -> throw notFound();
      case LAST ->
          throw new RefusedException(
              Problem.conflict(
                  "This is the last contact for privacy, and somebody must hear of what concerns it. Name another first, or correct its address."));
    }
  }

  private List<Contact> contactsOf(String customer) {
    return customers.find(customer).map(Customer::contacts).orElse(List.of());
  }

  private static String contact(APIGatewayProxyRequestEvent event) {
    return OwnApplications.path(event).getOrDefault("contact", "");
  }

  private Contact find(String customer, String id) throws RefusedException {
    return contactsOf(customer).stream()
        .filter(contact -> contact.id().equals(id))
        .findFirst()
        .orElseThrow(ContactRoutes::notFound);
  }

  private static RefusedException notFound() {
    return new RefusedException(Problem.notFound());
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
