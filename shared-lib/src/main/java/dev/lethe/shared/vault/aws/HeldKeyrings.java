package dev.lethe.shared.vault.aws;

import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.SealedKeyring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Applications' keys, opened by KMS and held for a while: no container can use a key for longer
/// after it was destroyed.
public final class HeldKeyrings {

  /// How long an opened key is held.
  static final Duration HELD = Duration.ofMinutes(5);

  private final KmsKeyrings kms;
  private final Clock clock;
  private final Map<String, Open> held = new ConcurrentHashMap<>();

  public HeldKeyrings(KmsKeyrings kms, Clock clock) {
    this.kms = kms;
    this.clock = clock;
  }

  /// An application's keys.
  ///
  /// @param sealed what they were opened from
  /// @param until when they are forgotten
  public record Open(Keyring keyring, SealedKeyring sealed, Instant until) {}

  /// The keys of an application, if they are held.
  public Optional<Open> remembered(String app) {
    var now = clock.instant();
    held.values().removeIf(open -> !now.isBefore(open.until()));
    return Optional.ofNullable(held.get(app));
  }

  /// Opens the keys of an application, and holds them.
  ///
  /// @param item of the Vault
  public Open open(String app, Map<String, AttributeValue> item) {
    var sealed = KeysItem.keyring(item);
    var open = new Open(kms.open(app, sealed), sealed, clock.instant().plus(HELD));
    held.put(app, open);
    return open;
  }

  public void forget(String app) {
    held.remove(app);
  }
}
