package dev.lethe.retention.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SubjectState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a Vault that lost something must do, and the register that it is recovered from; run
/// against those in memory, and those in DynamoDB.
public abstract class LostVaultContract {

  protected final String app = "app_" + UUID.randomUUID();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Pseudonym subject = new Pseudonym("AbCdEfGhIjKlMnOpQrStUv");
  private final SubjectState restricted =
      new SubjectState(1, 2, null, null, Rights.NONE_USED.withRestricted(true));
  private final RightsRegister.Standing standing = new RightsRegister.Standing(subject, restricted);
  private final Life life =
      new Life(
          "label-" + UUID.randomUUID(),
          new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[] {7})),
          Records.DAY,
          Records.DAY);

  protected abstract LostVault vault();

  protected abstract RightsRegister register();

  /// Says in the register what stands of a subject.
  protected abstract void enter(Pseudonym subject, SubjectState standing);

  /// Says in the Vault what is known of a subject.
  protected abstract void plant(Pseudonym subject, SubjectState state);

  /// What the Vault knows of a subject.
  protected abstract Optional<SubjectState> state(Pseudonym subject);

  /// The application's keys.
  protected abstract Optional<SealedKeyring> keyring();

  private List<RightsRegister.Standing> all() {
    var all = new ArrayList<RightsRegister.Standing>();
    var some = register().after(app, null);
    while (!some.isEmpty()) {
      all.addAll(some);
      some = register().after(app, some.getLast().subject());
    }
    return all;
  }

  @Test
  void allThatStandsIsShownOnce() {
    assertThat(all()).isEmpty();
    var rights = new Rights(true, true, true, Set.of(Purpose.STATISTICS), Set.of(Purpose.RESEARCH));
    var entered =
        IntStream.range(0, 20)
            .mapToObj(i ->
                new RightsRegister.Standing(
                    new Pseudonym((i % 2 == 0 ? "-" : "z") + i + "CdEfGhIjKlMnOpQrS"),
                    new SubjectState(
                        i,
                        i + 1,
                        null,
                        i % 3 == 0 ? now : null,
                        i % 3 == 0 && i % 2 == 0 ? Rights.NONE_USED : rights)))
            .toList();
    entered.forEach(one -> enter(one.subject(), one.state()));
    assertThat(all()).containsExactlyInAnyOrderElementsOf(entered);
  }

  @Test
  void aRightStandsAgain() {
    enter(subject, restricted);
    vault().put(app, standing, restricted.recovered(now));
    assertThat(state(subject)).contains(restricted.recovered(now));
  }

  @Test
  void doneTwiceItIsDoneOnce() {
    enter(subject, restricted);
    vault().put(app, standing, restricted.recovered(now));
    vault().put(app, standing, restricted.recovered(now.plusSeconds(600)));
    assertThat(state(subject)).contains(restricted.recovered(now));
  }

  @Test
  void aRightThatStandsInTheVaultStays() {
    enter(subject, restricted);
    var stored = new SubjectState(1, 2, life, null, restricted.rights());
    plant(subject, stored);
    vault().put(app, standing, restricted.recovered(now));
    assertThat(state(subject)).contains(stored);
  }

  @Test
  void aLifeThatWasBegunWithoutKnowingOfTheRightGoes() {
    enter(subject, restricted);
    plant(subject, SubjectState.UNKNOWN.begin(life));
    vault().put(app, standing, restricted.recovered(now));
    assertThat(state(subject)).contains(restricted.recovered(now));
  }

  @Test
  void whatWasLiftedMeanwhileDoesNotComeBack() {
    vault().put(app, standing, restricted.recovered(now));
    assertThat(state(subject)).isEmpty();
    enter(subject, restricted.with(Rights.NONE_USED.withStopped(true)));
    vault().put(app, standing, restricted.recovered(now));
    assertThat(state(subject)).isEmpty();
  }

  @Test
  void anApplicationGetsItsKeysOnce() {
    assertThat(vault().hasKeys(app)).isFalse();
    var first = SealedKeyring.recovered(Keyrings.sealedKey(), Keyrings::sealedKey, now);
    vault().serve(app, first);
    vault().serve(app, SealedKeyring.recovered(first.pepper(), Keyrings::sealedKey, now));
    assertThat(vault().hasKeys(app)).isTrue();
    assertThat(keyring()).contains(first);
    assertThat(vault().hasKeys("app_of_another")).isFalse();
  }

  @Test
  void itIsKnownHowFarItIsUntilThereAreKeys() {
    assertThat(vault().last(app)).isEmpty();
    vault().goOnAfter(app, subject);
    vault().goOnAfter(app, new Pseudonym("later"));
    assertThat(vault().last(app)).contains(new Pseudonym("later"));
    vault().serve(app, Keyrings.sealed(Records.DAY));
    assertThat(vault().last(app)).isEmpty();
    vault().goOnAfter(app, subject);
    assertThat(vault().last(app)).as("noted by one who comes late").isEmpty();
  }
}
