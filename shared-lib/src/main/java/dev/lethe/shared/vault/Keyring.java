package dev.lethe.shared.vault;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Feature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// An application's keys, opened: its pepper, its key-encryption keys by their number, the latest
/// of which is used for what is wrapped from now on, and those of its features.
public final class Keyring {

  private static final byte[] OF_A_REQUEST = "lethe request\0".getBytes(StandardCharsets.US_ASCII);

  private final String app;
  private final Pepper pepper;
  private final SortedMap<Integer, byte[]> keyEncryptionKeys;
  private final FeatureKeys featureKeys;

  /// @param keyEncryptionKeys 256 bits each; at least one
  public Keyring(
      String app,
      Pepper pepper,
      SortedMap<Integer, byte[]> keyEncryptionKeys,
      FeatureKeys featureKeys) {
    if (keyEncryptionKeys.isEmpty()) {
      throw new IllegalArgumentException("An application has a key-encryption key.");
    }
    this.app = app;
    this.pepper = pepper;
    this.keyEncryptionKeys = Collections.unmodifiableSortedMap(new TreeMap<>(keyEncryptionKeys));
    this.featureKeys = featureKeys;
  }

  /// A subject's key as the Vault keeps it. A user's is under the key of user ids, too
  /// ([Feature#END_USER_IDENTIFIER]): with another one in its place, users' lives are over.
  ///
  /// @param number of the key-encryption key that it is under
  /// @param usersKeyNumber of the key of user ids that it is under; 0 if it is no user's
  public record WrappedKey(int number, int usersKeyNumber, Bytes bytes) {

    /// Under no key of user ids.
    public static final int OF_NO_USER = 0;
  }

  /// What is kept of a request for as long as it is open, sealed.
  ///
  /// @param number of the key-encryption key that it is under
  public record SealedForRequest(int number, Bytes bytes) {}

  public Pseudonym pseudonym(Identity identity) {
    return pepper.of(identity);
  }

  /// 128 bits by which this application, and nobody else, knows again what it said itself: as long
  /// as the Vault has its keys, and however often they are rotated.
  ///
  /// @param use what it is for; those of different uses have nothing in common
  public Bytes tag(String use, byte[] content) {
    return pepper.tag(use, content);
  }

  public FeatureKeys featureKeys() {
    return featureKeys;
  }

  /// A subject's key under the latest of these.
  ///
  /// @param kind what names the subject
  public WrappedKey wrap(SubjectKey key, Identity.Kind kind) {
    var latest = keyEncryptionKeys.lastEntry();
    var wrapped = key.wrappedUnder(latest.getValue());
    return switch (kind) {
      case DEVICE -> new WrappedKey(latest.getKey(), WrappedKey.OF_NO_USER, wrapped);
      case USER ->
          new WrappedKey(
              latest.getKey(),
              featureKeys.number(Feature.END_USER_IDENTIFIER),
              featureKeys.seal(Feature.END_USER_IDENTIFIER, wrapped.toArray()));
    };
  }

  /// The key of a life.
  ///
  /// @throws WrongKeyException if it was wrapped for another label, or under a key that is gone
  public SubjectKey unwrap(WrappedKey wrapped, String label) throws WrongKeyException {
    var keyEncryptionKey = keyEncryptionKeys.get(wrapped.number());
    if (keyEncryptionKey == null) {
      throw new WrongKeyException();
    }
    return SubjectKey.unwrapped(withoutUsersKey(wrapped), keyEncryptionKey, app, label);
  }

  private Bytes withoutUsersKey(WrappedKey wrapped) throws WrongKeyException {
    return wrapped.usersKeyNumber() == WrappedKey.OF_NO_USER
        ? wrapped.bytes()
        : featureKeys
            .open(Feature.END_USER_IDENTIFIER, wrapped.bytes())
            .map(Bytes::copyOf)
            .orElseThrow(WrongKeyException::new);
  }

  /// Seals what a customer said in a request: for this application and this request alone.
  public SealedForRequest seal(UUID request, byte[] content) {
    var latest = keyEncryptionKeys.lastEntry();
    return new SealedForRequest(
        latest.getKey(), Bytes.copyOf(Aead.encrypt(latest.getValue(), content, bound(request))));
  }

  /// Opens what [#seal] made.
  ///
  /// @throws WrongKeyException if it was sealed for another request, or under a key that is gone
  public byte[] open(UUID request, SealedForRequest sealed) throws WrongKeyException {
    var keyEncryptionKey = keyEncryptionKeys.get(sealed.number());
    if (keyEncryptionKey == null) {
      throw new WrongKeyException();
    }
    return Aead.decrypt(keyEncryptionKey, sealed.bytes().toArray(), bound(request));
  }

  private byte[] bound(UUID request) {
    var bound = new ByteArrayOutputStream();
    bound.writeBytes(OF_A_REQUEST);
    bound.writeBytes((app + '\0' + request).getBytes(StandardCharsets.UTF_8));
    return bound.toByteArray();
  }

  /// Whether a key is under an older key-encryption key than would be used now.
  public boolean isOutdated(WrappedKey wrapped) {
    return wrapped.number() < keyEncryptionKeys.lastKey();
  }

  /// Whether a key is under a newer key-encryption key, or key of user ids, than these, which were
  /// read before that was made.
  public boolean isBehind(WrappedKey wrapped) {
    return wrapped.number() > keyEncryptionKeys.lastKey()
        || wrapped.usersKeyNumber() > featureKeys.number(Feature.END_USER_IDENTIFIER);
  }

  /// Whether a key is under one that was lost with the Vault, or destroyed with all that user ids
  /// had collected: nobody opens it any more, and whoever wrapped it did not know yet.
  public boolean isLost(WrappedKey wrapped) {
    return !isBehind(wrapped)
        && (!keyEncryptionKeys.containsKey(wrapped.number()) || isOfErasedUser(wrapped));
  }

  private boolean isOfErasedUser(WrappedKey wrapped) {
    return wrapped.usersKeyNumber() != WrappedKey.OF_NO_USER
        && wrapped.usersKeyNumber() < featureKeys.number(Feature.END_USER_IDENTIFIER);
  }

  /// Shows nothing of the keys.
  @Override
  public String toString() {
    return "Keyring[…]";
  }
}
