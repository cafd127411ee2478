package dev.lethe.subjects.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.shared.signing.TestSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An erasure is closed when all that can be looked at is gone, and not before.
class ClosedErasureTest {

  private static final TestSigner SIGNER = TestSigner.create();
  private static final Instant VERIFIED = Erasures.ASKED.plusSeconds(90);

  private final Clock clock = Clock.fixed(Erasures.ASKED.plus(Seen.CLOSED), ZoneOffset.UTC);
  private final InMemoryReceiptChain chain = new InMemoryReceiptChain(clock);
  private final InMemoryReceiptSafe safe = new InMemoryReceiptSafe();
  private final Receipts receipts = new Receipts(chain, safe, SIGNER, clock);
  private final Erasure erasure = Erasures.of(Erasures.CUSTOMER);

  private Optional<SignedReceipt> close(List<Remains> remains) {
    return new Closings(chain, receipts, residue -> Optional.empty())
        .close(erasure.customer(), erasure.request(), remains);
  }

  /// All is gone, but of this residue there is something of a time.
  private static List<Remains> but(Residue residue, @Nullable Instant oldest) {
    var remains = Seen.atClosing();
    remains.replaceAll(one -> one.of() == residue ? Seen.of(residue, oldest) : one);
    return remains;
  }

  @Test
  void itFollowsInTheSameChainAndNamesTheReceiptThatItCloses() {
    var first = receipts.issue(erasure);
    var second = receipts.issue(Erasures.of(Erasures.CUSTOMER));
    var closed = close(Seen.atClosing()).orElseThrow();
    var told = ReceiptFiles.receipt(closed);
    assertThat(told.path("number").asLong()).isEqualTo(3);
    assertThat(told.path("previous").asText()).isEqualTo(second.head().hash());
    assertThat(told.path("closes").path("number").asLong()).isEqualTo(1);
    assertThat(told.path("closes").path("hash").asText()).isEqualTo(first.head().hash());
    assertThat(told.path("closes").path("id").asText())
        .isEqualTo(ReceiptFiles.receipt(first).path("id").asText());
    assertThat(told.path("request").path("verified").asText()).isEqualTo(VERIFIED.toString());
    assertThat(safe.find(Erasures.CUSTOMER, 3)).contains(closed);
    assertThat(chain.find(Erasures.CUSTOMER, ClosedErasure.name(erasure.request())))
        .contains(closed);
    assertThat(chain.find(Erasures.CUSTOMER, erasure.request())).contains(first);
  }

  @Test
  void whatLastsLongerIsSaidAsItWas() {
    var before = ReceiptFiles.receipt(receipts.issue(erasure)).path("residues");
    var left = ReceiptFiles.receipt(close(Seen.atClosing()).orElseThrow()).path("residues");
    assertThat(left)
        .hasSize(6)
        .allSatisfy(residue ->
            assertThat(StreamSupport.stream(before.spliterator(), false)).contains(residue));
  }

  @Test
  void itIsIssuedOnce() {
    receipts.issue(erasure);
    assertThat(close(Seen.atClosing())).isEqualTo(close(but(Residue.QUARANTINE, null)));
    assertThat(chain.head(Erasures.CUSTOMER).number()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "BACKUPS", "GIVEN_UP_DELIVERIES", "QUARANTINE"})
  void itIsNotClosedWhileAnythingOfTheTimeBeforeIsThere(Residue residue) {
    receipts.issue(erasure);
    assertThat(close(but(residue, VERIFIED.minusMillis(1)))).isEmpty();
    assertThat(close(but(residue, VERIFIED))).isEmpty();
    assertThat(close(but(residue, VERIFIED.plusMillis(1)))).isPresent();
  }

  @Test
  void whatAQueryThatWasRunningWroteLaterIsWaitedForToo() {
    receipts.issue(erasure);
    var written = VERIFIED.plus(Duration.ofDays(1));
    assertThat(close(but(Residue.RUNNING_QUERIES, written))).isEmpty();
    assertThat(close(but(Residue.RUNNING_QUERIES, written.plusMillis(1)))).isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "BACKUPS", "GIVEN_UP_DELIVERIES", "QUARANTINE", "RUNNING_QUERIES"})
  void whatCannotBeToldIsNotSaidToBeGone(Residue residue) {
    receipts.issue(erasure);
    var remains = Seen.atClosing();
    remains.removeIf(one -> one.of() == residue);
    assertThat(close(remains)).isEmpty();
  }

  @Test
  void eachThatCanBeMeasuredIsLookedFor() {
    var closings =
        new Closings(
            chain,
            receipts,
            residue ->
                Optional.of(Seen.of(residue, null)).filter(all -> residue != Residue.BACKUPS));
    assertThat(closings.look())
        .extracting(Remains::of)
        .containsExactly(
            Residue.STREAM,
            Residue.GIVEN_UP_DELIVERIES,
            Residue.QUARANTINE,
            Residue.RUNNING_QUERIES);
  }

  @Test
  void whatHasNoReceiptCannotBeClosed() {
    assertThatIllegalStateException().isThrownBy(() -> close(Seen.atClosing()));
  }

  @Test
  void noneIsMadeOfWhatWasNotSeen() {
    var head = new ChainHead(1, "0".repeat(64));
    var twice = Seen.atClosing();
    twice.add(Seen.of(Residue.STREAM, null));
    for (var remains : List.of(List.<Remains>of(), twice, but(Residue.STREAM, VERIFIED))) {
      assertThatIllegalArgumentException().isThrownBy(() -> closing(head, remains));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> closing(ChainHead.NONE, Seen.atClosing()));
    assertThatIllegalArgumentException().isThrownBy(() -> Seen.of(Residue.LOGS, null));
  }

  private ClosedErasure closing(ChainHead closes, List<Remains> remains) {
    return new ClosedErasure(
        erasure.request(), erasure.customer(), erasure.app(), VERIFIED, closes, remains);
  }
}
