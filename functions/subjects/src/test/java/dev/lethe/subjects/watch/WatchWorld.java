package dev.lethe.subjects.watch;

import dev.lethe.shared.signing.TestSigner;
import dev.lethe.subjects.receipt.Closings;
import dev.lethe.subjects.receipt.InMemoryReceiptChain;
import dev.lethe.subjects.receipt.InMemoryReceiptSafe;
import dev.lethe.subjects.receipt.Receipts;
import dev.lethe.subjects.receipt.Remains;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.EnteredRequests;
import dev.lethe.subjects.request.InMemoryRequestBook;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Requests, attempts at their work, and what is left of erasures, which is nothing.
final class WatchWorld {

  static final String CUSTOMER = "cus_0123456789abcdef01234567";

  private static final TestSigner SIGNER = TestSigner.create();

  /// An attempt that was started.
  record Started(UUID request, int attempt, Duration waits) {}

  Instant now = Instant.parse("2026-11-26T09:00:00Z");

  final Clock clock = clock(() -> now);
  final InMemoryRequestBook book = new InMemoryRequestBook().at(clock);
  final InMemoryReceiptChain chain = new InMemoryReceiptChain(clock);
  final Receipts receipts = new Receipts(chain, new InMemoryReceiptSafe(), SIGNER, clock);
  final Map<UUID, Attempts.Attempt> attempts = new HashMap<>();
  final List<Started> started = new ArrayList<>();
  final List<Ages.Count> told = new ArrayList<>();
  int looks;
  boolean broken;
  @Nullable UUID unlucky;

  final Watch watch =
      new Watch(
          new Watch.Records(book, book),
          new Watch.Work(
              this::last,
              (request, attempt, wait) -> {
                started.add(new Started(request.id(), attempt, wait));
                attempts.put(request.id(), new Attempts.Attempt(attempt, null));
              }),
          new Closings(
              chain,
              receipts,
              residue -> {
                looks++;
                return broken ? Optional.empty() : Optional.of(new Remains(residue, null, now));
              }),
          told::add,
          clock);

  private static Clock clock(InstantSource times) {
    return times.withZone(ZoneOffset.UTC);
  }

  private Optional<Attempts.Attempt> last(EnteredRequest request) {
    if (request.id().equals(unlucky)) {
      throw new IllegalStateException("It cannot be told now.");
    }
    return Optional.ofNullable(attempts.get(request.id()));
  }

  void run() {
    watch.run();
  }

  void wait(Duration time) {
    now = now.plus(time);
  }

  /// A request that is being worked at.
  EnteredRequest entered(RequestType type) {
    var request = abandoned(type);
    attempts.put(request.id(), new Attempts.Attempt(1, null));
    return request;
  }

  /// A request that was entered, and whose work nobody has started.
  EnteredRequest abandoned(RequestType type) {
    var request = EnteredRequests.of(CUSTOMER, UUID.randomUUID(), type, now);
    book.enter(request);
    return request;
  }

  void ended(EnteredRequest request, int attempt) {
    attempts.put(request.id(), new Attempts.Attempt(attempt, now));
  }

  EnteredRequest completed(EnteredRequest request) {
    for (var status : List.of(RequestStatus.IN_PROGRESS, RequestStatus.COMPLETED)) {
      var read = found(request);
      book.advance(read, read.timeline().then(status, now).orElseThrow());
    }
    return found(request);
  }

  EnteredRequest found(EnteredRequest request) {
    return book.find(CUSTOMER, request.id()).orElseThrow();
  }
}
