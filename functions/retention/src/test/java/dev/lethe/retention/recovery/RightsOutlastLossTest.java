package dev.lethe.retention.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.env.Clocks;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever is forbidden, allowed again, erased and lost, by whoever decided it before the loss or
/// in it, and wherever recoveries are killed: whenever an application has keys, all that stands of
/// its subjects is what was said last.
class RightsOutlastLossTest {

  private static final String APP = "app_1";
  private static final int SUBJECTS = 7;
  private static final int STEPS = 120;
  private static final int RETENTION = Settings.LONGEST_RETENTION;
  private static final Bytes PEPPER = Keyrings.sealedKey();

  /// A change that somebody decided and has not made yet.
  ///
  /// @param counts what counted of the state before
  private record Decision(
      Pseudonym subject,
      SubjectState before,
      SubjectState counts,
      UnaryOperator<SubjectState> change) {

    private SubjectState after() {
      return change.apply(counts);
    }

    private boolean isNothing() {
      var after = after();
      return after.rights().equals(counts.rights()) && after.lives() == counts.lives();
    }
  }

  /// What is thrown in the place of a killed process.
  private static final class End extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final class World {

    private final InMemoryLostVault vault = new InMemoryLostVault();
    private final Map<Pseudonym, SubjectState> said = new HashMap<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final Random random;
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private int labels;

    World(long seed) {
      random = new Random(seed);
      vault.keys.put(APP, Keyrings.sealed(LocalDate.ofInstant(now, ZoneOffset.UTC)));
    }

    void step() {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> decide();
        case 3, 4, 5 -> make(decide());
        case 6, 7 -> makeLate();
        case 8 -> {
          now = now.plus(Duration.ofMinutes(random.nextLong(200_000)));
          // Nobody takes days to write what was decided.
          decisions.clear();
        }
        case 9 -> {
          vault.expire(now, RETENTION);
          vault.register.expire(now);
        }
        case 10 -> lose();
        default -> recover(random.nextInt(SUBJECTS + 4));
      }
      if (vault.hasKeys(APP)) {
        allStands();
      }
    }

    private void lose() {
      vault.lose();
      now = now.plus(Duration.ofMinutes(1));
    }

    /// Steps of requests do not look whether there are keys, and requests looked some time ago.
    private Decision decide() {
      var subject = new Pseudonym("subject-" + random.nextInt(SUBJECTS));
      var before = vault.state(APP, subject).orElse(SubjectState.UNKNOWN);
      var counts = before.at(now, RETENTION);
      var rights = counts.rights();
      UnaryOperator<SubjectState> change =
          switch (random.nextInt(7)) {
            case 0 -> begins(life());
            case 1 -> erases(now);
            case 2 -> changes(optedOut(!rights.optedOut()));
            case 3 -> changes(stopped(!rights.stopped()));
            case 4 -> changes(restricted(!rights.restricted()));
            case 5 -> changes(objecting(some()));
            default -> changes(withdrawing(some()));
          };
      var decision = new Decision(subject, before, counts, change);
      if (decision.isNothing()) {
        // As for the steps of requests and for ingest: it is so already.
        return decide();
      }
      decisions.add(decision);
      return decision;
    }

    private Set<Purpose> some() {
      return random.nextBoolean() ? Set.of() : Set.of(Purpose.STATISTICS);
    }

    private Life life() {
      var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
      var key = new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[] {7}));
      return new Life("label-" + labels++, key, day, day);
    }

    private void makeLate() {
      if (!decisions.isEmpty()) {
        make(decisions.remove(random.nextInt(decisions.size())));
      }
    }

    /// What was asked holds for the subject as they are, whatever the Vault knew when it was asked.
    private void make(Decision decision) {
      decisions.remove(decision);
      if (vault.change(APP, decision.subject(), decision.before(), decision.after(), now)) {
        said.merge(
            decision.subject(),
            decision.change().apply(SubjectState.UNKNOWN),
            (known, first) -> decision.change().apply(known.standing(now)));
      }
    }

    private static UnaryOperator<SubjectState> begins(Life life) {
      return state -> state.begin(life);
    }

    private static UnaryOperator<SubjectState> erases(Instant at) {
      return state -> state.erase(at);
    }

    private static UnaryOperator<SubjectState> changes(UnaryOperator<Rights> change) {
      return state -> state.with(change.apply(state.rights()));
    }

    private static UnaryOperator<Rights> optedOut(boolean is) {
      return rights -> rights.withOptedOut(is);
    }

    private static UnaryOperator<Rights> stopped(boolean is) {
      return rights -> rights.withStopped(is);
    }

    private static UnaryOperator<Rights> restricted(boolean is) {
      return rights -> rights.withRestricted(is);
    }

    private static UnaryOperator<Rights> objecting(Set<Purpose> purposes) {
      return rights -> rights.withObjections(purposes);
    }

    private static UnaryOperator<Rights> withdrawing(Set<Purpose> purposes) {
      return rights -> rights.withWithdrawals(purposes);
    }

    private void recover(int writes) {
      var killed =
          Killed.after(
              writes,
              vault,
              () -> {
                throw new End();
              });
      try {
        recovery(random.nextBoolean() ? killed : vault).run(now.plusSeconds(1));
      } catch (End | IllegalStateException e) {
        // It is run again.
      }
    }

    private Recovery recovery(LostVault of) {
      return new Recovery(
          new Recovery.Kept(
              () -> List.of(new Application(APP, "cus_1", "App", Settings.STANDARD)),
              app -> Optional.of(PEPPER),
              vault),
          app -> Keyrings.sealedKey(),
          of,
          Runnable::run,
          Clocks.showing(() -> now));
    }

    private void allStands() {
      for (var number = 0; number < SUBJECTS; number++) {
        var subject = new Pseudonym("subject-" + number);
        var stands = vault.state(APP, subject).orElse(SubjectState.UNKNOWN).standing(now);
        var expected = said.getOrDefault(subject, SubjectState.UNKNOWN).standing(now);
        assertThat(stands.rights()).isEqualTo(expected.rights());
        assertThat(stands.erased()).isEqualTo(expected.erased());
      }
    }

    void end() {
      lose();
      recovery(vault).run(now.plusSeconds(1));
      allStands();
    }
  }

  @Property(tries = 3_000)
  void allStandsThatWasSaidLast(@ForAll long seed) {
    var world = new World(seed);
    for (var step = 0; step < STEPS; step++) {
      world.step();
    }
    world.end();
  }
}
