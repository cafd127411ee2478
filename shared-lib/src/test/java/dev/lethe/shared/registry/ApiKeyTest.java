package dev.lethe.shared.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

  @Test
  void isFoundByItsPrefix() {
    assertThat(ApiKey.generate(ApiKey.Kind.WRITE, new SecureRandom()).reveal())
        .matches("lethe_wk_[0-9A-Za-z]{43}");
    assertThat(ApiKey.generate(ApiKey.Kind.SECRET, new SecureRandom()).reveal())
        .matches("lethe_sk_[0-9A-Za-z]{43}");
  }

  @Test
  void holdsAll256Bits() {
    RandomGenerator ones = () -> -1L;
    RandomGenerator zeros = () -> 0L;
    assertThat(ApiKey.generate(ApiKey.Kind.WRITE, ones).reveal())
        .isEqualTo("lethe_wk_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp1");
    assertThat(ApiKey.generate(ApiKey.Kind.WRITE, zeros).reveal())
        .isEqualTo("lethe_wk_" + "0".repeat(43));
  }

  @Test
  void isKeptByItsSha256() {
    assertThat(ApiKey.shown("abc").hash())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void doesNotShowItself() {
    var key = ApiKey.generate(ApiKey.Kind.SECRET, new SecureRandom());
    assertThat(key.toString()).doesNotContain(key.reveal().substring(9));
  }
}
