package dev.lethe.control.aws;

import java.security.SecureRandom;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/// Applications' second secrets in Secrets Manager, each 256 random bits under a name of its own.
public final class SecretsManagerRequestSecrets {

  private static final int BYTES = 256 / Byte.SIZE;

  private final SecretsManagerClient secrets;
  private final String prefix;
  private final String key;
  private final SecureRandom random = new SecureRandom();

  /// @param prefix what the names begin with; the application's id follows
  /// @param key the id of the key in KMS that they are encrypted with
  public SecretsManagerRequestSecrets(SecretsManagerClient secrets, String prefix, String key) {
    this.secrets = secrets;
    this.prefix = prefix;
    this.key = key;
  }

  /// Makes the secret of an application, unless it has one.
  public void make(String application) {
    var secret = new byte[BYTES];
    random.nextBytes(secret);
    try {
      secrets.createSecret(create ->
          create
              .name(prefix + application)
              .description("Requests of subjects are known again by it")
              .kmsKeyId(key)
              .secretBinary(SdkBytes.fromByteArray(secret)));
    } catch (ResourceExistsException e) {
      // Whoever was killed before made it; another one would make known requests strangers.
    }
  }
}
