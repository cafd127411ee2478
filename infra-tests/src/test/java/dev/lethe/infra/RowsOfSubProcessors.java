package dev.lethe.infra;

import dev.lethe.infra.stack.Tenant;
import java.util.Map;
import java.util.stream.Stream;

/// Requests about the register of sub-processors, and the answers to them. It is full at no time
/// here: it is one for all.
final class RowsOfSubProcessors {

  private static final String REGISTER = "/v1/operator/sub-processors";
  private static final String ONE = REGISTER + "/{subProcessor}";
  private static final String FORM =
      "{\"name\":\"Mail Inc.\",\"country\":\"US\",\"purpose\":\"sends mail\",\"safeguard\":\"adequacy_decision\"}";

  private final Tenant tenant;
  private final String brokenKey;

  RowsOfSubProcessors(Tenant tenant, String brokenKey) {
    this.tenant = tenant;
    this.brokenKey = brokenKey;
  }

  Stream<Row> all() {
    var made = Row.operators("POST", REGISTER, Map.of(), FORM, 201).send().json();
    var entered = Map.of("subProcessor", made.path("id").asText());
    return Stream.of(
        Row.asked("GET", "/v1/sub-processors", Map.of(), "", tenant.secretKey(), 200),
        Row.asked("GET", "/v1/sub-processors", Map.of(), "", brokenKey, 503),
        Row.operators("GET", REGISTER, Map.of(), "", 200),
        Row.operators("POST", REGISTER, Map.of(), FORM, 201),
        Row.operators("POST", REGISTER, Map.of(), "{}", 400),
        Row.operators("DELETE", ONE + "?until=soon", entered, "", 400),
        Row.operators("DELETE", ONE, Map.of("subProcessor", "sub_none"), "", 404),
        Row.operators("DELETE", ONE + "?until=2098-01-01", entered, "", 200),
        Row.operators("DELETE", ONE + "?until=2099-01-01", entered, "", 409),
        Row.operators("DELETE", ONE, entered, "", 200),
        Row.operators("DELETE", ONE, entered, "", 409));
  }
}
