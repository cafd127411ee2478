package dev.lethe.shared.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.registry.TestKeys;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What whoever keeps keyrings must do; run against the one in memory, and the one in DynamoDB.
public abstract class SealedKeyringsContract {

  private final String app = "app_" + UUID.randomUUID();
  private final SealedKeyring first = Keyrings.sealed(Records.DAY);
  private final SealedKeyring second = next(first);

  protected abstract Enrolment enrolment();

  protected abstract SealedKeyrings keyrings();

  private static SealedKeyring next(SealedKeyring keyring) {
    return keyring.rotated(Keyrings.sealedKey(), keyring.rotatableFrom());
  }

  private void enrol() {
    enrolment()
        .enrol(
            new Application(app, "cus_1", "App", Settings.STANDARD),
            TestKeys.sending(ApiKey.generate(ApiKey.Kind.WRITE, new SecureRandom()), app),
            first);
  }

  @Test
  void anApplicationHasTheKeyringThatItWasEnteredWith() {
    enrol();
    assertThat(keyrings().of(app)).contains(first);
  }

  @Test
  void lookingTwiceChangesNothing() {
    assertThat(keyrings().of(app)).isEmpty();
    assertThat(keyrings().of(app)).isEmpty();
    enrol();
    assertThat(keyrings().of(app)).isEqualTo(keyrings().of(app)).contains(first);
  }

  @Test
  void aKeyringIsReplacedByTheNext() {
    enrol();
    assertThat(keyrings().replace(app, first, second)).isTrue();
    assertThat(keyrings().of(app)).contains(second);
  }

  @Test
  void onlyTheOneThatIsThereIsReplaced() {
    enrol();
    assertThat(keyrings().replace(app, second, next(second))).isFalse();
    assertThat(keyrings().replace(app, first, second)).isTrue();
    assertThat(keyrings().replace(app, first, next(first))).isFalse();
    assertThat(keyrings().of(app)).contains(second);
  }

  @Test
  void doneTwiceItIsDoneOnce() {
    enrol();
    assertThat(keyrings().replace(app, first, second)).isTrue();
    assertThat(keyrings().replace(app, first, second)).isTrue();
    assertThat(keyrings().of(app)).contains(second);
  }

  @Test
  void thePepperIsNeverReplaced() {
    enrol();
    var other =
        new SealedKeyring(Keyrings.sealedKey(), second.keyEncryptionKeys(), second.featureKeys());
    assertThat(keyrings().replace(app, first, other)).isFalse();
    assertThat(keyrings().of(app)).contains(first);
  }

  @Test
  void nobodyGetsAKeyringByReplacing() {
    assertThat(keyrings().replace(app, first, second)).isFalse();
    assertThat(keyrings().of(app)).isEmpty();
  }

  @Test
  void ofTwoAtTheSameTimeOneWins() throws Exception {
    enrol();
    var nexts = IntStream.range(0, 8).mapToObj(i -> next(first)).toList();
    var made = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries =
          nexts.stream()
              .map(next -> (Callable<Boolean>) () -> keyrings().replace(app, first, next))
              .toList();
      for (var result : threads.invokeAll(tries)) {
        made += result.get() ? 1 : 0;
      }
    }
    assertThat(made).isEqualTo(1);
    assertThat(nexts).contains(keyrings().of(app).orElseThrow());
  }
}
