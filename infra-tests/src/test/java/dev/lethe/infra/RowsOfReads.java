package dev.lethe.infra;

import dev.lethe.infra.stack.SignedBy;
import dev.lethe.infra.stack.Tenant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Requests about the operator's reads, and the answers to them.
final class RowsOfReads {

  static final String READS = "/v1/customers/{customer}/apps/{app}/reads";

  /// What is documented and does not happen here: it reads nothing that could be broken.
  static final Set<String> NOT_HERE = Set.of("GET " + READS + "/{read} 503");

  private static final Map<String, String> SIGNED = SignedBy.key("alice");

  private final Tenant tenant;
  private final Tenant ended;
  private final String brokenApp;

  RowsOfReads(Tenant tenant, Tenant ended, String brokenApp) {
    this.tenant = tenant;
    this.ended = ended;
    this.brokenApp = brokenApp;
  }

  /// A body that names a user.
  static String body(String user) {
    return """
    {"subject_identities":[{"identity_type":"controller_customer_id","identity_value":"%s","identity_format":"raw"}],
    "recipient":"public_authority","ground":"legal_obligation","reference":"CASE-17"}
    """
        .formatted(user);
  }

  Stream<Row> all() {
    var body = body("u-" + UUID.randomUUID());
    var begun = begun(of(tenant), body, 201);
    var read = begun.send().json().path("id").asText();
    return Stream.of(
        begun,
        begun(of(tenant), "{}", 400),
        begun(Map.of("customer", tenant.customerId(), "app", ended.appId()), body, 404),
        begun(of(ended), body, 410),
        begun(Map.of("customer", tenant.customerId(), "app", brokenApp), body, 503),
        new Row("POST", READS, of(tenant), body, Map.of(), 404),
        shown(read, SIGNED, 200),
        shown(read, SignedBy.key("bob"), 404),
        shown(read, Map.of(), 404),
        shown(UUID.randomUUID().toString(), SIGNED, 404));
  }

  private static Map<String, String> of(Tenant one) {
    return Map.of("customer", one.customerId(), "app", one.appId());
  }

  private static Row begun(Map<String, String> whose, String body, int status) {
    return new Row("POST", READS, whose, body, SIGNED, status);
  }

  private Row shown(String read, Map<String, String> headers, int status) {
    return new Row(
        "GET",
        READS + "/{read}",
        Map.of("customer", tenant.customerId(), "app", tenant.appId(), "read", read),
        "",
        headers,
        status);
  }
}
