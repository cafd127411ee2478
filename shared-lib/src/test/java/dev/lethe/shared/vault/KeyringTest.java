package dev.lethe.shared.vault;

import static dev.lethe.shared.vault.Identity.Kind.DEVICE;
import static dev.lethe.shared.vault.Identity.Kind.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.shared.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyringTest {

  private static final String APP = "app_1";
  private static final String LABEL = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final FeatureKeys FEATURES = Keyrings.featureKeys(APP, 7, 1);
  private static final byte[] CONTENT = "of jane".getBytes(StandardCharsets.UTF_8);

  private final Keyring keyring = Keyrings.of(APP, 1);
  private final SubjectKey key = SubjectKey.generate(APP, LABEL, new SecureRandom());

  @Test
  void aKeyComesBackFromTheVault() throws WrongKeyException {
    var sealed = key.seal(CONTENT);
    var again = keyring.unwrap(keyring.wrap(key, DEVICE), LABEL);
    assertThat(again.open(sealed)).isEqualTo(CONTENT);
    assertThat(again.digest(CONTENT)).isEqualTo(key.digest(CONTENT));
  }

  @Test
  void aKeyIsBoundToItsLabelAndItsApplication() {
    var wrapped = keyring.wrap(key, DEVICE);
    assertWrong(() -> keyring.unwrap(wrapped, "BAAAAAAAAAAAAAAAAAAAAA"));
    assertWrong(() -> Keyrings.of(APP, 1).unwrap(wrapped, LABEL));
    var others = SubjectKey.generate("app_2", LABEL, new SecureRandom());
    assertWrong(() -> keyring.unwrap(keyring.wrap(others, DEVICE), LABEL));
  }

  @Test
  void whatIsSealedForARequestOpensForItAlone() throws WrongKeyException {
    var request = UUID.randomUUID();
    var sealed = keyring.seal(request, CONTENT);
    assertThat(keyring.open(request, sealed)).isEqualTo(CONTENT);
    assertThat(new String(sealed.bytes().toArray(), StandardCharsets.ISO_8859_1))
        .doesNotContain("jane");
    assertWrong(() -> keyring.open(UUID.randomUUID(), sealed));
    assertWrong(() -> Keyrings.of(APP, 1).open(request, sealed));
    var seeded = Keyrings.of(APP, 7, 1).seal(request, CONTENT);
    assertWrong(() -> Keyrings.of("app_2", 7, 1).open(request, seeded));
  }

  @Test
  void whatIsSealedForARequestOpensAfterARotationUntilItsKeyIsGone() throws WrongKeyException {
    var request = UUID.randomUUID();
    var before = Keyrings.of(APP, 7, 1).seal(request, CONTENT);
    assertThat(Keyrings.of(APP, 7, 2).open(request, before)).isEqualTo(CONTENT);
    assertThat(Keyrings.of(APP, 7, 2).seal(request, CONTENT).number()).isEqualTo(2);
    assertWrong(() -> Keyrings.of(APP, 7, List.of(2)).open(request, before));
  }

  @Test
  void whatIsSealedOpensUnderItsOwnKeyOnlyAndUnchanged() {
    var sealed = key.seal(CONTENT);
    assertWrong(() -> SubjectKey.generate(APP, LABEL, new SecureRandom()).open(sealed));
    for (var at = 0; at < sealed.toArray().length; at++) {
      var changed = sealed.toArray();
      changed[at] ^= 1;
      assertWrong(() -> key.open(Bytes.copyOf(changed)));
    }
    assertWrong(() -> key.open(Bytes.copyOf(new byte[0])));
  }

  /// Whatever goes wrong with keys: what was sealed of one life does not open as another's.
  @Test
  void whatIsSealedIsBoundToItsLabelToo() throws WrongKeyException {
    var zeros =
        new SecureRandom() {
          @Override
          public void nextBytes(byte[] bytes) {}
        };
    var sealed = SubjectKey.generate(APP, LABEL, zeros).seal(CONTENT);
    assertThat(SubjectKey.generate(APP, LABEL, zeros).open(sealed)).isEqualTo(CONTENT);
    assertWrong(() -> SubjectKey.generate(APP, "BAAAAAAAAAAAAAAAAAAAAA", zeros).open(sealed));
    assertWrong(() -> SubjectKey.generate("app_2", LABEL, zeros).open(sealed));
  }

  @Test
  void sealingTwiceLooksDifferentAndHidesTheContent() {
    var sealed = key.seal("jane".repeat(1000).getBytes(StandardCharsets.UTF_8));
    assertThat(sealed).isNotEqualTo(key.seal("jane".repeat(1000).getBytes(StandardCharsets.UTF_8)));
    assertThat(new String(sealed.toArray(), StandardCharsets.ISO_8859_1)).doesNotContain("jane");
    assertThat(sealed.toArray()).hasSizeLessThan(100);
  }

  @Test
  void digestsOfTwoSubjectsHaveNothingInCommon() {
    var other = SubjectKey.generate(APP, LABEL, new SecureRandom());
    assertThat(key.digest(CONTENT)).isNotEqualTo(other.digest(CONTENT));
    assertThat(key.digest(CONTENT).toArray()).hasSize(8);
  }

  @Test
  void anOlderKeyEncryptionKeyOpensAndIsOutdated() throws WrongKeyException {
    var first = new TreeMap<Integer, byte[]>();
    first.put(1, new byte[32]);
    var pepper = new Pepper(new byte[32]);
    var wrapped = new Keyring(APP, pepper, first, FEATURES).wrap(key, DEVICE);
    var both = new TreeMap<>(first);
    both.put(2, HexFormat.of().parseHex("01".repeat(32)));
    var rotated = new Keyring(APP, pepper, both, FEATURES);
    assertThat(rotated.isOutdated(wrapped)).isTrue();
    var again = rotated.wrap(rotated.unwrap(wrapped, LABEL), DEVICE);
    assertThat(again.number()).isEqualTo(2);
    assertThat(rotated.isOutdated(again)).isFalse();
    both.remove(1);
    assertWrong(() -> new Keyring(APP, pepper, both, FEATURES).unwrap(wrapped, LABEL));
  }

  @Test
  void aKeyUnderOneThatWasLostIsToldFromOneThatIsNewer() {
    var lost = Keyrings.of(APP, 7, List.of(1, 2)).wrap(key, DEVICE);
    var recovered = Keyrings.of(APP, 7, List.of(900));
    assertThat(recovered.isLost(lost)).isTrue();
    assertThat(recovered.isBehind(lost)).isFalse();
    var wrapped = recovered.wrap(key, DEVICE);
    assertThat(recovered.isLost(wrapped)).isFalse();
    assertThat(Keyrings.of(APP, 7, List.of(1, 2)).isLost(wrapped)).isFalse();
    assertThat(Keyrings.of(APP, 7, List.of(900, 901)).isLost(wrapped)).isFalse();
  }

  @Test
  void aUsersKeyGoesWithTheKeyOfUserIds() throws WrongKeyException {
    var users = Keyrings.of(APP, 7, List.of(1), 4).wrap(key, USER);
    var devices = Keyrings.of(APP, 7, List.of(1), 4).wrap(key, DEVICE);
    var sealed = key.seal(CONTENT);
    var rotated = Keyrings.of(APP, 7, List.of(1, 2), 4);
    assertThat(rotated.isLost(users)).isFalse();
    assertThat(rotated.unwrap(users, LABEL).open(sealed)).isEqualTo(CONTENT);
    var erased = Keyrings.of(APP, 7, List.of(1), 5);
    assertThat(erased.isLost(users)).isTrue();
    assertWrong(() -> erased.unwrap(users, LABEL));
    assertThat(erased.isLost(devices)).isFalse();
    assertThat(erased.unwrap(devices, LABEL).open(sealed)).isEqualTo(CONTENT);
    // Whoever has keys from before looks again.
    var again = erased.wrap(key, USER);
    assertThat(rotated.isBehind(again)).isTrue();
    assertThat(rotated.isLost(again)).isFalse();
    assertThat(erased.isBehind(again)).isFalse();
    assertThat(erased.isLost(again)).isFalse();
  }

  @Test
  void showsNoKeys() {
    assertThat(key + " " + keyring + " " + new Pepper(new byte[32]))
        .isEqualTo("SubjectKey[…] Keyring[…] Pepper[…]");
  }

  private interface Attempt {
    Object run() throws WrongKeyException;
  }

  private static void assertWrong(Attempt attempt) {
    assertThatExceptionOfType(WrongKeyException.class).isThrownBy(attempt::run);
  }
}
