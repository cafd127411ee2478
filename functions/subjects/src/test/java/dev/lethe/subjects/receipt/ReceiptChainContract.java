package dev.lethe.subjects.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every chain of receipts does.
public abstract class ReceiptChainContract {

  private final String customer = Erasures.customer();
  private final Clock now = Clock.systemUTC();

  /// The same chain, at a time.
  protected abstract ReceiptChain chain(Clock clock);

  private static SignedReceipt receipt(String customer, long number) {
    var file = "{\"receipt\":\n{\"ä\":%d}\n,…".formatted(number).getBytes(UTF_8);
    return new SignedReceipt(customer, UUID.randomUUID().toString(), number, Bytes.copyOf(file));
  }

  @Test
  void beginsEmpty() {
    assertThat(chain(now).head(customer)).isEqualTo(ChainHead.NONE);
    assertThat(chain(now).find(customer, Erasures.REQUEST)).isEmpty();
  }

  @Test
  void growsAtItsEnd() {
    var chain = chain(now);
    var first = receipt(customer, 1);
    var second = receipt(customer, 2);
    assertThat(chain.append(ChainHead.NONE, first)).isTrue();
    assertThat(chain.append(first.head(), second)).isTrue();
    assertThat(chain.head(customer)).isEqualTo(second.head());
    assertThat(chain.find(customer, first.request())).contains(first);
    assertThat(chain.find(customer, second.request())).contains(second);
  }

  @Test
  void doesNotFork() {
    var chain = chain(now);
    var first = receipt(customer, 1);
    var second = receipt(customer, 2);
    chain.append(ChainHead.NONE, first);
    chain.append(first.head(), second);
    var late = receipt(customer, 1);
    assertThat(chain.append(ChainHead.NONE, late)).isFalse();
    var other = receipt(customer, 2);
    assertThat(chain.append(first.head(), other)).isFalse();
    var wrong = new ChainHead(2, "0".repeat(64));
    assertThat(chain.append(wrong, receipt(customer, 3))).isFalse();
    assertThat(chain.head(customer)).isEqualTo(second.head());
    assertThat(chain.find(customer, late.request())).isEmpty();
    assertThat(chain.find(customer, other.request())).isEmpty();
  }

  @Test
  void customersHaveChainsOfTheirOwn() {
    var chain = chain(now);
    var first = receipt(customer, 1);
    chain.append(ChainHead.NONE, first);
    var other = Erasures.customer();
    assertThat(chain.head(other)).isEqualTo(ChainHead.NONE);
    assertThat(chain.find(other, first.request())).isEmpty();
    assertThat(chain.append(ChainHead.NONE, receipt(other, 1))).isTrue();
    assertThat(chain.head(customer)).isEqualTo(first.head());
  }

  @Test
  void aReceiptIsShownForAsLongAsItIsKeptAndTheChainGoesOn() {
    var first = receipt(customer, 1);
    chain(now).append(ChainHead.NONE, first);
    var before = chain(Clock.offset(now, Duration.ofDays(759)));
    assertThat(before.find(customer, first.request())).contains(first);
    var after = chain(Clock.offset(now, Duration.ofDays(761)));
    assertThat(after.find(customer, first.request())).isEmpty();
    assertThat(after.head(customer)).isEqualTo(first.head());
  }
}
