package dev.lethe.subjects.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.signing.Signer;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A customer's receipts in a world in which issuers are killed before and after each call, others
/// come between any two calls, and the table is restored from a backup.
final class ReceiptHistory {

  private static final int REQUESTS = 6;
  private static final int DEEPEST = 3;

  private final Random random;
  private final InMemoryReceiptChain chain;
  private final InMemoryReceiptSafe safe = new InMemoryReceiptSafe();
  private final String customer = Erasures.customer();
  private final List<Erasure> erasures;
  private final Map<Integer, SignedReceipt> told = new HashMap<>();
  private final Receipts receipts;
  private @Nullable Runnable backup;
  private boolean calm;
  private int depth;

  ReceiptHistory(int seed, Signer signer, Clock clock) {
    this.random = new Random(seed);
    this.chain = new InMemoryReceiptChain(clock);
    this.receipts = new Receipts(new TroubledChain(), new TroubledSafe(), signer, clock);
    this.erasures = Stream.generate(() -> Erasures.of(customer)).limit(REQUESTS).toList();
  }

  private static final class KilledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  void play() {
    for (var i = 0; i < 2 * REQUESTS; i++) {
      ask(random.nextInt(REQUESTS));
      var known = backup;
      switch (random.nextInt(6)) {
        case 0 -> backup = chain.backup();
        case 1 -> {
          if (known != null) {
            known.run();
          }
        }
        default -> {
          // Nothing happens in between.
        }
      }
    }
    calm = true;
    IntStream.range(0, REQUESTS).forEach(this::ask);
    check();
  }

  /// Whoever is told twice is told the same.
  private void ask(int request) {
    try {
      var receipt = receipts.issue(erasures.get(request));
      assertThat(told.getOrDefault(request, receipt)).isEqualTo(receipt);
      told.put(request, receipt);
    } catch (KilledException e) {
      assertThat(calm).isFalse();
    }
  }

  private void check() {
    var seen = new HashSet<String>();
    var head = ChainHead.NONE;
    while (safe.find(customer, head.number() + 1).isPresent()) {
      var next = safe.find(customer, head.number() + 1).orElseThrow();
      var previous = ReceiptFiles.receipt(next).path("previous");
      assertThat(previous.isNull() ? null : previous.asText()).isEqualTo(head.hash());
      assertThat(seen.add(next.request())).as("one for a request").isTrue();
      head = next.head();
    }
    assertThat(told).hasSize(REQUESTS);
    assertThat(head.number()).isEqualTo(REQUESTS);
    assertThat(chain.head(customer)).isEqualTo(head);
    assertThat(told.values())
        .allSatisfy(receipt -> assertThat(safe.find(customer, receipt.number())).contains(receipt));
  }

  private <T> T troubled(Supplier<T> call) {
    trouble();
    var answer = call.get();
    trouble();
    return answer;
  }

  private void trouble() {
    if (calm) {
      return;
    }
    switch (random.nextInt(12)) {
      case 0 -> throw new KilledException();
      case 1 -> {
        if (depth < DEEPEST) {
          depth++;
          ask(random.nextInt(REQUESTS));
          depth--;
        }
      }
      default -> {
        // All is well.
      }
    }
  }

  private final class TroubledChain implements ReceiptChain {
    @Override
    public ChainHead head(String of) {
      return troubled(() -> chain.head(of));
    }

    @Override
    public Optional<SignedReceipt> find(String of, String request) {
      return troubled(() -> chain.find(of, request));
    }

    @Override
    public boolean append(ChainHead known, SignedReceipt next) {
      return troubled(() -> chain.append(known, next));
    }
  }

  private final class TroubledSafe implements ReceiptSafe {
    @Override
    public boolean keep(SignedReceipt receipt) {
      return troubled(() -> safe.keep(receipt));
    }

    @Override
    public Optional<SignedReceipt> find(String of, long number) {
      return troubled(() -> safe.find(of, number));
    }
  }
}
