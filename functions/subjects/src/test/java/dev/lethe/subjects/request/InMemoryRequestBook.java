package dev.lethe.subjects.request;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Requests in memory.
public final class InMemoryRequestBook implements RequestBook {

  private record Key(String customer, UUID id) {}

  private final Map<Key, EnteredRequest> requests;
  private final Clock clock;

  public InMemoryRequestBook() {
    this(new ConcurrentHashMap<>(), Clock.systemUTC());
  }

  private InMemoryRequestBook(Map<Key, EnteredRequest> requests, Clock clock) {
    this.requests = requests;
    this.clock = clock;
  }

  /// The same book by another clock.
  InMemoryRequestBook at(Clock other) {
    return new InMemoryRequestBook(requests, other);
  }

  private boolean isOver(EnteredRequest request) {
    return !clock.instant().isBefore(request.expires());
  }

  @Override
  public Entry enter(EnteredRequest request) {
    var stands =
        requests.compute(
            new Key(request.customer(), request.id()),
            (key, known) -> known == null || isOver(known) ? request : known);
    return stands.fingerprint().equals(request.fingerprint())
        ? new Entry.Entered(stands)
        : new Entry.IdReused();
  }

  @Override
  public Optional<EnteredRequest> find(String customer, UUID id) {
    return Optional.ofNullable(requests.get(new Key(customer, id)))
        .filter(request -> !isOver(request));
  }

  @Override
  public boolean advance(EnteredRequest read, Timeline later) {
    var stands =
        requests.computeIfPresent(
            new Key(read.customer(), read.id()),
            (key, known) -> known.timeline().equals(read.timeline()) ? known.with(later) : known);
    return stands != null && stands.timeline().equals(later);
  }

  @Override
  public void note(String customer, UUID id, Step step, Instant at) {
    var stands =
        requests.computeIfPresent(new Key(customer, id), (key, known) -> known.with(step, at));
    if (stands == null) {
      throw new IllegalStateException("There is no such request.");
    }
  }
}
