package dev.lethe.subjects.request.aws;

import dev.lethe.subjects.request.RequestSecret;
import dev.lethe.subjects.request.RequestSecrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Applications' second secrets in Secrets Manager, held for a while: no container can use one for
/// longer after it was deleted.
public final class SecretsManagerRequestSecrets implements RequestSecrets {

  /// How long a secret is held.
  static final Duration HELD = Duration.ofMinutes(5);

  private final SecretsManagerClient secrets;
  private final String prefix;
  private final Clock clock;
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  private record Held(RequestSecret secret, Instant until) {}

  /// @param prefix what the names of secrets begin with; the application's id follows
  public SecretsManagerRequestSecrets(SecretsManagerClient secrets, String prefix, Clock clock) {
    this.secrets = secrets;
    this.prefix = prefix;
    this.clock = clock;
  }

  @Override
  public RequestSecret of(String app) {
    var now = clock.instant();
    held.values().removeIf(known -> !now.isBefore(known.until()));
    return held.computeIfAbsent(app, unknown -> new Held(read(unknown), now.plus(HELD))).secret();
  }

  private RequestSecret read(String app) {
    var read = secrets.getSecretValue(get -> get.secretId(prefix + app));
    return new RequestSecret(read.secretBinary().asByteArray());
  }
}
