package dev.lethe.control.aws;

import dev.lethe.shared.record.Bytes;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Applications' peppers in Secrets Manager, each under a name of its own: it has no backups, and
/// deletes at once whoever asks it to.
public final class SecretsManagerPeppers {

  private final SecretsManagerClient secrets;
  private final String prefix;
  private final String key;

  /// @param prefix what the names begin with; the application's id follows
  /// @param key the id of the key in KMS that they are encrypted with, once more
  public SecretsManagerPeppers(SecretsManagerClient secrets, String prefix, String key) {
    this.secrets = secrets;
    this.prefix = prefix;
    this.key = key;
  }

  /// Keeps the pepper of an application; fails if there is one.
  public void keep(String application, Bytes sealed) {
    secrets.createSecret(create ->
        create
            .name(prefix + application)
            .description("Rights are found again by it if the Vault is lost")
            .kmsKeyId(key)
            .secretBinary(SdkBytes.fromByteArray(sealed.toArray())));
  }
}
