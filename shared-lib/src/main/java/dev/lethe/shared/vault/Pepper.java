package dev.lethe.shared.vault;

import dev.lethe.shared.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// An application's secret that turns identities into pseudonyms. It never changes; without it
/// nobody can tell which pseudonym an identifier has.
public final class Pepper {

  /// 128 bits are enough that no two identities of an application meet.
  private static final int PSEUDONYM_BYTES = 128 / Byte.SIZE;

  private static final int TAG_BYTES = 128 / Byte.SIZE;

  private final byte[] secret;

  /// @param secret 256 random bits
  public Pepper(byte[] secret) {
    this.secret = secret.clone();
  }

  /// The pseudonym of an identity: HMAC(pepper, kind ‖ SHA-256(identifier)).
  public Pseudonym of(Identity identity) {
    var kind = (identity.kind().wireName() + '\0').getBytes(StandardCharsets.US_ASCII);
    var hash = HexFormat.of().parseHex(identity.sha256());
    var mac = Macs.hmacSha256(secret, kind, hash);
    return new Pseudonym(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Arrays.copyOf(mac, PSEUDONYM_BYTES)));
  }

  /// 128 bits by which this application knows again what it said itself, and by which nobody else
  /// does.
  ///
  /// @param use what it is for; different uses have nothing in common, nor has one with pseudonyms
  Bytes tag(String use, byte[] content) {
    var secretOfUse = Macs.hmacSha256(secret, ("lethe " + use).getBytes(StandardCharsets.UTF_8));
    return Bytes.copyOf(Arrays.copyOf(Macs.hmacSha256(secretOfUse, content), TAG_BYTES));
  }

  /// Shows nothing of the secret.
  @Override
  public String toString() {
    return "Pepper[…]";
  }
}
