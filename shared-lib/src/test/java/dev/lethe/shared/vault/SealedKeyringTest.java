package dev.lethe.shared.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.shared.registry.Feature;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SealedKeyringTest {

  private static final LocalDate DAY = LocalDate.parse("2026-01-01");

  private final SealedKeyring first = Keyrings.sealed(DAY);

  private static SealedKeyring rotated(SealedKeyring keyring, LocalDate day) {
    return keyring.rotated(Keyrings.sealedKey(), day);
  }

  @Test
  void aRotationAddsAKeyAndLeavesThePepper() {
    var key = Keyrings.sealedKey();
    var second = first.rotated(key, DAY.plusDays(7));
    assertThat(second.latest()).isEqualTo(2);
    assertThat(second.pepper()).isEqualTo(first.pepper());
    assertThat(second.keyEncryptionKeys())
        .containsAllEntriesOf(first.keyEncryptionKeys())
        .containsEntry(2, new SealedKeyring.SealedKey(key, DAY.plusDays(7)))
        .hasSize(2);
  }

  @Test
  void thereIsOneKeyInSevenDaysAtMost() {
    assertThat(first.rotatableFrom()).isEqualTo(DAY.plusDays(7));
    assertThatIllegalArgumentException().isThrownBy(() -> rotated(first, DAY.plusDays(6)));
  }

  @Test
  void aKeyGoesWhenTheNextIsOlderThanAnySilentLife() {
    var made = DAY.plusDays(7);
    var two = rotated(first, made);
    assertThat(rotated(two, made.plusDays(92)).keyEncryptionKeys()).containsOnlyKeys(1, 2, 3);
    assertThat(rotated(two, made.plusDays(93)).keyEncryptionKeys()).containsOnlyKeys(2, 3);
  }

  @Test
  void aKeyThatWasUsedUntilNowStaysHoweverOldItIs() {
    assertThat(rotated(first, DAY.plusYears(1)).keyEncryptionKeys()).containsOnlyKeys(1, 2);
  }

  @Test
  void numbersAreNeverUsedAgain() {
    var later =
        rotated(rotated(rotated(first, DAY.plusDays(7)), DAY.plusYears(1)), DAY.plusYears(2));
    assertThat(later.keyEncryptionKeys()).containsOnlyKeys(3, 4);
  }

  @Test
  void thereAreNeverMoreThanFifteen() {
    var keyring = first;
    for (var i = 0; i < 100; i++) {
      keyring = rotated(keyring, keyring.rotatableFrom());
      assertThat(keyring.keyEncryptionKeys()).hasSizeLessThanOrEqualTo(15);
    }
    assertThat(keyring.keyEncryptionKeys()).hasSize(15);
  }

  /// One key in seven days: no number of a keyring reaches that of a later minute.
  @Test
  void aRecoveredKeyringHasThePepperAndAKeyOfANumberThatNoneHadBefore() {
    var key = Keyrings.sealedKey();
    var now = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    var recovered = SealedKeyring.recovered(first.pepper(), () -> key, now);
    assertThat(recovered.pepper()).isEqualTo(first.pepper());
    assertThat(recovered.keyEncryptionKeys().values())
        .containsExactly(new SealedKeyring.SealedKey(key, DAY));
    var used = rotated(recovered, DAY.plusDays(7)).latest();
    var later = SealedKeyring.recovered(first.pepper(), () -> key, now.plus(Duration.ofDays(7)));
    assertThat(later.latest()).isGreaterThan(used);
    var soon = SealedKeyring.recovered(first.pepper(), () -> key, now.plus(Duration.ofMinutes(1)));
    assertThat(soon.latest()).isGreaterThan(recovered.latest()).isGreaterThan(1_000_000);
  }

  @Test
  void thereIsNoneWithoutAKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SealedKeyring(first.pepper(), new TreeMap<>(), first.featureKeys()));
  }

  @Test
  void eachFeatureHasAKeyOfItsOwn() {
    assertThat(first.featureKeys()).containsOnlyKeys(Feature.values());
    assertThat(first.featureKeys().values()).doesNotHaveDuplicates();
    assertThat(first.keys()).isEqualTo(6);
    var two = new HashMap<>(first.featureKeys());
    two.remove(Feature.SCREENSHOTS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SealedKeyring(first.pepper(), first.keyEncryptionKeys(), two));
  }

  @Test
  void aRotationLeavesTheKeysOfFeatures() {
    assertThat(rotated(first, DAY.plusDays(7)).featureKeys()).isEqualTo(first.featureKeys());
  }

  @Test
  void whatAFeatureCollectedGoesWithItsKeyAndNothingElseDoes() {
    var key = Keyrings.sealedKey();
    var now = DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    var after = first.withoutCollected(Feature.SCREENSHOTS, key, now);
    assertThat(after.pepper()).isEqualTo(first.pepper());
    assertThat(after.keyEncryptionKeys()).isEqualTo(first.keyEncryptionKeys());
    var kept = new HashMap<>(first.featureKeys());
    var old = Objects.requireNonNull(kept.remove(Feature.SCREENSHOTS));
    assertThat(after.featureKeys()).containsAllEntriesOf(kept).hasSize(4);
    var changed = Objects.requireNonNull(after.featureKeys().get(Feature.SCREENSHOTS));
    assertThat(changed.secret()).isEqualTo(key);
    assertThat(changed.number()).isGreaterThan(old.number());
  }

  /// Also twice within one minute, and by a clock that is behind.
  @Test
  void eachKeyOfAFeatureHasAHigherNumberThanTheOneBefore() {
    var then = DAY.atStartOfDay(ZoneOffset.UTC).toInstant().minus(Duration.ofDays(1));
    var keyring = first;
    for (var i = 0; i < 3; i++) {
      var next = keyring.withoutCollected(Feature.USER_ATTRIBUTES, Keyrings.sealedKey(), then);
      assertThat(number(next)).isGreaterThan(number(keyring));
      keyring = next;
    }
    var later = then.plus(Duration.ofDays(2));
    var recovered = SealedKeyring.recovered(first.pepper(), Keyrings::sealedKey, later);
    assertThat(number(recovered)).isGreaterThan(number(keyring));
  }

  private static int number(SealedKeyring keyring) {
    return Objects.requireNonNull(keyring.featureKeys().get(Feature.USER_ATTRIBUTES)).number();
  }
}
