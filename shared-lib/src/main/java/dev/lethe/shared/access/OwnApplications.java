package dev.lethe.shared.access;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.lethe.shared.access.CustomerAccess.Caller;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Scope;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Finds who asks, and which application of theirs a path names.
public final class OwnApplications {

  /// Longer than each id that we give, in characters.
  private static final int LONGEST_NAME = 100;

  private final CustomerAccess access;
  private final Clock clock;

  public OwnApplications(CustomerAccess access, Clock clock) {
    this.access = access;
    this.clock = clock;
  }

  /// Who asks.
  public Caller caller(APIGatewayProxyRequestEvent event) throws RefusedException {
    return access.caller(event);
  }

  /// An application, and who asks about it.
  public record Asked(Application application, Caller caller) {}

  /// The application in the path, as `app`, of the customer who asks, if it has not ended. Of one
  /// that is suspended no statistics are read; what protects people goes on.
  public Asked named(APIGatewayProxyRequestEvent event) throws RefusedException {
    var asked = evenEnded(event);
    if (asked.application().hasEnded(clock.instant())) {
      throw new RefusedException(Problem.terminated());
    }
    if (asked.application().isSuspended() && asked.caller().scope() == Scope.READ) {
      throw new RefusedException(Problem.suspended());
    }
    return asked;
  }

  /// The same, if its events may be exported.
  public Asked toExport(APIGatewayProxyRequestEvent event) throws RefusedException {
    var asked = evenEnded(event);
    if (!asked.application().mayExport(clock.instant())) {
      throw new RefusedException(Problem.terminated());
    }
    return asked;
  }

  /// The same, though it may have ended.
  public Asked evenEnded(APIGatewayProxyRequestEvent event) throws RefusedException {
    var caller = caller(event);
    var application =
        access
            .application(caller.customer(), path(event).get("app"))
            .orElseThrow(() -> new RefusedException(Problem.notFound()));
    return new Asked(application, caller);
  }

  /// What the path of a request names. A name that is longer than each of ours is nobody's, and
  /// empty here: stores refuse such keys.
  public static Map<String, String> path(APIGatewayProxyRequestEvent event) {
    var path = new HashMap<>(Objects.requireNonNullElse(event.getPathParameters(), Map.of()));
    path.replaceAll((parameter, name) -> name.length() > LONGEST_NAME ? "" : name);
    return path;
  }
}
