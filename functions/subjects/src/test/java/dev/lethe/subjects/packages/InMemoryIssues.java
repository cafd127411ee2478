package dev.lethe.subjects.packages;

import dev.lethe.shared.disclosure.DisclosureEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// Packages that can be had as long as a test lives.
final class InMemoryIssues implements Issues {

  private static final Duration KEPT = Duration.ofDays(7);

  private final Clock clock;
  private final Map<String, Instant> issued;
  private final List<DisclosureEntry> disclosures;

  InMemoryIssues(Clock clock) {
    this(clock, new HashMap<>(), new CopyOnWriteArrayList<>());
  }

  private InMemoryIssues(
      Clock clock, Map<String, Instant> issued, List<DisclosureEntry> disclosures) {
    this.clock = clock;
    this.issued = issued;
    this.disclosures = disclosures;
  }

  /// The same at another time.
  InMemoryIssues at(Clock other) {
    return new InMemoryIssues(other, issued, disclosures);
  }

  @Override
  public Optional<Instant> issued(String customer, UUID request) {
    synchronized (issued) {
      return Optional.ofNullable(issued.get(customer + request))
          .filter(at -> clock.instant().isBefore(at.plus(KEPT)));
    }
  }

  @Override
  public void issue(DisclosureEntry disclosure, UUID request) {
    synchronized (issued) {
      if (issued(disclosure.customer(), request).isEmpty()) {
        issued.put(disclosure.customer() + request, disclosure.at());
        disclosures.add(disclosure);
      }
    }
  }

  List<DisclosureEntry> disclosures() {
    return List.copyOf(disclosures);
  }
}
