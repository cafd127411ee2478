package dev.lethe.infra;

import dev.lethe.control.Contacts;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.registry.Contact;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Requests about whom the operator reaches at a customer's, and the answers to them.
final class RowsOfContacts {

  private static final String ALL = "/v1/contacts";
  private static final String ONE = ALL + "/{contact}";
  private static final String FORM = "{\"email\":\"bills@example.com\",\"role\":\"billing\"}";

  private final String some = Tenant.enrol("Contacts GmbH").secretKey();
  private final String crowded = Tenant.enrol("Contacts GmbH").secretKey();
  private final String brokenKey;

  RowsOfContacts(String brokenKey) {
    this.brokenKey = brokenKey;
  }

  Stream<Row> all() {
    for (var i = 1; i < Contacts.MOST; i++) {
      Row.asked("POST", ALL, Map.of(), FORM, crowded, 201).send();
    }
    var first = Map.of("contact", Contact.FIRST);
    var none = Map.of("contact", "con_none");
    var broken =
        Stream.of("PATCH", "DELETE")
            .map(method -> Row.asked(method, ONE, first, FORM, brokenKey, 503));
    var answered =
        List.of(
            Row.asked("GET", ALL, Map.of(), "", some, 200),
            Row.asked("DELETE", ONE, first, "", some, 409),
            Row.asked("POST", ALL, Map.of(), FORM, some, 201),
            Row.asked("POST", ALL, Map.of(), "{\"email\":\"jane\"}", some, 400),
            Row.asked("POST", ALL, Map.of(), FORM, crowded, 409),
            Row.asked("PATCH", ONE, first, "{\"role\":\"technical\"}", some, 200),
            Row.asked("PATCH", ONE, first, "{}", some, 400),
            Row.asked("PATCH", ONE, none, FORM, some, 404),
            Row.asked("DELETE", ONE, first, "", some, 200),
            Row.asked("DELETE", ONE, first, "", some, 404),
            Row.asked("GET", ALL, Map.of(), "", brokenKey, 503),
            Row.asked("POST", ALL, Map.of(), FORM, brokenKey, 503));
    return Stream.concat(answered.stream(), broken);
  }
}
