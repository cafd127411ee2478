package dev.lethe.shared.access;

import static java.util.Map.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What each route of the API needs, all in one place. The template, the OpenAPI document and this
/// say the same, or a test fails.
public final class Routes {

  /// Methods and paths as API Gateway names them, by what they need.
  private static final Map<Need, List<String>> BY_NEED =
      Map.ofEntries(
          entry(
              Need.NOTHING,
              List.of("GET /v1/discovery", "GET /v2/discovery", "GET /v2/certificate.pem")),
          entry(
              Need.WRITE_KEY,
              List.of(
                  "POST /v1/{call+}",
                  "GET /v1/projects/{writeKey}/settings",
                  "POST /v1/screenshots",
                  "POST /v1/screenshots/{id}/complete")),
          entry(
              Need.OPERATOR,
              List.of(
                  "POST /v1/customers",
                  "GET /v1/customers",
                  "GET /v1/customers/{customer}",
                  "PUT /v1/customers/{customer}/suspension",
                  "DELETE /v1/customers/{customer}/suspension",
                  "GET /v1/customers/{customer}/keys",
                  "POST /v1/customers/{customer}/keys",
                  "POST /v1/customers/{customer}/keys/{key}/rotation",
                  "DELETE /v1/customers/{customer}/keys/{key}",
                  "GET /v1/customers/{customer}/contacts",
                  "POST /v1/customers/{customer}/contacts",
                  "PATCH /v1/customers/{customer}/contacts/{contact}",
                  "DELETE /v1/customers/{customer}/contacts/{contact}",
                  "GET /v1/customers/{customer}/disclosures",
                  "POST /v1/customers/{customer}/apps/{app}/reads",
                  "GET /v1/customers/{customer}/apps/{app}/reads/{read}",
                  "GET /v1/operator/sub-processors",
                  "POST /v1/operator/sub-processors",
                  "DELETE /v1/operator/sub-processors/{subProcessor}",
                  "POST /v1/customers/{customer}/termination",
                  "GET /v1/customers/{customer}/termination",
                  "DELETE /v1/customers/{customer}/termination",
                  "GET /v1/customers/{customer}/termination/receipt")),
          entry(
              Need.READ,
              List.of(
                  "GET /v1/sub-processors",
                  "GET /v1/apps",
                  "GET /v1/apps/{app}",
                  "GET /v1/apps/{app}/insights",
                  "GET /v1/apps/{app}/insights/{metric}",
                  "GET /v1/apps/{app}/usage")),
          entry(
              Need.RIGHTS,
              List.of(
                  "GET /v1/disclosures",
                  "POST /v1/apps/{app}/exports",
                  "GET /v1/apps/{app}/exports",
                  "GET /v1/apps/{app}/exports/{export}",
                  "POST /v1/apps/{app}/audits",
                  "GET /v1/apps/{app}/audits",
                  "GET /v1/apps/{app}/audits/{audit}",
                  "POST /v2/requests",
                  "GET /v2/requests/{id}",
                  "DELETE /v2/requests/{id}",
                  "GET /v2/requests/{id}/results",
                  "GET /v2/requests/{id}/receipt",
                  "POST /v1/opengdpr_requests",
                  "GET /v1/opengdpr_requests/{id}",
                  "DELETE /v1/opengdpr_requests/{id}",
                  "GET /v1/opengdpr_requests/{id}/results",
                  "GET /v1/opengdpr_requests/{id}/receipt")),
          entry(
              Need.MANAGE,
              List.of(
                  "POST /v1/apps",
                  "GET /v1/apps/{app}/features",
                  "PUT /v1/apps/{app}/features/{feature}",
                  "DELETE /v1/apps/{app}/features/{feature}",
                  "PATCH /v1/apps/{app}",
                  "GET /v1/apps/{app}/keys",
                  "POST /v1/apps/{app}/keys",
                  "POST /v1/apps/{app}/keys/{key}/rotation",
                  "DELETE /v1/apps/{app}/keys/{key}",
                  "GET /v1/contacts",
                  "POST /v1/contacts",
                  "PATCH /v1/contacts/{contact}",
                  "DELETE /v1/contacts/{contact}",
                  "GET /v1/keys",
                  "POST /v1/keys",
                  "POST /v1/keys/{key}/rotation",
                  "DELETE /v1/keys/{key}",
                  "POST /v1/apps/{app}/encryption-keys",
                  "POST /v1/apps/{app}/termination",
                  "GET /v1/apps/{app}/termination",
                  "DELETE /v1/apps/{app}/termination",
                  "POST /v1/apps/{app}/termination/collection",
                  "GET /v1/apps/{app}/termination/receipt")));

  private static final Map<String, Need> ROUTES =
      BY_NEED.entrySet().stream()
          .flatMap(one -> one.getValue().stream().map(route -> entry(route, one.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Routes() {}

  /// What a route needs. Who asks for one that is not here is let in by nothing.
  ///
  /// @param route method and path, as API Gateway names them: `GET /v1/apps/{app}/insights`
  /// @throws IllegalArgumentException if there is no such route
  public static Need need(String route) {
    var need = ROUTES.get(route);
    if (need == null) {
      throw new IllegalArgumentException("Nobody has said what is needed for " + route + ".");
    }
    return need;
  }

  /// The route that a request came by.
  public static String of(APIGatewayProxyRequestEvent event) {
    return event.getHttpMethod() + " " + event.getResource();
  }

  /// All there are, with what they need.
  public static Map<String, Need> all() {
    return ROUTES;
  }
}
