package dev.lethe.ingest;

import static dev.lethe.ingest.Sender.device;
import static dev.lethe.ingest.Sender.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A device stops collection of itself, and lifts no more than that.
class OptOutTest {

  private final Sender sender = new Sender(Feature.END_USER_IDENTIFIER);

  private void assertSuppressed(Outcome outcome, String reason) {
    assertThat(outcome).isEqualTo(new Outcome.Taken(List.of()));
    assertThat(sender.records()).isEmpty();
    assertThat(sender.intake()).isEqualTo(Map.of("suppressed_" + reason, 1L));
  }

  @Test
  void anOptInLiftsNothingElse() {
    var others = new Rights(true, false, true, Set.of(Purpose.RESEARCH));
    sender.forbid(device("d1"), others);
    sender.send("optin", "{'anonymousId':'d1'}");
    assertThat(sender.state(device("d1")).rights()).isEqualTo(others.withOptedOut(false));
  }

  @Test
  void aDeviceStopsCollectionOfItselfAndAllowsItAgain() {
    sender.track("d1");
    assertThat(sender.send("optout", "{'anonymousId':'d1'}")).isEqualTo(new Outcome.Switched());
    sender.puts.clear();
    assertSuppressed(sender.track("d1"), "stopped");
    sender.puts.clear();
    assertThat(sender.send("optin", "{'anonymousId':'d1'}")).isEqualTo(new Outcome.Switched());
    sender.track("d1");
    assertThat(sender.records()).hasSize(1);
  }

  /// A life that was silent for as long as data is kept is over: its label and key do not stay
  /// because its device says that nothing is to be collected.
  @Test
  void anOptOutDoesNotKeepALifeThatIsOver() {
    sender.track("d1");
    var over = Objects.requireNonNull(sender.state(device("d1")).life());
    sender.at(Records.NOON.plus(Duration.ofDays(91)));
    sender.send("optout", "{'anonymousId':'d1'}");
    assertThat(sender.state(device("d1")).rights().optedOut()).isTrue();
    assertThat(sender.state(device("d1")).life()).isNull();
    assertThat(sender.gate.find(Sender.APP, Set.of(over.label()))).isEmpty();
  }

  /// The answer does not tell whether a device is known.
  @Test
  void aDeviceThatWasNeverSeenIsStoppedToo() {
    assertThat(sender.send("optout", "{'anonymousId':'never seen'}"))
        .isEqualTo(new Outcome.Switched());
    assertSuppressed(sender.track("never seen"), "stopped");
  }

  @Test
  void aDeviceCannotLiftWhatItsCustomerStopped() {
    sender.forbid(device("d1"), new Rights(false, true, false, Set.of()));
    assertThat(sender.send("optin", "{'anonymousId':'d1'}")).isEqualTo(new Outcome.Switched());
    assertSuppressed(sender.track("d1"), "stopped");
  }

  @Test
  void aDeviceLiftsItsOwnStopAndNotItsCustomers() {
    sender.forbid(device("d1"), new Rights(true, true, false, Set.of()));
    assertThat(sender.send("optin", "{'anonymousId':'d1'}")).isEqualTo(new Outcome.Switched());
    assertThat(sender.state(device("d1")).rights())
        .isEqualTo(new Rights(false, true, false, Set.of()));
    assertSuppressed(sender.track("d1"), "stopped");
  }

  @Test
  void aDeviceStopsCollectionThoughItsStateChangesInBetween() {
    sender.track("d1");
    sender.gate.beforeNextWrite(
        () -> sender.forbid(device("d1"), new Rights(false, false, true, Set.of())));
    assertThat(sender.send("optout", "{'anonymousId':'d1'}")).isEqualTo(new Outcome.Switched());
    assertThat(sender.state(device("d1")).rights())
        .isEqualTo(new Rights(true, false, true, Set.of()));
  }

  /// Each is kept, too.
  @Test
  void devicesThatWereNeverSeenAreBoundedByKeyAndMinute() {
    sender.track("known");
    for (var i = 1; i < Sender.NEW_SUBJECTS; i++) {
      assertThat(sender.send("optout", "{'anonymousId':'d" + i + "'}"))
          .isEqualTo(new Outcome.Switched());
    }
    assertThat(sender.send("optout", "{'anonymousId':'one more'}"))
        .isInstanceOf(Outcome.Throttled.class);
    assertThat(sender.state(device("one more"))).isEqualTo(SubjectState.UNKNOWN);
    assertThat(sender.send("optout", "{'anonymousId':'known'}")).isEqualTo(new Outcome.Switched());
  }

  @Test
  void aUserStopsNothingByItsName() {
    assertThat(sender.send("optout", "{'userId':'u1'}")).isInstanceOf(Outcome.Malformed.class);
    assertThat(sender.state(user("u1")).rights()).isEqualTo(Rights.NONE_USED);
  }

  @Test
  void aStopThatComesWhileARequestIsDecidedHolds() {
    sender.gate.beforeNextWrite(
        () -> sender.forbid(device("d1"), new Rights(false, true, false, Set.of())));
    assertSuppressed(sender.track("d1"), "stopped");
  }
}
