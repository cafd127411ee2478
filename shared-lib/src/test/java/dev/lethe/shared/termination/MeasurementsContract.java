package dev.lethe.shared.termination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lethe.shared.termination.Emptying.Round;
import dev.lethe.shared.termination.Measurements.Measured;
import dev.lethe.shared.termination.Measurements.Work;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What measurements keep.
public abstract class MeasurementsContract {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final String customer = "cus_" + UUID.randomUUID();

  protected abstract Measurements measurements();

  private Round round(int number, EndedStore store) {
    return new Round(customer, "app_1", number, store);
  }

  private Measured only() {
    var all = measurements().of(customer, "app_1");
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void aStoreIsDoneWhenAllItsPartsAre() {
    var vault = round(0, EndedStore.VAULT);
    measurements().planned(vault, Work.REMOVAL, 2);
    measurements().found(vault, "0/2", 7);
    measurements().removed(vault, "0/2", NOON.plusSeconds(5));
    measurements().found(vault, "1/2", 3);
    measurements().planned(vault, Work.SEARCH, 1);
    assertThat(only().isComplete()).isFalse();
    measurements().removed(vault, "1/2", NOON);
    assertThat(only().isComplete()).as("before it is searched").isFalse();
    measurements().searched(vault, "0/1", 2, NOON.plusSeconds(9));
    assertThat(only())
        .isEqualTo(
            new Measured(
                EndedStore.VAULT,
                0,
                Optional.of(2),
                2,
                10,
                Optional.of(NOON.plusSeconds(5)),
                Optional.of(1),
                1,
                2,
                Optional.of(NOON.plusSeconds(9))));
    assertThat(only().isComplete()).isTrue();
  }

  @Test
  void whoIsKilledAndBeginsAgainKeepsWhatWasSaid() {
    var ledger = round(0, EndedStore.LEDGER);
    measurements().planned(ledger, Work.REMOVAL, 1);
    measurements().found(ledger, "0/1", 7);
    measurements().found(ledger, "0/1", 2);
    measurements().removed(ledger, "0/1", NOON);
    measurements().removed(ledger, "0/1", NOON.plusSeconds(60));
    measurements().planned(ledger, Work.SEARCH, 1);
    measurements().searched(ledger, "0/1", 1, NOON);
    measurements().searched(ledger, "0/1", 0, NOON.plusSeconds(60));
    assertThat(only().found()).isEqualTo(7);
    assertThat(only().removedAt()).contains(NOON);
    assertThat(only().again()).isEqualTo(1);
    assertThat(only().searchedAt()).contains(NOON);
  }

  @Test
  void aStoreWithoutPartsIsDone() {
    var archive = round(0, EndedStore.ARCHIVE);
    measurements().planned(archive, Work.REMOVAL, 0);
    measurements().planned(archive, Work.SEARCH, 0);
    assertThat(only().isComplete()).isTrue();
    assertThat(only().removedAt()).isEmpty();
  }

  @Test
  void eachRoundOfEachStoreIsMeasuredForItself() {
    measurements().planned(round(1, EndedStore.KEYS), Work.REMOVAL, 1);
    measurements().planned(round(0, EndedStore.VAULT), Work.REMOVAL, 1);
    measurements().planned(round(0, EndedStore.KEYS), Work.REMOVAL, 1);
    measurements().found(round(1, EndedStore.KEYS), "secret", 1);
    assertThat(measurements().of(customer, "app_1"))
        .extracting(Measured::round, Measured::store, Measured::found)
        .containsExactly(
            tuple(0, EndedStore.KEYS, 0L),
            tuple(0, EndedStore.VAULT, 0L),
            tuple(1, EndedStore.KEYS, 1L));
    assertThat(measurements().of(customer, "app_2")).isEmpty();
    assertThat(measurements().of("cus_2", "app_1")).isEmpty();
  }
}
