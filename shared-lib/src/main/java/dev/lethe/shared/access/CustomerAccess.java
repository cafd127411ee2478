package dev.lethe.shared.access;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.lethe.shared.api.Headers;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.KeyUses;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what a customer's secret key opens. Without one that counts everybody is refused alike;
/// then by how often the key was used; then by its scopes, before anything is looked for. An
/// application of another customer and one that does not exist are the same to whoever asks.
public final class CustomerAccess {

  private static final String SCHEME = "Bearer ";

  private final Registry registry;
  private final KeyUses uses;
  private final int callsPerMinute;
  private final Clock clock;

  /// @param callsPerMinute how often a key is used in a minute at most
  public CustomerAccess(Registry registry, KeyUses uses, int callsPerMinute, Clock clock) {
    this.registry = registry;
    this.uses = uses;
    this.callsPerMinute = callsPerMinute;
    this.clock = clock;
  }

  /// Who calls, by a key that may do what the route needs.
  ///
  /// @param customer the customer's id
  /// @param key what the key is called in lists and records
  /// @param scopes all that the key may do
  /// @param scope what it was let in for
  public record Caller(String customer, String key, Set<Scope> scopes, Scope scope) {
    public Caller {
      scopes = Set.copyOf(scopes);
    }
  }

  /// Whoever calls.
  public Caller caller(APIGatewayProxyRequestEvent event) throws RefusedException {
    var scope =
        Routes.need(Routes.of(event))
            .scope()
            .orElseThrow(() -> new RefusedException(Problem.unauthorized()));
    var now = clock.instant();
    var key =
        shown(Headers.of(event, "Authorization"))
            .flatMap(registry::find)
            .filter(one -> !one.hasExpired(now))
            .orElseThrow(() -> new RefusedException(Problem.unauthorized()));
    if (!(key.grant() instanceof Grant.Secret(var customer, var scopes))) {
      throw new RefusedException(Problem.unauthorized());
    }
    throttle(key, now);
    if (!scopes.contains(scope)) {
      throw new RefusedException(Problem.outOfScope(scope.wireName()));
    }
    return new Caller(customer, key.id(), scopes, scope);
  }

  private void throttle(IssuedKey key, Instant now) throws RefusedException {
    if (uses.count(key, now) > callsPerMinute) {
      var next = now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
      throw new RefusedException(
          Problem.tooMany(
              "A key is used %,d times in a minute at most. Wait for the next one."
                  .formatted(callsPerMinute),
              // Whole seconds, and never none: the last of them has begun.
              Duration.ofSeconds(Duration.between(now, next).plusMillis(999).toSeconds())));
    }
  }

  private static Optional<ApiKey> shown(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(ApiKey.shown(authorization.substring(SCHEME.length()).strip()))
        : Optional.empty();
  }

  /// The application of this id, if it is the customer's.
  public Optional<Application> application(String customer, @Nullable String id) {
    return id == null ? Optional.empty() : registry.application(customer, id);
  }
}
