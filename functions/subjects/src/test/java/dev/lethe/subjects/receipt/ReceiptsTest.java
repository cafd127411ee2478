package dev.lethe.subjects.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.signing.Signer;
import dev.lethe.shared.signing.SigningCertificate;
import dev.lethe.shared.signing.TestSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One receipt for a request, and one chain for a customer, whatever happens.
class ReceiptsTest {

  private static final TestSigner SIGNER = TestSigner.create();
  private static final Instant NOW = Erasures.ASKED.plus(Duration.ofMinutes(2));
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final InMemoryReceiptChain chain = new InMemoryReceiptChain(CLOCK);
  private final InMemoryReceiptSafe safe = new InMemoryReceiptSafe();
  private final String customer = Erasures.customer();

  private Receipts receipts(Clock clock) {
    return new Receipts(chain, safe, SIGNER, clock);
  }

  @Test
  void eachNamesTheOneBefore() {
    var first = receipts(CLOCK).issue(Erasures.of(customer));
    var second = receipts(CLOCK).issue(Erasures.of(customer));
    var others = receipts(CLOCK).issue(Erasures.of(Erasures.customer()));
    assertThat(ReceiptFiles.receipt(first).path("number").asInt()).isEqualTo(1);
    assertThat(ReceiptFiles.receipt(first).path("previous").isNull()).isTrue();
    assertThat(ReceiptFiles.receipt(second).path("number").asInt()).isEqualTo(2);
    assertThat(ReceiptFiles.receipt(second).path("previous").asText())
        .isEqualTo(first.head().hash());
    assertThat(others.number()).isEqualTo(1);
    assertThat(chain.head(customer)).isEqualTo(second.head());
    assertThat(safe.find(customer, 2)).contains(second);
  }

  @Test
  void whoeverAsksAgainGetsTheSame() {
    var erasure = Erasures.of(customer);
    var first = receipts(CLOCK).issue(erasure);
    var later = receipts(Clock.offset(CLOCK, Duration.ofDays(1)));
    assertThat(later.issue(erasure)).isEqualTo(first);
    later.issue(Erasures.of(customer));
    assertThat(later.issue(erasure)).isEqualTo(first);
    assertThat(chain.head(customer).number()).isEqualTo(2);
  }

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noneIsLostAndNoChainForksHoweverManyAreKilledMeetOrAreRestored(int seed) {
    new ReceiptHistory(seed, SIGNER, CLOCK).play();
  }

  @Test
  void nothingIsIssuedThatCannotBeVerified() {
    var another = TestSigner.create();
    var mistaken =
        new Signer() {
          @Override
          public SigningCertificate certificate() {
            return another.certificate();
          }

          @Override
          public Bytes sign(Bytes message) {
            return SIGNER.sign(message);
          }
        };
    var receipts = new Receipts(chain, safe, mistaken, CLOCK);
    assertThatIllegalStateException()
        .isThrownBy(() -> receipts.issue(Erasures.of(customer)))
        .withMessage("The certificate is not of the key that signs.");
    assertThat(safe.find(customer, 1)).isEmpty();
  }

  @Test
  void nothingIsIssuedUnderACertificateThatIsNotValid() {
    var early = new Receipts(chain, safe, TestSigner.create("2030/01/01"), CLOCK);
    assertThatIllegalStateException()
        .isThrownBy(() -> early.issue(Erasures.of(customer)))
        .withMessage("The certificate is not valid now.");
    assertThat(safe.find(customer, 1)).isEmpty();
  }
}
