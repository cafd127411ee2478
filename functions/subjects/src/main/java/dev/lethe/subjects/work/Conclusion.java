package dev.lethe.subjects.work;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.Store;
import dev.lethe.subjects.progress.Progress;
import dev.lethe.subjects.receipt.DestroyedKeys;
import dev.lethe.subjects.receipt.Erasure;
import dev.lethe.subjects.receipt.ReceiptChain;
import dev.lethe.subjects.receipt.Receipts;
import dev.lethe.subjects.receipt.StoreSearch;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Ends an erasure: with a receipt, or with another round if a store still has something.
public final class Conclusion {

  private final Subjects subjects;
  private final Measures measures;
  private final ReceiptChain chain;
  private final Receipts receipts;
  private final Progress progress;
  private final Clock clock;

  public Conclusion(
      Subjects subjects,
      Measures measures,
      ReceiptChain chain,
      Receipts receipts,
      Progress progress,
      Clock clock) {
    this.subjects = subjects;
    this.measures = measures;
    this.chain = chain;
    this.receipts = receipts;
    this.progress = progress;
    this.clock = clock;
  }

  /// Stores that still have something.
  ///
  /// @return none if the erasure is done
  public List<Store> conclude(EnteredRequest request, int round) {
    var id = new CaseId(request.app(), request.id());
    // Of a request that has its receipt nothing else is known any more.
    if (chain.find(request.customer(), request.id().toString()).isEmpty()) {
      var left = left(id, round);
      if (!left.isEmpty()) {
        left.forEach(
            store -> note(request, Step.of(Step.Kind.FOUND_AGAIN, store), clock.instant()));
        return left;
      }
      receipts.issue(erasure(request, id, round));
    }
    note(request, Step.of(Step.Kind.ISSUED), clock.instant());
    progress.complete(request.customer(), request.id());
    subjects.close(id);
    return List.of();
  }

  private List<Store> left(CaseId id, int round) {
    var numbers = measures.of(id);
    return Arrays.stream(Store.values()).filter(store -> numbers.again(store, round) > 0).toList();
  }

  private Erasure erasure(EnteredRequest request, CaseId id, int round) {
    var numbers = measures.of(id);
    var searches =
        Arrays.stream(Store.values())
            .map(store -> {
              var measured = numbers.of(store, round);
              note(request, Step.of(Step.Kind.DONE, store), measured.removedAt());
              note(request, Step.of(Step.Kind.VERIFIED, store), measured.searchedAt());
              return new StoreSearch(
                  store,
                  measured.found(),
                  measured.found(),
                  0,
                  measured.removedAt(),
                  measured.again(),
                  measured.searchedAt());
            })
            .toList();
    var lives = subjects.orders(id).stream().map(Order::life).toList();
    var keys = (int) lives.stream().filter(life -> life.label() != null).count();
    var begun = lives.stream().map(life -> life.at()).sorted().toList();
    return new Erasure(
        request.id().toString(),
        request.customer(),
        request.app(),
        request.timeline().received(),
        begun.getFirst(),
        new DestroyedKeys(keys, begun.getLast()),
        searches,
        searches.stream()
            .map(StoreSearch::searchedAt)
            .max(Comparator.naturalOrder())
            .orElseThrow());
  }

  private void note(EnteredRequest request, Step step, Instant at) {
    progress.note(request.customer(), request.id(), step, at);
  }
}
