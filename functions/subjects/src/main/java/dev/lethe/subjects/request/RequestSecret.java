package dev.lethe.subjects.request;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Macs;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// An application's second secret, by which a request is known again without being kept.
public final class RequestSecret {

  private static final byte[] BODIES = "lethe request body".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IDENTITIES =
      "lethe request identity".getBytes(StandardCharsets.US_ASCII);

  /// 128 bits are enough that no two identities of an application meet.
  private static final int IDENTITY_BYTES = 128 / Byte.SIZE;

  private final byte[] secretOfBodies;
  private final byte[] secretOfIdentities;

  /// @param secret 256 random bits, kept apart from the Vault's
  public RequestSecret(byte[] secret) {
    this.secretOfBodies = Macs.hmacSha256(secret, BODIES);
    this.secretOfIdentities = Macs.hmacSha256(secret, IDENTITIES);
  }

  /// What two requests have in common if they ask the same, and no others: HMAC-SHA-256 of all that
  /// was understood, each part behind its length. How a body is laid out, which version's route it
  /// came on and what it says to other processors make no difference.
  public Bytes fingerprint(SubjectRequest request) {
    var parts = new Parts();
    parts.add(request.regulation());
    parts.add(request.id().toString());
    parts.add(request.type());
    parts.add(request.submitted().toString());
    parts.count(request.identities().size());
    for (var identity : request.identities()) {
      parts.add(identity.kind());
      parts.add(identity.sha256());
    }
    parts.count(request.callbacks().size());
    request.callbacks().forEach(url -> parts.add(url.toString()));
    parts.add(request.app() == null ? "" : request.app());
    parts.count(request.purposes().size());
    request.purposes().stream().sorted().forEach(parts::add);
    parts.count(request.corrections().size());
    for (var correction : request.corrections()) {
      parts.add(correction.attribute());
      parts.add(
          switch (correction.value()) {
            case Correction.Value.Text(var text) -> "text:" + text;
            case Correction.Value.Numeral(var digits) -> "number:" + digits;
            case Correction.Value.Truth(var isTrue) -> "truth:" + isTrue;
            case Correction.Value.Removed() -> "removed";
          });
    }
    return Bytes.copyOf(Macs.hmacSha256(secretOfBodies, parts.bytes.toByteArray()));
  }

  /// By what requests about the same identity are known, and nothing else is.
  public Bytes identityHash(Identity identity) {
    var parts = new Parts();
    parts.add(identity.kind());
    parts.add(identity.sha256());
    var mac = Macs.hmacSha256(secretOfIdentities, parts.bytes.toByteArray());
    return Bytes.copyOf(Arrays.copyOf(mac, IDENTITY_BYTES));
  }

  /// Shows nothing of the secret.
  @Override
  public String toString() {
    return "RequestSecret[…]";
  }

  private static final class Parts {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private void add(WireNamed word) {
      add(word.wireName());
    }

    private void add(String text) {
      var encoded = text.getBytes(StandardCharsets.UTF_8);
      count(encoded.length);
      bytes.writeBytes(encoded);
    }

    private void count(int number) {
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }
  }
}
