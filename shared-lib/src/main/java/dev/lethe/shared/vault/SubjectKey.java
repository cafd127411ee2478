package dev.lethe.shared.vault;

import dev.lethe.shared.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/// The key to everything sealed of one life of a subject: 256 random bits, bound to the life's
/// application and label.
///
/// Sealed bytes are: format version (1 byte), nonce (12), cipher text, tag (16): AES-256-GCM over
/// the raw DEFLATE (RFC 1951) of the content, with version, application and label as associated
/// data.
public final class SubjectKey {

  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 256 / Byte.SIZE;
  private static final int DIGEST_BYTES = 8;

  private static final byte[] WRAPPED = text("lethe subject key");
  private static final byte[] DIGESTS = text("lethe digests");

  private final byte[] key;
  private final byte[] digestKey;
  private final byte[] bound;

  private SubjectKey(byte[] key, String app, String label) {
    this.key = key;
    this.digestKey = Macs.hmacSha256(key, DIGESTS);
    this.bound = text(app + '\0' + label);
  }

  /// A new key for a label.
  public static SubjectKey generate(String app, String label, SecureRandom random) {
    var key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new SubjectKey(key, app, label);
  }

  /// This key under a key-encryption key, as the Vault keeps it.
  Bytes wrappedUnder(byte[] keyEncryptionKey) {
    return Bytes.copyOf(Aead.encrypt(keyEncryptionKey, key, join(WRAPPED, bound)));
  }

  static SubjectKey unwrapped(Bytes wrapped, byte[] keyEncryptionKey, String app, String label)
      throws WrongKeyException {
    var associated = join(WRAPPED, text(app + '\0' + label));
    return new SubjectKey(
        Aead.decrypt(keyEncryptionKey, wrapped.toArray(), associated), app, label);
  }

  /// Seals content; only this key opens it.
  public Bytes seal(byte[] content) {
    var sealed = Aead.encrypt(key, Deflation.deflated(content), join(new byte[] {VERSION}, bound));
    return Bytes.copyOf(join(new byte[] {VERSION}, sealed));
  }

  /// Opens what [#seal] made.
  ///
  /// @throws WrongKeyException if it was sealed under another key, for another label, or in a form
  ///   that is not known
  public byte[] open(Bytes sealed) throws WrongKeyException {
    var bytes = sealed.toArray();
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw new WrongKeyException();
    }
    var version = new byte[] {VERSION};
    var rest = Arrays.copyOfRange(bytes, 1, bytes.length);
    return Deflation.inflated(Aead.decrypt(key, rest, join(version, bound)));
  }

  /// 8 bytes by which a repeat is known, and which say nothing without the key.
  public Bytes digest(byte[] content) {
    return Bytes.copyOf(Arrays.copyOf(Macs.hmacSha256(digestKey, content), DIGEST_BYTES));
  }

  /// Shows nothing of the key.
  @Override
  public String toString() {
    return "SubjectKey[…]";
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
