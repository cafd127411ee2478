package dev.lethe.subjects.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.shared.signing.TestSigner;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.subjects.receipt.EndedApplication.EmptiedStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Receipts of terminations: as the published schema says, and never of what is not complete.
class TerminationReceiptTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final String CUSTOMER = "cus_0123456789abcdef01234567";
  private static final String APP = "app_0123456789abcdef01234567";
  private static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(3_600), ZoneOffset.UTC);

  private final Receipts receipts =
      new Receipts(
          new InMemoryReceiptChain(CLOCK), new InMemoryReceiptSafe(), TestSigner.create(), CLOCK);

  private static int place(EndedStore store) {
    return List.of(EndedStore.values()).indexOf(store);
  }

  private static EmptiedStore emptied(EndedStore store) {
    return new EmptiedStore(
        store, 5, NOON.plusSeconds(60 + place(store)), NOON.plusSeconds(200 + place(store)));
  }

  private static List<EmptiedStore> all() {
    return new ArrayList<>(
        Arrays.stream(EndedStore.values()).map(TerminationReceiptTest::emptied).toList());
  }

  private static EndedApplication ended(List<EmptiedStore> stores) {
    return new EndedApplication(
        CUSTOMER, APP, Reason.MIGRATION, NOON, NOON.plusSeconds(10), stores);
  }

  @Test
  void anApplicationsIsAsTheSchemaSays() {
    var shuffled = all();
    Collections.reverse(shuffled);
    var receipt = ReceiptFiles.receipt(receipts.issue(ended(shuffled)));
    assertThat(receipt.path("type").asText()).isEqualTo("termination");
    assertThat(receipt.path("termination").path("keysDestroyed").asText())
        .isEqualTo("2026-11-24T12:01:00.000Z");
    assertThat(receipt.path("termination").path("verified").asText())
        .isEqualTo("2026-11-24T12:03:32.000Z");
    assertThat(receipt.path("stores").get(0).path("store").asText()).isEqualTo("keys");
    assertThat(receipt.path("stores")).hasSize(EndedStore.values().length);
  }

  @Test
  void aCustomersIsAsTheSchemaSays() {
    var first = receipts.issue(ended(all()));
    var receipt =
        ReceiptFiles.receipt(
            receipts.issue(
                new EndedCustomer(
                    CUSTOMER,
                    Reason.TERMINATION,
                    NOON,
                    NOON.plusSeconds(10),
                    List.of(new EndedCustomer.OfApplication(APP, first.head())),
                    emptied(EndedStore.REGISTRY))));
    assertThat(receipt.path("type").asText()).isEqualTo("customer_termination");
    assertThat(receipt.path("previous").asText()).isEqualTo(first.head().hash());
    assertThat(receipt.path("applications").get(0).path("hash").asText())
        .isEqualTo(first.head().hash());
  }

  @Test
  void aStoreThatWasNotEmptiedIsNoReceipt() {
    for (var store : EndedStore.values()) {
      var others = all();
      others.removeIf(one -> one.store() == store);
      assertThatIllegalArgumentException().isThrownBy(() -> ended(others));
    }
    var twice = all();
    twice.add(emptied(EndedStore.VAULT));
    assertThatIllegalArgumentException().isThrownBy(() -> ended(twice));
  }

  @Test
  void nothingGoesBeforeTheKeys() {
    var early = all();
    early.set(
        place(EndedStore.VAULT),
        new EmptiedStore(EndedStore.VAULT, 5, NOON.plusSeconds(59), NOON.plusSeconds(300)));
    assertThatIllegalArgumentException().isThrownBy(() -> ended(early));
  }

  @Test
  void noStoreIsSearchedBeforeItIsEmptied() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new EmptiedStore(EndedStore.VAULT, 5, NOON.plusSeconds(2), NOON.plusSeconds(1)));
  }
}
