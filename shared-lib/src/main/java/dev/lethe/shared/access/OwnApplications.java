package dev.lethe.shared.access;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.lethe.shared.api.Headers;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.registry.Application;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/// Finds who asks, and which application of theirs a path names.
public final class OwnApplications {

  private final CustomerAccess access;
  private final Clock clock;

  public OwnApplications(CustomerAccess access, Clock clock) {
    this.access = access;
    this.clock = clock;
  }

  /// The id of the customer who asks.
  public String customer(APIGatewayProxyRequestEvent event) throws RefusedException {
    return access
        .customer(Headers.of(event, "Authorization"))
        .orElseThrow(() -> new RefusedException(Problem.unauthorized()));
  }

  /// What the key that asks is called in records.
  public String asker(APIGatewayProxyRequestEvent event) throws RefusedException {
    return access
        .nameOfKey(Headers.of(event, "Authorization"))
        .orElseThrow(() -> new RefusedException(Problem.unauthorized()));
  }

  /// The application in the path, as `app`, of the customer who asks, if it has not ended.
  public Application named(APIGatewayProxyRequestEvent event) throws RefusedException {
    var application = evenEnded(event);
    if (application.hasEnded(clock.instant())) {
      throw new RefusedException(Problem.terminated());
    }
    return application;
  }

  /// The same, if its events may be exported.
  public Application toExport(APIGatewayProxyRequestEvent event) throws RefusedException {
    var application = evenEnded(event);
    if (!application.mayExport(clock.instant())) {
      throw new RefusedException(Problem.terminated());
    }
    return application;
  }

  /// The same, though it may have ended.
  public Application evenEnded(APIGatewayProxyRequestEvent event) throws RefusedException {
    return access
        .application(customer(event), path(event).get("app"))
        .orElseThrow(() -> new RefusedException(Problem.notFound()));
  }

  /// What the path of a request names.
  public static Map<String, String> path(APIGatewayProxyRequestEvent event) {
    return Objects.requireNonNullElse(event.getPathParameters(), Map.of());
  }
}
