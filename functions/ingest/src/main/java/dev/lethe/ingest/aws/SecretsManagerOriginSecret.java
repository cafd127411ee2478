package dev.lethe.ingest.aws;

import dev.lethe.ingest.origin.OriginSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// The origin secret in Secrets Manager. The version before the current one is valid too
/// (<https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html>,
/// "Version"), so that the edge and the API need not change at the same moment. Both are read again
/// when they are old.
public final class SecretsManagerOriginSecret implements OriginSecret {

  /// How long a container may go on with what it has read.
  static final Duration FRESH = Duration.ofMinutes(5);

  private static final List<String> STAGES = List.of("AWSCURRENT", "AWSPREVIOUS");

  private final SecretsManagerClient secrets;
  private final String id;
  private final Clock clock;
  private volatile Known known = new Known(List.of(), Instant.MIN);

  private record Known(List<String> values, Instant readAgainAt) {}

  public SecretsManagerOriginSecret(SecretsManagerClient secrets, String id, Clock clock) {
    this.secrets = secrets;
    this.id = id;
    this.clock = clock;
  }

  @Override
  public boolean matches(String shown) {
    var matches = false;
    for (var value : values()) {
      matches |= MessageDigest.isEqual(bytes(value), bytes(shown));
    }
    return matches;
  }

  private List<String> values() {
    var now = clock.instant();
    if (!now.isBefore(known.readAgainAt())) {
      known = new Known(STAGES.stream().flatMap(this::read).toList(), now.plus(FRESH));
    }
    return known.values();
  }

  private Stream<String> read(String stage) {
    try {
      var version = secrets.getSecretValue(get -> get.secretId(id).versionStage(stage));
      return Optional.ofNullable(version.secretString()).filter(text -> !text.isBlank()).stream();
    } catch (ResourceNotFoundException e) {
      return Stream.empty();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
