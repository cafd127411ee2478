package dev.lethe.shared.vault;

import dev.lethe.shared.record.WireNamed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/// Who a subject is to somebody outside: a user id or a device's anonymous id, known here by the
/// SHA-256 of its normal form only. So a customer may name a subject by that hash as well.
///
/// @param kind what the identifier names
/// @param sha256 of the identifier's normal form, lower-case hex
public record Identity(Kind kind, String sha256) {

  /// What an identifier names.
  public enum Kind implements WireNamed {
    /// A user id; OpenDSR's `controller_customer_id` and `email` are the same.
    USER,
    /// An anonymous id, which SDKs make at random for each installation.
    DEVICE
  }

  /// The identity of an identifier as it was told. Its normal form has no blanks around it and is
  /// in Unicode's form C; an e-mail address is in lower case, as OpenDSR asks.
  public static Identity of(Kind kind, String identifier) {
    var plain = Normalizer.normalize(identifier.strip(), Normalizer.Form.NFC);
    var normal =
        kind == Kind.USER && plain.indexOf('@') > 0 ? plain.toLowerCase(Locale.ROOT) : plain;
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return new Identity(
          kind, HexFormat.of().formatHex(digest.digest(normal.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /// Shows the kind only: the hash of an identifier is personal too.
  @Override
  public String toString() {
    return "Identity[" + kind + "]";
  }
}
