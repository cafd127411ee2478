package dev.lethe.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.retention.StoredLives.Life;
import dev.lethe.retention.StoredLives.Link;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForgettingTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  private final InMemoryStoredLives lives = new InMemoryStoredLives();

  private static Application application(String id, int retentionDays) {
    return new Application(
        id,
        "cus_1",
        "App",
        new Settings(Set.of(), Masking.STANDARD, ZoneOffset.UTC, retentionDays, 1));
  }

  private Life seen(String app, int daysAgo) {
    var label = app + daysAgo;
    return lived(life(app, label, 0, TODAY.minusDays(daysAgo)));
  }

  /// A user who was seen today, under a key of user ids.
  private Life user(String app, int usersKeyNumber) {
    var label = app + "user" + usersKeyNumber;
    return lived(life(app, label, usersKeyNumber, TODAY));
  }

  private static Life life(String app, String label, int usersKeyNumber, LocalDate seen) {
    return new Life(
        app, new Pseudonym(label), label, 1, 1, usersKeyNumber, seen, SubjectState.UNKNOWN);
  }

  private Life lived(Life life) {
    lives.add(life);
    return life;
  }

  private Link linked(String app, int usersKeyNumber) {
    var link =
        new Link(app, new Pseudonym(app), new Pseudonym("d" + usersKeyNumber), usersKeyNumber);
    lives.links.add(link);
    return link;
  }

  private Forgetting.Outcome run(Instant until) {
    return new Forgetting(
            () -> List.of(application("app_1", 90), application("app_2", 7)),
            lives,
            Runnable::run,
            Clock.fixed(NOW, ZoneOffset.UTC))
        .run(until);
  }

  @Test
  void whoWasSilentForAsLongAsDataIsKeptIsForgottenAndNobodyElse() {
    var stays = Set.of(seen("app_1", 90), seen("app_1", 0), seen("app_2", 7), seen("gone", 90));
    var goes = List.of(seen("app_1", 91), seen("app_1", 400), seen("app_2", 8), seen("gone", 91));
    var outcome = run(NOW.plusSeconds(1));
    assertThat(outcome).isEqualTo(new Forgetting.Outcome(goes.size(), true));
    assertThat(lives.lives.keySet()).isEqualTo(stays);
  }

  @Test
  void whatUserIdsHadCollectedIsForgottenAndNothingElse() {
    lives.usersKeyNumbers.put("app_1", 5);
    lives.usersKeyNumbers.put("app_2", 2);
    var stays = Set.of(user("app_1", 5), user("app_2", 4), user("gone", 4), seen("app_1", 0));
    var linksStay = List.of(linked("app_1", 5), linked("app_2", 4), linked("gone", 4));
    user("app_1", 4);
    linked("app_1", 4);
    lives.links.add(new Link("app_1", new Pseudonym("app_1"), new Pseudonym("d0"), 0));
    assertThat(run(NOW.plusSeconds(1)).forgotten()).isEqualTo(1);
    assertThat(lives.lives.keySet()).isEqualTo(stays);
    assertThat(lives.links).containsAll(linksStay).hasSize(4);
  }

  @Test
  void whoIsSeenMeanwhileIsNotForgotten() {
    var life = seen("app_1", 91);
    lives.lives.put(life, false);
    assertThat(run(NOW.plusSeconds(1)).forgotten()).isZero();
    assertThat(lives.lives).containsKey(life);
  }

  @Test
  void theNextTimeGoesOnWhereItWasLeftAndLeavesNobodyOut() {
    IntStream.range(91, 1_091).forEach(daysAgo -> seen("app_1", daysAgo));
    assertThat(run(NOW).isDone()).isFalse();
    assertThat(lives.looked).isEmpty();
    lives.goOnWith(240);
    assertThat(run(NOW.plusSeconds(1)).isDone()).isTrue();
    assertThat(lives.looked.getFirst()).isEqualTo(240);
    assertThat(new HashSet<>(lives.looked)).hasSize(StoredLives.PARTS);
    assertThat(lives.lives).isEmpty();
    assertThat(lives.next()).isEqualTo(240);
  }

  @Test
  void aFailureIsToldAndWhatItFailedAtIsLookedAtAgain() {
    lives.goOnWith(16);
    lives.failsAt = 40;
    assertThatIllegalStateException()
        .isThrownBy(() -> run(NOW.plusSeconds(1)))
        .withMessage("A part of the Vault could not be looked at.");
    assertThat(lives.next()).isEqualTo(32);
  }
}
