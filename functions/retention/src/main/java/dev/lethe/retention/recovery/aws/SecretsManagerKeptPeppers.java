package dev.lethe.retention.recovery.aws;

import dev.lethe.retention.recovery.KeptPeppers;
import dev.lethe.shared.record.Bytes;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// Applications' peppers in Secrets Manager.
public final class SecretsManagerKeptPeppers implements KeptPeppers {

  private final SecretsManagerClient secrets;
  private final String prefix;

  /// @param prefix what the names begin with; the application's id follows
  public SecretsManagerKeptPeppers(SecretsManagerClient secrets, String prefix) {
    this.secrets = secrets;
    this.prefix = prefix;
  }

  /// One that is about to be deleted is not there: Secrets Manager says so by the second exception.
  @Override
  public Optional<Bytes> of(String app) {
    try {
      var read = secrets.getSecretValue(get -> get.secretId(prefix + app));
      return Optional.of(Bytes.copyOf(read.secretBinary().asByteArray()));
    } catch (ResourceNotFoundException | InvalidRequestException e) {
      return Optional.empty();
    }
  }
}
