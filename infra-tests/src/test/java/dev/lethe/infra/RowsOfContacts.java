package dev.lethe.infra;

import dev.lethe.control.Contacts;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.registry.Contact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Requests about whom the operator reaches at a customer's, and the answers to them.
final class RowsOfContacts {

  private static final String ALL = "/v1/contacts";
  private static final String ONE = ALL + "/{contact}";
  private static final String FORM = "{\"email\":\"bills@example.com\",\"role\":\"billing\"}";

  private static final String PRIVACY = FORM.replace("billing", "privacy");

  private final Tenant crowded = Tenant.enrol("Contacts GmbH");
  private final String brokenKey;

  RowsOfContacts(String brokenKey) {
    this.brokenKey = brokenKey;
  }

  Stream<Row> all() {
    for (var i = 1; i < Contacts.MOST; i++) {
      Row.asked("POST", ALL, Map.of(), FORM, crowded.secretKey(), 201).send();
    }
    return Stream.concat(ofCustomers(), ofTheOperator());
  }

  private Stream<Row> ofCustomers() {
    var first = Map.of("contact", Contact.FIRST);
    var none = Map.of("contact", "con_none");
    var some = Tenant.enrol("Contacts GmbH").secretKey();
    var broken =
        Stream.of("PATCH", "DELETE")
            .map(method -> Row.asked(method, ONE, first, FORM, brokenKey, 503));
    var answered =
        List.of(
            Row.asked("GET", ALL, Map.of(), "", some, 200),
            Row.asked("DELETE", ONE, first, "", some, 409),
            Row.asked("PATCH", ONE, first, "{\"role\":\"technical\"}", some, 409),
            Row.asked("POST", ALL, Map.of(), PRIVACY, some, 201),
            Row.asked("POST", ALL, Map.of(), "{\"email\":\"jane\"}", some, 400),
            Row.asked("POST", ALL, Map.of(), FORM, crowded.secretKey(), 409),
            Row.asked("PATCH", ONE, first, "{\"role\":\"technical\"}", some, 200),
            Row.asked("PATCH", ONE, first, "{}", some, 400),
            Row.asked("PATCH", ONE, none, FORM, some, 404),
            Row.asked("DELETE", ONE, first, "", some, 200),
            Row.asked("DELETE", ONE, first, "", some, 404),
            Row.asked("GET", ALL, Map.of(), "", brokenKey, 503),
            Row.asked("POST", ALL, Map.of(), FORM, brokenKey, 503));
    return Stream.concat(answered.stream(), broken);
  }

  private Stream<Row> ofTheOperator() {
    var customer = Map.of("customer", Tenant.enrol("Contacts GmbH").customerId());
    var nobody = Map.of("customer", "cus_none");
    var full = Map.of("customer", crowded.customerId());
    var first = with(customer, Contact.FIRST);
    var none = with(customer, "con_none");
    var below = "/v1/customers/{customer}/contacts";
    var one = below + "/{contact}";
    return Stream.of(
        Row.operators("GET", below, customer, "", 200),
        Row.operators("GET", below, nobody, "", 404),
        Row.operators("DELETE", one, first, "", 409),
        Row.operators("PATCH", one, first, "{\"role\":\"technical\"}", 409),
        Row.operators("POST", below, customer, PRIVACY, 201),
        Row.operators("POST", below, customer, "{}", 400),
        Row.operators("POST", below, nobody, FORM, 404),
        Row.operators("POST", below, full, FORM, 409),
        Row.operators("PATCH", one, first, "{\"role\":\"technical\"}", 200),
        Row.operators("PATCH", one, first, "{}", 400),
        Row.operators("PATCH", one, none, FORM, 404),
        Row.operators("DELETE", one, first, "", 200),
        Row.operators("DELETE", one, first, "", 404));
  }

  private static Map<String, String> with(Map<String, String> customer, String contact) {
    var both = new HashMap<>(customer);
    both.put("contact", contact);
    return both;
  }
}
