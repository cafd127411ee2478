package dev.lethe.shared.vault;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Feature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// An application's keys of its features: what a feature lets through is sealed under its key
/// before it is sealed under its subject's, so that it goes with either. A feature has one key at a
/// time; with another one in its place, all that it has collected is noise, wherever it is.
///
/// Sealed bytes are: format version (1 byte), number of the key (4, big endian), nonce (12), cipher
/// text, tag (16): AES-256-GCM over the raw DEFLATE (RFC 1951) of the content, with version,
/// number, application and feature as associated data.
public final class FeatureKeys {

  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 1 + Integer.BYTES;

  private final String app;
  private final Map<Feature, Key> keys;

  /// A key of a feature.
  ///
  /// @param number higher than those of the keys before it
  /// @param secret 256 random bits
  public record Key(int number, Bytes secret) {}

  /// @param keys one for each feature
  public FeatureKeys(String app, Map<Feature, Key> keys) {
    this.app = app;
    this.keys = complete(keys);
  }

  /// The same, if there is one for each feature.
  static <K> Map<Feature, K> complete(Map<Feature, K> keys) {
    if (keys.size() != Feature.values().length) {
      throw new IllegalArgumentException("Each feature has a key.");
    }
    return Map.copyOf(keys);
  }

  /// The number of a feature's key.
  public int number(Feature feature) {
    return of(feature).number();
  }

  /// Seals what a feature lets through.
  public Bytes seal(Feature feature, byte[] content) {
    var key = of(feature);
    var head = head(key.number());
    var sealed =
        Aead.encrypt(
            key.secret().toArray(), Deflation.deflated(content), bound(feature, key.number()));
    return Bytes.copyOf(
        ByteBuffer.allocate(head.length + sealed.length).put(head).put(sealed).array());
  }

  /// Opens what [#seal] made.
  ///
  /// @return nothing if the key that it is under was destroyed: what the feature had collected by
  ///   then is erased
  /// @throws WrongKeyException if it was sealed for another feature or application, or under a key
  ///   that is newer than these, or in a form that is not known
  public Optional<byte[]> open(Feature feature, Bytes sealed) throws WrongKeyException {
    var bytes = sealed.toArray();
    if (bytes.length < HEAD_BYTES || bytes[0] != VERSION) {
      throw new WrongKeyException();
    }
    var key = of(feature);
    var number = ByteBuffer.wrap(bytes).getInt(1);
    if (number < key.number()) {
      return Optional.empty();
    }
    return Optional.of(
        Deflation.inflated(
            Aead.decrypt(
                key.secret().toArray(),
                Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length),
                bound(feature, number))));
  }

  private Key of(Feature feature) {
    return Objects.requireNonNull(keys.get(feature));
  }

  private byte[] bound(Feature feature, int number) {
    var text = "lethe feature\0%s\0%s".formatted(app, feature.wireName());
    var named = text.getBytes(StandardCharsets.UTF_8);
    var head = head(number);
    return ByteBuffer.allocate(head.length + named.length).put(head).put(named).array();
  }

  private static byte[] head(int number) {
    return ByteBuffer.allocate(HEAD_BYTES).put(VERSION).putInt(number).array();
  }

  /// Shows nothing of the keys.
  @Override
  public String toString() {
    return "FeatureKeys[…]";
  }
}
