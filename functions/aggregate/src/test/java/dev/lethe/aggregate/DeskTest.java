package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.aggregate.Header.Death;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Records;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Header and entries of a label are not read at one time; what is decided by fits together.
class DeskTest {

  private static final LocalDate DAY = Records.DAY;
  private static final Header ALIVE = new Header(1, null, List.of(), Header.NONE.skewed());
  private static final Header DEAD =
      ALIVE.with(new Death(at(9), Found.NOTHING, Set.of())).written();

  private final Queue<Account> reads = new ArrayDeque<>();
  private final Desk desk =
      new Desk(
          new ForwardingLedger(new InMemoryLedger()) {
            @Override
            public Account read(String label, LocalDate from) {
              return reads.remove();
            }
          },
          "label");

  private static Position at(int sequence) {
    return Position.of("shardId-000000000000:" + sequence);
  }

  private static Filed filed(int number, long header) {
    return Filed.of(
        DAY, number, new Entry(at(number), 0, 0, header, List.of(), List.of(), Map.of()));
  }

  private static Account of(Header header, Filed... filed) {
    return new Account(DAY, header, List.of(filed));
  }

  private Account seen() {
    return desk.settle(DAY, sight -> new Desk.Outcome.Settled<>(sight.account()));
  }

  @Test
  void whatFitsIsReadOnce() {
    var fits = of(ALIVE, filed(0, 0), filed(1, 1));
    reads.add(fits);
    assertThat(seen()).isEqualTo(fits);
  }

  @Test
  void anEntryOfALaterHeaderIsNotBelieved() {
    var fits = of(ALIVE.written(), filed(0, 2));
    reads.add(of(ALIVE, filed(0, 2)));
    reads.add(fits);
    assertThat(seen()).isEqualTo(fits);
  }

  @Test
  void aPlaceThatWasEmptiedUnderALaterHeaderIsNotBelieved() {
    var fits = of(DEAD, Filed.emptied(DAY, 0, DEAD.version()));
    reads.add(of(ALIVE, Filed.emptied(DAY, 0, DEAD.version())));
    reads.add(fits);
    reads.add(fits);
    assertThat(seen()).isEqualTo(fits);
  }

  /// A record whose entry was written in between would be dropped as one that comes too late.
  @Test
  void entriesOfADeadLabelAreReadAfterItIsKnown() {
    var fits = of(DEAD, filed(0, 1));
    reads.add(of(DEAD));
    reads.add(fits);
    assertThat(seen()).isEqualTo(fits);
  }

  @Test
  void whatNeverFitsIsAFailure() {
    for (var read = 0; read < 10; read++) {
      reads.add(of(ALIVE, filed(0, 2)));
    }
    assertThatThrownBy(this::seen).isInstanceOf(IllegalStateException.class);
  }
}
