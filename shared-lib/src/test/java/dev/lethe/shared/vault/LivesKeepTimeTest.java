package dev.lethe.shared.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.retention.Moments;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// No life that was silent for long enough is a life, no tombstone stands that nothing can arrive
/// behind, and what is forbidden stays, though the Vault still has all of it.
class LivesKeepTimeTest {

  private static final Duration BURIED = Duration.ofDays(67);

  /// @param kept for how many days the application keeps data
  /// @param lives whether there is a life
  /// @param erased when an erasure was; nothing if there was none
  record Case(int kept, boolean lives, @Nullable Instant erased, boolean stopped, Instant now) {

    Instant silent() {
      return Records.DAY.plusDays(kept + 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    SubjectState state() {
      var key = new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[] {7}));
      var life = lives ? new Life("label", key, Records.DAY, Records.DAY) : null;
      return new SubjectState(3, 5, life, erased, Rights.NONE_USED.withStopped(stopped));
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.of(0, 1, 2, 3, 4, 5, 6, 7)
        .flatMap(kind ->
            Arbitraries.integers()
                .between(1, 90)
                .flatMap(kept -> {
                  var erased = (kind & 1) == 0 ? null : Records.NOON;
                  var first =
                      new Case(kept, (kind & 2) != 0, erased, (kind & 4) != 0, Records.NOON);
                  return Arbitraries.oneOf(
                          Moments.about(first.silent()), Moments.about(Records.NOON.plus(BURIED)))
                      .map(now -> new Case(kept, first.lives(), erased, first.stopped(), now));
                }));
  }

  @Property(tries = 25_000)
  void isNothingThatCounts(@ForAll("cases") Case one) {
    var state = one.state().at(one.now(), one.kept());
    assertThat(state.life() != null).isEqualTo(one.lives() && one.now().isBefore(one.silent()));
    assertThat(state.erased() != null)
        .isEqualTo(one.erased() != null && one.now().isBefore(one.erased().plus(BURIED)));
    assertThat(state.rights()).isEqualTo(one.state().rights());
    assertThat(state.lives()).isEqualTo(3);
  }
}
