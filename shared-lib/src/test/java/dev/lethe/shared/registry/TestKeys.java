package dev.lethe.shared.registry;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.record.Records;
import java.util.Map;

/// Keys of whom nobody cares for more than what they grant.
public final class TestKeys {

  private TestKeys() {}

  /// One that acts for a customer in everything.
  public static IssuedKey acting(ApiKey key, String customer) {
    return IssuedKey.of(key, IssuedKey.FIRST, new Grant.Secret(customer), Records.NOON);
  }

  /// That the operator has seen a key that opens what is personal.
  public static DisclosureEntry seen(IssuedKey key, String customer) {
    return new DisclosureEntry(
        customer,
        null,
        key.id(),
        key.made(),
        DisclosureEntry.Kind.OPERATOR_KEY,
        DisclosureEntry.Recipient.OPERATOR,
        DisclosureEntry.Ground.CONTROLLER_INSTRUCTION,
        "0123456789ab",
        Map.of("scope", "rights"));
  }

  /// One that sends an application's events.
  public static IssuedKey sending(ApiKey key, String app) {
    return IssuedKey.of(key, IssuedKey.FIRST, new Grant.Write(app), Records.NOON);
  }
}
