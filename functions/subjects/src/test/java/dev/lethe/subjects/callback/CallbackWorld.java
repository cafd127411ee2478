package dev.lethe.subjects.callback;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.signing.TestSigner;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.EnteredRequests;
import dev.lethe.subjects.request.InMemoryRequestBook;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A request with two addresses, which may be away.
final class CallbackWorld {

  static final String CUSTOMER = "cus_0123456789abcdef01234567";
  static final UUID REQUEST = UUID.fromString("a7551968-d5d6-44b2-9831-815ac9017798");
  static final String FIRST = "https://a.example/callbacks?token=7";
  static final String SECOND = "https://b.example";
  static final String DOMAIN = "privacy.example.com";
  static final TestSigner SIGNER = TestSigner.create();

  /// What an address was sent.
  record Sent(String to, Map<String, String> headers, Bytes body) {}

  final List<Sent> sent = new ArrayList<>();
  final Set<String> away = new HashSet<>();
  final InMemoryRequestBook book = new InMemoryRequestBook();
  final CallbackTelling telling;

  private Instant now = Instant.parse("2026-11-26T12:00:00.250Z");

  CallbackWorld() {
    var clock = clock(() -> now);
    telling = new CallbackTelling(book, new CallbackText(DOMAIN, SIGNER), this::post, clock);
    book.enter(EnteredRequests.of(CUSTOMER, REQUEST, RequestType.ERASURE, now, FIRST, SECOND));
  }

  private static Clock clock(InstantSource times) {
    return times.withZone(ZoneOffset.UTC);
  }

  private void post(URI to, Map<String, String> headers, Bytes body) throws NotTakenException {
    if (away.contains(to.toString())) {
      throw new NotTakenException(NotTakenException.Reason.UNREACHABLE);
    }
    sent.add(new Sent(to.toString(), headers, body));
  }

  Instant now() {
    return now;
  }

  void wait(Duration time) {
    now = now.plus(time);
  }

  EnteredRequest request() {
    return book.find(CUSTOMER, REQUEST).orElseThrow();
  }

  void becomes(RequestStatus status) {
    var read = request();
    book.advance(read, read.timeline().then(status, now).orElseThrow());
  }

  static CallbackTelling.Message message(RequestStatus status, int number) {
    return new CallbackTelling.Message(CUSTOMER, REQUEST, status, number);
  }
}
