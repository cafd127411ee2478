package dev.lethe.infra;

import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.LimitedKeys;
import dev.lethe.infra.stack.SignedBy;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A request, and the status that it gets.
///
/// @param path as `docs/openapi.yaml` has it, perhaps with a query
/// @param parameters what stands in the path for its parameters
record Row(
    String method,
    String path,
    Map<String, String> parameters,
    String body,
    Map<String, String> headers,
    int status) {

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

  /// A request of who holds a secret key.
  static Row asked(
      String method,
      String path,
      Map<String, String> parameters,
      String body,
      String secretKey,
      int status) {
    return new Row(method, path, parameters, body, GatewayEvents.bearer(secretKey), status);
  }

  /// A request of somebody of the operator's.
  static Row operators(
      String method, String path, Map<String, String> parameters, String body, int status) {
    return new Row(method, path, parameters, body, SignedBy.key("alice"), status);
  }

  /// What is refused before anything is looked for, whatever is asked: no key, none of ours, a
  /// write key, a key without the scope, and one that is used too often.
  static Stream<Row> unauthorised(String operation, Tenant tenant) {
    var method = operation.substring(0, operation.indexOf(' '));
    var path = operation.substring(method.length() + 1);
    var parameters = new HashMap<String, String>();
    PARAMETER.matcher(path).results().forEach(name -> parameters.put(name.group(1), "x"));
    return Stream.concat(
        Stream.of(new Row(method, path, parameters, "", Map.of(), 401)),
        Map.of(
                "lethe_sk_unknown",
                401,
                tenant.writeKey(),
                401,
                LimitedKeys.withoutScope(tenant),
                403,
                LimitedKeys.usedUp(tenant),
                429)
            .entrySet()
            .stream()
            .map(key -> asked(method, path, parameters, "", key.getKey(), key.getValue())));
  }

  /// What is refused or fails below an application, whatever is asked of it.
  ///
  /// @param tenant who asks
  /// @param other whose application is nobody's to the tenant
  /// @param broken the tenant's application that lacks all but its owner
  static Stream<Row> refused(
      String method,
      String path,
      Map<String, String> parameters,
      String body,
      Tenant tenant,
      Tenant other,
      String broken) {
    return Stream.of(
        asked(method, path, below(tenant.appId(), parameters), body, tenant.writeKey(), 401),
        asked(method, path, below(other.appId(), parameters), body, tenant.secretKey(), 404),
        asked(method, path, below(broken, parameters), body, tenant.secretKey(), 503));
  }

  private static Map<String, String> below(String app, Map<String, String> parameters) {
    var all = new HashMap<>(parameters);
    all.put("app", app);
    return all;
  }

  /// The answer as the contract names it: `POST /v1/track 200`.
  String answer() {
    return method + " " + path.split("\\?", 2)[0] + " " + status;
  }

  Answer send() {
    var filled = path;
    for (var parameter : parameters.entrySet()) {
      filled = filled.replace("{" + parameter.getKey() + "}", parameter.getValue());
    }
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return switch (method) {
      case "GET" -> Api.get(filled, headers);
      case "POST" -> Api.post(filled, bytes, headers);
      case "PUT" -> Api.put(filled, bytes, headers);
      case "PATCH" -> Api.patch(filled, bytes, headers);
      case "DELETE" -> Api.delete(filled, headers);
      default -> throw new IllegalArgumentException("The tests send no " + method + ".");
    };
  }

  /// Without the keys in it.
  @Override
  public String toString() {
    return answer() + " " + parameters.keySet();
  }
}
