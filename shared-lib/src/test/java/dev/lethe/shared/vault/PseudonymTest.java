package dev.lethe.shared.vault;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void anIdentityDoesNotShowItself() {
    assertThat(Identity.of(Identity.Kind.USER, "jane")).hasToString("Identity[USER]");
  }
}
