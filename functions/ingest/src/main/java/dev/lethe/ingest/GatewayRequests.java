package dev.lethe.ingest;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.lethe.ingest.origin.ClientOrigins;
import dev.lethe.ingest.request.Call;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Headers;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads an event of API Gateway's proxy integration (REST API, payload version 1.0). The client's
/// address goes no further than this.
final class GatewayRequests {

  /// The path parameter of `/v1/{call+}` in template.yaml.
  private static final String CALL = "call";

  /// The path parameter of `/v1/projects/{writeKey}/settings`.
  private static final String WRITE_KEY = "writeKey";

  private final ClientOrigins origins;
  private final Clock clock;

  GatewayRequests(ClientOrigins origins, Clock clock) {
    this.origins = origins;
    this.clock = clock;
  }

  /// The request; nothing if its path is no call.
  Optional<SdkRequest> read(APIGatewayProxyRequestEvent event) {
    return Optional.ofNullable(event.getPathParameters())
        .map(parameters -> parameters.get(CALL))
        .flatMap(Call::at)
        .map(call ->
            new SdkRequest(
                call,
                key(event),
                Bytes.copyOf(Bodies.of(event)),
                origins.of(event),
                clock.instant()));
  }

  /// The key that a request for settings names in its path; nothing if it is no such request.
  static Optional<ApiKey> settingsKey(APIGatewayProxyRequestEvent event) {
    return Optional.ofNullable(event.getPathParameters())
        .map(parameters -> parameters.get(WRITE_KEY))
        .map(ApiKey::shown);
  }

  private static @Nullable ApiKey key(APIGatewayProxyRequestEvent event) {
    return WriteKeyHeader.parse(Headers.of(event, "Authorization")).orElse(null);
  }

  /// The time at which requests are received.
  Instant now() {
    return clock.instant();
  }
}
