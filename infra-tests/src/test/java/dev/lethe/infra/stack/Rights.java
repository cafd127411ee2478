package dev.lethe.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.api.GatewayEvents;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// What a customer asks for its subjects, as OpenDSR says it.
public record Rights(Tenant tenant) {

  public static final String REQUESTS = "/v2/requests";
  private static final String TIME = "2026-01-01T12:00:00Z";

  /// Lets requests of its application wait for some days.
  public Rights waiting(int days) {
    var answer =
        Api.patch(
            "/v1/apps/" + tenant.appId(),
            ("{\"graceDays\":" + days + "}").getBytes(StandardCharsets.UTF_8),
            GatewayEvents.bearer(tenant.secretKey()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return this;
  }

  /// The body of a request about a user.
  public static String body(UUID id, String type, String user) {
    return """
    {"subject_request_id":"%s","subject_request_type":"%s","submitted_time":"%s",
    "subject_identities":[{"identity_type":"controller_customer_id","identity_value":"%s","identity_format":"raw"}]}
    """
        .formatted(id, type, TIME, user);
  }

  public Answer ask(String body) {
    return Api.post(
        REQUESTS, body.getBytes(StandardCharsets.UTF_8), GatewayEvents.bearer(tenant.secretKey()));
  }

  /// Asks for something that is taken.
  public UUID taken(String type, String user) {
    var id = UUID.randomUUID();
    var answer = ask(body(id, type, user));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return id;
  }

  public Answer get(UUID id, String below) {
    return Api.get(REQUESTS + '/' + id + below, GatewayEvents.bearer(tenant.secretKey()));
  }

  public Answer cancel(UUID id) {
    return Api.delete(REQUESTS + '/' + id, GatewayEvents.bearer(tenant.secretKey()));
  }

  public String status(UUID id) {
    return get(id, "").json().path("request_status").asText();
  }
}
