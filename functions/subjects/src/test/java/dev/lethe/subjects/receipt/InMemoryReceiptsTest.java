package dev.lethe.subjects.receipt;

import java.time.Clock;
import org.junit.jupiter.api.Nested;

/// The stores in memory do what those of AWS do.
class InMemoryReceiptsTest {

  @Nested
  class Chain extends ReceiptChainContract {

    private final InMemoryReceiptChain chain = new InMemoryReceiptChain(Clock.systemUTC());

    @Override
    protected ReceiptChain chain(Clock clock) {
      return chain.at(clock);
    }
  }

  @Nested
  class Safe extends ReceiptSafeContract {

    private final ReceiptSafe safe = new InMemoryReceiptSafe();

    @Override
    protected ReceiptSafe safe() {
      return safe;
    }
  }
}
