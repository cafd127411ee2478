package dev.lethe.shared.termination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What terminations and the Registry agree on.
public abstract class TerminationsContract {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration GRACE = Duration.ofDays(7);

  protected abstract Terminations terminations();

  protected abstract Registry registry();

  /// A new application.
  protected abstract Application application();

  private static Termination asked(Application application, Reason reason) {
    return Termination.scheduled(
        application.customer(), application.id(), reason, "0123456789ab", NOW, GRACE);
  }

  private Termination found(Application application) {
    return terminations().find(application.customer(), application.id()).orElseThrow();
  }

  private Application read(Application application) {
    return registry().application(application.id()).orElseThrow();
  }

  @Test
  void anApplicationEndsWhenItsGracePeriodDoes() {
    var application = application();
    assertThat(terminations().schedule(asked(application, Reason.TERMINATION))).isTrue();
    assertThat(found(application)).isEqualTo(asked(application, Reason.TERMINATION));
    assertThat(read(application).ending()).isEqualTo(new Ending(NOW.plus(GRACE), false, false));
    assertThat(read(application).hasEnded(NOW.plus(GRACE).minusMillis(1))).isFalse();
    assertThat(read(application).hasEnded(NOW.plus(GRACE))).isTrue();
    assertThat(read(application).mayExport(NOW.plus(GRACE))).isFalse();
  }

  @Test
  void aMigrationMayExportAfterwards() {
    var application = application();
    terminations().schedule(asked(application, Reason.MIGRATION));
    assertThat(read(application).hasEnded(NOW.plus(GRACE))).isTrue();
    assertThat(read(application).mayExport(NOW.plus(GRACE))).isTrue();
  }

  @Test
  void nobodyElseFindsIt() {
    var application = application();
    terminations().schedule(asked(application, Reason.TERMINATION));
    assertThat(terminations().find("cus_another", application.id())).isEmpty();
  }

  @Test
  void itIsEnteredOnce() {
    var application = application();
    terminations().schedule(asked(application, Reason.TERMINATION));
    assertThat(terminations().schedule(asked(application, Reason.MIGRATION))).isFalse();
    assertThat(found(application).reason()).isEqualTo(Reason.TERMINATION);
    assertThat(read(application).mayExport(NOW.plus(GRACE))).isFalse();
  }

  @Test
  void anApplicationThatIsNotThereDoesNotEnd() {
    var application = application();
    var other = new Application("app_000", application.customer(), "None", application.settings());
    assertThat(terminations().schedule(asked(other, Reason.TERMINATION))).isFalse();
    assertThat(terminations().find(other.customer(), other.id())).isEmpty();
  }

  @Test
  void whileItsGracePeriodLastsItIsCancelledAndAskedForAgain() {
    var application = application();
    terminations().schedule(asked(application, Reason.MIGRATION));
    var at = NOW.plus(GRACE).minusMillis(1);
    assertThat(terminations().cancel(found(application), at)).isTrue();
    assertThat(found(application).status()).isEqualTo(Status.CANCELLED);
    assertThat(found(application).times()).containsEntry(Status.CANCELLED, at);
    assertThat(read(application).ending()).isNull();
    assertThat(terminations().schedule(asked(application, Reason.TERMINATION))).isTrue();
    assertThat(read(application).ending()).isEqualTo(new Ending(NOW.plus(GRACE), false, false));
  }

  @Test
  void afterwardsItIsNotCancelled() {
    var application = application();
    terminations().schedule(asked(application, Reason.TERMINATION));
    var read = found(application);
    assertThat(terminations().cancel(read, NOW.plus(GRACE))).isFalse();
    terminations().advance(read, Status.ENDING, NOW.plus(GRACE));
    assertThat(terminations().cancel(read, NOW)).as("by a clock that is late").isFalse();
    assertThat(read(application).hasEnded(NOW.plus(GRACE))).isTrue();
  }

  @Test
  void itBecomesWhatFollowsOnWhatItIs() {
    var application = application();
    terminations().schedule(asked(application, Reason.TERMINATION));
    var first = found(application);
    assertThat(terminations().advance(first, Status.ENDING, NOW)).isTrue();
    assertThat(terminations().advance(first, Status.ENDING, NOW.plusSeconds(1)))
        .as("by whoever read it before")
        .isFalse();
    assertThat(found(application).times()).containsEntry(Status.ENDING, NOW);
    assertThatThrownBy(() -> terminations().advance(found(application), Status.TERMINATED, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anExportIsNotedInPlaceOfTheOneThatWasRead() {
    var application = application();
    terminations().schedule(asked(application, Reason.MIGRATION));
    var first = found(application);
    assertThat(terminations().noteExport(first, "exp_1")).isTrue();
    assertThat(terminations().noteExport(first, "exp_2")).as("by another").isFalse();
    assertThat(found(application).export()).isEqualTo("exp_1");
    assertThat(terminations().noteExport(found(application), "exp_3")).isTrue();
    assertThat(found(application).export()).isEqualTo("exp_3");
  }

  @Test
  void aCustomerEndsByItself() {
    var application = application();
    var customer = application.customer();
    var own =
        Termination.scheduled(
            customer, customer, Reason.TERMINATION, Termination.OPERATOR, NOW, GRACE);
    assertThat(terminations().schedule(own)).isTrue();
    assertThat(terminations().schedule(own)).isFalse();
    assertThat(read(application).ending()).as("its applications have each one").isNull();
    terminations().schedule(asked(application, Reason.TERMINATION));
    assertThat(terminations().of(customer))
        .containsExactlyInAnyOrder(own, asked(application, Reason.TERMINATION));
    assertThat(terminations().of("cus_another")).isEmpty();
    assertThat(terminations().cancel(own, NOW)).isTrue();
    assertThat(read(application).ending()).isNotNull();
    assertThat(terminations().schedule(own)).isTrue();
  }

  /// The operator ends a customer's applications one after the other, and may go back on it before
  /// all are asked for.
  @Test
  void noApplicationEndsWithACustomerThatDoesNot() {
    var application = application();
    var customer = application.customer();
    var own =
        Termination.scheduled(
            customer, customer, Reason.TERMINATION, Termination.OPERATOR, NOW, GRACE);
    var with =
        Termination.scheduled(
            customer, application.id(), Reason.TERMINATION, Termination.OPERATOR, NOW, GRACE);
    terminations().schedule(own);
    terminations().cancel(own, NOW);
    assertThat(terminations().schedule(with)).isFalse();
    assertThat(read(application).ending()).isNull();
    assertThat(terminations().find(customer, application.id())).isEmpty();
    terminations().schedule(own);
    assertThat(terminations().schedule(with)).isTrue();
  }

  @Test
  void whatIsDoneHasItsReceiptOnce() {
    var application = application();
    terminations().schedule(asked(application, Reason.TERMINATION));
    terminations().advance(found(application), Status.ENDING, NOW);
    terminations().advance(found(application), Status.DELETING, NOW);
    var read = found(application);
    terminations().done(read, "the receipt", NOW.plusSeconds(1));
    terminations().done(read, "another", NOW.plusSeconds(2));
    assertThat(found(application).status()).isEqualTo(Status.TERMINATED);
    assertThat(found(application).receipt()).isEqualTo("the receipt");
    assertThat(terminations().schedule(asked(application, Reason.TERMINATION))).isFalse();
  }
}
