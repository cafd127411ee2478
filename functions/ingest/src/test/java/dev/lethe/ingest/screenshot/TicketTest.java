package dev.lethe.ingest.screenshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Records;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Keyrings;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TicketTest {

  private static final Map<String, String> FIELDS =
      Forms.with(Forms.fields(new byte[] {1, 2, 3}), "userId", "u1");
  private static final Keyring KEYRING = Keyrings.of("app_1", 7, 1);

  private final Ticket ticket = Ticket.issue(new SecureRandom(), Records.NOON.plusMillis(7));
  private final String id = ticket.id(Forms.form(FIELDS), KEYRING);

  @Test
  void isKnownAgainByItsApplicationAlone() {
    var form = Forms.form(FIELDS);
    assertThat(Ticket.of(id, form, KEYRING)).contains(ticket);
    assertThat(Ticket.of(id, form, Keyrings.of("app_1", 7, 2))).contains(ticket);
    assertThat(Ticket.of(id, form, Keyrings.of("app_2", 8, 1))).isEmpty();
    assertThat(id).hasSize(54).matches("[A-Za-z0-9_-]+");
  }

  static Stream<Map<String, String>> others() {
    return Stream.of(
        Forms.with(FIELDS, "userId", "u2"),
        Forms.with(FIELDS, "userId", ""),
        Forms.with(FIELDS, "anonymousId", "d2"),
        Forms.with(FIELDS, "anonymousId", ""),
        Forms.with(FIELDS, "anonymousId", "u1", "userId", "d1"),
        Forms.with(FIELDS, "contentType", "image/webp"),
        Forms.with(FIELDS, "contentLength", "4"),
        Forms.with(FIELDS, "checksumSha256", Forms.checksum(new byte[] {1})),
        Forms.with(FIELDS, "timestamp", "2026-11-24T12:00:01Z"),
        Forms.with(FIELDS, "sentAt", "2026-11-24T12:00:01Z"),
        Forms.with(FIELDS, "sentAt", ""));
  }

  @ParameterizedTest
  @MethodSource("others")
  void isForTheVeryFormThatItWasIssuedFor(Map<String, String> other) {
    assertThat(Ticket.of(id, Forms.form(other), KEYRING)).isEmpty();
  }

  @Test
  void noBitOfItCanBeChanged() {
    var bytes = Base64.getUrlDecoder().decode(id);
    for (var bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      var changed = bytes.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      var text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(Ticket.of(text, Forms.form(FIELDS), KEYRING)).isEmpty();
    }
  }

  @Property(tries = 500)
  void anyOtherTextIsNone(@ForAll String text) {
    assertThat(Ticket.of(text, Forms.form(FIELDS), KEYRING)).isEmpty();
  }

  @Test
  void eachIsAnother() {
    var other = Ticket.issue(new SecureRandom(), Records.NOON.plusMillis(7));
    assertThat(other.name()).isNotEqualTo(ticket.name()).hasSize(22);
  }
}
