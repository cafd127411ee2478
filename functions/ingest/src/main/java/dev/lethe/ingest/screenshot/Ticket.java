package dev.lethe.ingest.screenshot;

import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An upload that was offered. Nothing is stored of it: its id says when it was offered, and proves
/// that it was, by this application and for this very form.
///
/// The id is base64url of: 128 random bits, the time in milliseconds (8 bytes), and a tag of the
/// application over both and the form.
///
/// @param name of the upload; random
/// @param offered when
record Ticket(String name, Instant offered) {

  private static final String USE = "screenshot tickets";
  private static final int NAME_BYTES = 128 / Byte.SIZE;
  private static final int TAG_BYTES = 128 / Byte.SIZE;
  private static final int ID_BYTES = NAME_BYTES + Long.BYTES + TAG_BYTES;

  static Ticket issue(SecureRandom random, Instant now) {
    var name = new byte[NAME_BYTES];
    random.nextBytes(name);
    return new Ticket(encoded(name), Instant.ofEpochMilli(now.toEpochMilli()));
  }

  /// What its app shows to complete the upload.
  String id(ScreenshotForm form, Keyring keyring) {
    return encoded(
        ByteBuffer.allocate(ID_BYTES)
            .put(Base64.getUrlDecoder().decode(name))
            .putLong(offered.toEpochMilli())
            .put(tag(form, keyring))
            .array());
  }

  /// The ticket of an id; nothing if this application offered no upload with it for this form.
  static Optional<Ticket> of(String id, ScreenshotForm form, Keyring keyring) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(id);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != ID_BYTES) {
      return Optional.empty();
    }
    var parts = ByteBuffer.wrap(bytes);
    var name = new byte[NAME_BYTES];
    parts.get(name);
    var ticket = new Ticket(encoded(name), Instant.ofEpochMilli(parts.getLong()));
    var tag = new byte[TAG_BYTES];
    parts.get(tag);
    return MessageDigest.isEqual(tag, ticket.tag(form, keyring))
        ? Optional.of(ticket)
        : Optional.empty();
  }

  /// Fields are apart by a sign that none but the last can have.
  private byte[] tag(ScreenshotForm form, Keyring keyring) {
    var said =
        String.join(
            "\0",
            name,
            Long.toString(offered.toEpochMilli()),
            text(form.whose().user()),
            text(form.whose().device()),
            form.type().mediaType(),
            Integer.toString(form.bytes()),
            form.sha256(),
            form.timestamp(),
            form.sentAt() == null ? "" : form.sentAt());
    return keyring.tag(USE, said.getBytes(StandardCharsets.UTF_8)).toArray();
  }

  private static String text(@Nullable Identity identity) {
    return identity == null ? "" : identity.sha256();
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
