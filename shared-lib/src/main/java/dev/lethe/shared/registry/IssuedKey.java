package dev.lethe.shared.registry;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An API key as the Registry knows it: everything but the key.
///
/// @param hash SHA-256 of the key, in hex
/// @param name as its owner calls it
/// @param made when it was made
/// @param expires from when on it grants nothing any more; nothing if it was not replaced
/// @param lastUsed the latest day on which it was used, UTC; nothing if it never was
public record IssuedKey(
    String hash,
    String name,
    Grant grant,
    Instant made,
    @Nullable Instant expires,
    @Nullable LocalDate lastUsed) {

  /// What the first key of a customer or an application is called.
  public static final String FIRST = "First key";

  private static final int SHOWN = 12;

  /// A key that was just made.
  public static IssuedKey of(ApiKey key, String name, Grant grant, Instant made) {
    return new IssuedKey(key.hash(), name, grant, made, null, null);
  }

  /// What it is called in lists, records and paths: the beginning of its hash, by which it cannot
  /// be used.
  public String id() {
    return idOf(hash);
  }

  /// The id of the key with this hash.
  public static String idOf(String hash) {
    return hash.substring(0, SHOWN);
  }

  /// Whether it grants nothing any more.
  public boolean hasExpired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }

  public IssuedKey until(Instant end) {
    return new IssuedKey(hash, name, grant, made, end, lastUsed);
  }
}
