package dev.lethe.subjects.receipt;

import static dev.lethe.subjects.receipt.Erasures.APP;
import static dev.lethe.subjects.receipt.Erasures.ASKED;
import static dev.lethe.subjects.receipt.Erasures.CUSTOMER;
import static dev.lethe.subjects.receipt.Erasures.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.shared.rights.Store;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No receipt can be made of what is not complete, or was not as it should be.
class ErasureTest {

  private static final Instant BEGUN = ASKED.plusSeconds(1);
  private static final Instant VERIFIED = ASKED.plusSeconds(90);
  private static final DestroyedKeys KEYS = new DestroyedKeys(1, BEGUN);

  private static void refused(String because, ThrowingCallable made) {
    assertThatIllegalArgumentException().isThrownBy(made).withMessage(because);
  }

  @ParameterizedTest
  @EnumSource
  void eachStoreIsSearched(Store store) {
    var searches = Erasures.searches();
    var last = Erasures.search(store, 3, 3, 0, 0);
    assertThat(searches.remove(last)).isTrue();
    refused(
        "A store was not searched.", () -> Erasures.with(CUSTOMER, REQUEST, List.copyOf(searches)));
    searches.add(last);
    assertThat(Erasures.with(CUSTOMER, REQUEST, searches).searches())
        .extracting(StoreSearch::store)
        .containsExactly(Store.values());
    searches.add(last);
    refused("A store is told of twice.", () -> Erasures.with(CUSTOMER, REQUEST, searches));
  }

  @Test
  void nothingIsLeftButAnonymousStatistics() {
    refused("A store found something again.", () -> Erasures.search(Store.ARCHIVE, 3, 3, 0, 1));
    refused(
        "A store has not removed all that it found.",
        () -> Erasures.search(Store.ARCHIVE, 3, 2, 0, 0));
    refused(
        "A store leaves what is not anonymous.", () -> Erasures.search(Store.ARCHIVE, 3, 2, 1, 0));
    refused("A store has a number below zero.", () -> Erasures.search(Store.ARCHIVE, -1, -1, 0, 0));
    assertThat(Erasures.search(Store.STATISTICS, 3, 2, 1, 0).anonymous()).isOne();
    refused("There are fewer keys than none.", () -> new DestroyedKeys(-1, BEGUN));
  }

  @Test
  void idsAreOursAndRandom() {
    refused("The request's id is no UUID.", () -> Erasures.of(CUSTOMER, "jane@example.com"));
    refused("The customer's id is none of ours.", () -> Erasures.of("jane@example.com", REQUEST));
    refused(
        "The application's id is none of ours.",
        () -> erasure("jane@example.com", ASKED, BEGUN, KEYS, VERIFIED));
  }

  private static Erasure erasure(
      String app, Instant asked, Instant begun, DestroyedKeys keys, Instant verified) {
    return new Erasure(REQUEST, CUSTOMER, app, asked, begun, keys, Erasures.searches(), verified);
  }

  @Test
  void timesFollowEachOther() {
    refused(
        "It began before it was asked for.",
        () -> erasure(APP, BEGUN.plusSeconds(1), BEGUN, KEYS, VERIFIED));
    refused(
        "The keys went before it began.",
        () -> erasure(APP, ASKED, BEGUN.plusSeconds(1), KEYS, VERIFIED));
    var later = new DestroyedKeys(1, VERIFIED.plusSeconds(1));
    refused(
        "The keys went after all was verified.", () -> erasure(APP, ASKED, BEGUN, later, VERIFIED));
    var last = ASKED.plusSeconds(70);
    refused(
        "A store was searched after the last.",
        () -> erasure(APP, ASKED, BEGUN, KEYS, last.minusMillis(1)));
    assertThat(erasure(APP, ASKED, BEGUN, KEYS, last).verified()).isEqualTo(last);
    var late = ASKED.plusSeconds(11);
    refused(
        "Something was removed before it began.",
        () -> erasure(APP, ASKED, late, new DestroyedKeys(1, late), VERIFIED));
    refused(
        "A store was searched again before all was removed.",
        () -> new StoreSearch(Store.VAULT, 1, 1, 0, VERIFIED, 0, VERIFIED.minusMillis(1)));
    var erasure = Erasures.of(CUSTOMER, REQUEST);
    refused(
        "A receipt was made before all was measured.",
        () -> Receipt.of(erasure, ChainHead.NONE, VERIFIED.minusMillis(1), "00"));
  }

  @Test
  void aChainEndsWithAReceiptOrHasNone() {
    for (var head :
        Arrays.<ThrowingCallable>asList(
            () -> new ChainHead(1, null),
            () -> new ChainHead(0, "00"),
            () -> new ChainHead(-1, "00"))) {
      refused("A chain ends with a receipt, or has none.", head);
    }
  }
}
