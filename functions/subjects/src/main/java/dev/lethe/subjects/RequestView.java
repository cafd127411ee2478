package dev.lethe.subjects;

import dev.lethe.subjects.packages.Packages;
import dev.lethe.subjects.receipt.ReceiptChain;
import dev.lethe.subjects.receipt.SignedReceipt;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestStatus;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/// Requests as their customer sees them, reads as the operator does, and what came of them.
final class RequestView {

  private final RequestBook book;
  private final Packages packages;
  private final ReceiptChain receipts;

  RequestView(RequestBook book, Packages packages, ReceiptChain receipts) {
    this.book = book;
    this.packages = packages;
    this.receipts = receipts;
  }

  /// The request of a customer's id.
  Optional<EnteredRequest> find(String customer, UUID id) {
    return book.find(customer, id).filter(request -> request.breakGlass() == null);
  }

  /// A read of the operator's, for whoever asked for it.
  Optional<EnteredRequest> read(String customer, String app, UUID id, String by) {
    return book.find(customer, id)
        .filter(request -> request.breakGlass() != null)
        .filter(read -> read.app().equals(app) && read.by().equals(by));
  }

  /// Where the package of a request can be had; nothing if it has none.
  Optional<URI> results(EnteredRequest request) {
    return switch (request.type()) {
      case ACCESS, PORTABILITY ->
          request.timeline().status() == RequestStatus.COMPLETED
              ? packages.link(request.customer(), request.app(), request.id())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// The receipt of a request, or of the one whose work served it; nothing if it has none. Who
  /// cancelled is shown none: others went on with it.
  Optional<SignedReceipt> receipt(EnteredRequest request) {
    return request.timeline().status() == RequestStatus.COMPLETED
        ? receipts.find(request.customer(), request.served().toString())
        : Optional.empty();
  }
}
