package dev.lethe.ingest.origin;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.lethe.shared.api.Headers;
import org.jspecify.annotations.Nullable;

/// Tells where a request came from. The edge's word is taken if the request shows the origin
/// secret, and then no other; without the secret all such headers are anybody's, and API Gateway's
/// word is taken.
public final class ClientOrigins {

  /// The header in which the edge shows the secret.
  static final String SECRET_HEADER = "X-Origin-Secret";

  private final EdgeMode edge;
  private final OriginSecret secret;
  private final Origins origins;

  public ClientOrigins(EdgeMode edge, OriginSecret secret, Origins origins) {
    this.edge = edge;
    this.secret = secret;
    this.origins = origins;
  }

  /// Where a request came from; nothing if that is not told, or does not parse.
  public @Nullable Origin of(APIGatewayProxyRequestEvent event) {
    if (!cameThroughTheEdge(event)) {
      return ofGateway(event);
    }
    var address = header(event, edge.addressHeader());
    return address == null
        ? null
        : origins.of(edge.addressIn(address), header(event, edge.countryHeader()));
  }

  private boolean cameThroughTheEdge(APIGatewayProxyRequestEvent event) {
    if (edge == EdgeMode.NONE) {
      return false;
    }
    var shown = Headers.of(event, SECRET_HEADER);
    return shown != null && secret.matches(shown);
  }

  private @Nullable Origin ofGateway(APIGatewayProxyRequestEvent event) {
    var context = event.getRequestContext();
    var address =
        context == null || context.getIdentity() == null
            ? null
            : context.getIdentity().getSourceIp();
    return address == null ? null : origins.of(address);
  }

  private static @Nullable String header(APIGatewayProxyRequestEvent event, @Nullable String name) {
    return name == null ? null : Headers.of(event, name);
  }
}
