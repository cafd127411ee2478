package dev.lethe.subjects.request;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.record.Bytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Requests as they stand in a book.
public final class EnteredRequests {

  private static final BreakGlass WHY =
      new BreakGlass(
          DisclosureEntry.Recipient.PUBLIC_AUTHORITY,
          DisclosureEntry.Ground.LEGAL_OBLIGATION,
          "CASE-17");

  private EnteredRequests() {}

  /// One of a customer's, received and submitted at a time.
  public static EnteredRequest of(
      String customer, UUID id, RequestType type, Instant received, String... callbacks) {
    return of(customer, id, type, received, null, callbacks);
  }

  private static EnteredRequest of(
      String customer,
      UUID id,
      RequestType type,
      Instant received,
      @Nullable BreakGlass why,
      String... callbacks) {
    return new EnteredRequest(
        customer,
        "app_89abcdef0123456789abcdef",
        "a key",
        id,
        type,
        Regulation.GDPR,
        received,
        Set.of(),
        List.of(callbacks).stream().map(URI::create).toList(),
        Bytes.copyOf(new byte[] {1}),
        Set.of(Bytes.copyOf(id.toString().getBytes(StandardCharsets.UTF_8))),
        Duration.ZERO,
        null,
        why,
        Timeline.received(received),
        Map.of(Step.of(Step.Kind.RECEIVED).text(), received));
  }

  /// A read of the operator's, for an authority.
  public static EnteredRequest read(String customer, UUID id, Instant received) {
    return of(customer, id, RequestType.ACCESS, received, WHY);
  }

  /// Another of the same customer, for the same subject.
  public static EnteredRequest asFor(EnteredRequest other, UUID id) {
    return changed(other, id, other.grace(), other.timeline());
  }

  /// The same, received at another time.
  public static EnteredRequest received(EnteredRequest request, Instant at) {
    return changed(request, request.id(), request.grace(), Timeline.received(at));
  }

  /// The same, which has to wait.
  public static EnteredRequest waiting(EnteredRequest request, Duration grace) {
    return changed(request, request.id(), grace, request.timeline());
  }

  private static EnteredRequest changed(
      EnteredRequest request, UUID id, Duration grace, Timeline timeline) {
    return new EnteredRequest(
        request.customer(),
        request.app(),
        request.by(),
        id,
        request.type(),
        request.regulation(),
        request.submitted(),
        request.purposes(),
        request.callbacks(),
        request.fingerprint(),
        request.identities(),
        grace,
        null,
        request.breakGlass(),
        timeline,
        request.steps());
  }
}
