package dev.lethe.ingest.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class SecretsManagerOriginSecretTest {

  private final Versions versions = new Versions();
  private Instant now = Records.NOON;
  private final InstantSource time = () -> now;

  private final SecretsManagerOriginSecret secret =
      new SecretsManagerOriginSecret(versions, "id", clock());

  private Clock clock() {
    return time.withZone(ZoneOffset.UTC);
  }

  /// A secret's versions, by their stage.
  private static final class Versions implements SecretsManagerClient {
    private final Map<String, String> byStage = new HashMap<>();
    private int reads;

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      reads++;
      var value = byStage.get(request.versionStage());
      if (value == null) {
        throw ResourceNotFoundException.builder().build();
      }
      return GetSecretValueResponse.builder().secretString(value).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @Test
  void isTheCurrentVersionOrTheOneBefore() {
    versions.byStage.put("AWSCURRENT", "new");
    versions.byStage.put("AWSPREVIOUS", "old");
    assertThat(secret.matches("new")).isTrue();
    assertThat(secret.matches("old")).isTrue();
    assertThat(secret.matches("older")).isFalse();
    assertThat(secret.matches("")).isFalse();
  }

  @Test
  void anEmptyVersionMatchesNothing() {
    versions.byStage.put("AWSCURRENT", "");
    assertThat(secret.matches("")).isFalse();
  }

  @Test
  void isReadOnceAndAgainWhenItIsOld() {
    versions.byStage.put("AWSCURRENT", "old");
    assertThat(secret.matches("old")).isTrue();
    versions.byStage.put("AWSCURRENT", "new");
    now = now.plus(SecretsManagerOriginSecret.FRESH).minus(Duration.ofMillis(1));
    assertThat(secret.matches("new")).isFalse();
    assertThat(versions.reads).isEqualTo(2);
    now = now.plus(Duration.ofMillis(1));
    assertThat(secret.matches("new")).isTrue();
    assertThat(secret.matches("old")).isFalse();
  }
}
