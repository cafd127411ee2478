package dev.lethe.shared.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events of API Gateway for tests: with a body in base64, as every body comes.
public final class GatewayEvents {

  public static final String CLIENT = "203.0.113.77";

  private GatewayEvents() {}

  public static APIGatewayProxyRequestEvent of(String method, String resource, byte[] body) {
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod(method)
        .withResource(resource)
        .withHeaders(Map.of())
        .withPathParameters(Map.of())
        .withRequestContext(
            new ProxyRequestContext().withIdentity(new RequestIdentity().withSourceIp(CLIENT)))
        .withIsBase64Encoded(true)
        .withBody(Base64.getEncoder().encodeToString(body));
  }

  public static APIGatewayProxyRequestEvent of(String method, String resource, String body) {
    return of(method, resource, body.getBytes(StandardCharsets.UTF_8));
  }

  /// Somebody of the operator's.
  public static final String OPERATOR = "arn:aws:iam::000000000000:user/alice";

  /// The event as API Gateway hands it on from whoever has signed it with AWS credentials.
  ///
  /// @param arn of whoever did; nothing if nobody did
  public static APIGatewayProxyRequestEvent signed(
      APIGatewayProxyRequestEvent event, @Nullable String arn) {
    var identity = new RequestIdentity().withSourceIp(CLIENT).withUserArn(arn);
    event.getRequestContext().setIdentity(identity);
    return event;
  }

  public static Map<String, String> bearer(String key) {
    return Map.of("authorization", "Bearer " + key);
  }

  public static Map<String, String> basic(String key) {
    var credentials = (key + ":").getBytes(StandardCharsets.UTF_8);
    return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }
}
