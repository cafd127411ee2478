package dev.lethe.shared.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymTest {

  private final Pepper pepper = new Pepper(new byte[32]);

  private Pseudonym user(String id) {
    return pepper.of(Identity.of(Identity.Kind.USER, id));
  }

  /// HMAC-SHA-256 with a key of zeros over `user`, a zero byte and SHA-256 of `abc`, worked out
  /// with openssl.
  @Test
  void isAKeyedHashOfTheHashedIdentifier() {
    assertThat(user("abc").text()).hasSize(22).isEqualTo("KP2V1_BhMtmxK6yo9-S3eQ");
  }

  @Test
  void aSubjectMayBeNamedByItsHash() {
    var hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(pepper.of(new Identity(Identity.Kind.USER, hash))).isEqualTo(user("abc"));
  }

  @ParameterizedTest
  @CsvSource({"' jane ', jane", "Jane@Example.com, jane@example.com", "u\u0308, \u00fc"})
  void oneIdentifierHasOnePseudonymHoweverItIsWritten(String one, String other) {
    assertThat(user(one)).isEqualTo(user(other));
  }

  @Test
  void differentIdentifiersKindsAndApplicationsHaveDifferentOnes() {
    assertThat(user("Jane")).isNotEqualTo(user("jane"));
    assertThat(user("jane")).isNotEqualTo(pepper.of(Identity.of(Identity.Kind.DEVICE, "jane")));
    var others = new Pepper(new byte[] {1});
    assertThat(user("jane")).isNotEqualTo(others.of(Identity.of(Identity.Kind.USER, "jane")));
  }

  /// What an application tags is neither a pseudonym nor anything of another use, content or
  /// application.
  @Test
  void whatIsTaggedHasNothingInCommonWithAnythingElse() {
    var content = "user\0abc".getBytes(StandardCharsets.UTF_8);
    var tag = pepper.tag("one use", content);
    assertThat(tag.length()).isEqualTo(16);
    assertThat(pepper.tag("one use", content)).isEqualTo(tag);
    assertThat(
            List.of(
                pepper.tag("another use", content),
                pepper.tag("one use", "abc".getBytes(StandardCharsets.UTF_8)),
                new Pepper(new byte[] {1}).tag("one use", content),
                Bytes.copyOf(Base64.getUrlDecoder().decode(user("abc").text()))))
        .doesNotContain(tag);
  }

  @Test
  void anIdentityDoesNotShowItself() {
    assertThat(Identity.of(Identity.Kind.USER, "jane")).hasToString("Identity[USER]");
  }
}
