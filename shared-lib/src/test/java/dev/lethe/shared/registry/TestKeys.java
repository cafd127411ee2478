package dev.lethe.shared.registry;

import dev.lethe.shared.record.Records;

/// Keys of whom nobody cares for more than what they grant.
public final class TestKeys {

  private TestKeys() {}

  /// One that acts for a customer in everything.
  public static IssuedKey acting(ApiKey key, String customer) {
    return IssuedKey.of(key, IssuedKey.FIRST, new Grant.Secret(customer), Records.NOON);
  }

  /// One that sends an application's events.
  public static IssuedKey sending(ApiKey key, String app) {
    return IssuedKey.of(key, IssuedKey.FIRST, new Grant.Write(app), Records.NOON);
  }
}
