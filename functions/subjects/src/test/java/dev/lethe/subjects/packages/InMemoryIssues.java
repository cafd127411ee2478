package dev.lethe.subjects.packages;

import dev.lethe.shared.disclosure.DisclosureEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Packages that can be had as long as a test lives.
final class InMemoryIssues implements Issues {

  private final Map<String, Instant> issued = new HashMap<>();
  private final List<DisclosureEntry> disclosures = new ArrayList<>();

  @Override
  public Optional<Instant> issued(String customer, UUID request) {
    return Optional.ofNullable(issued.get(customer + request));
  }

  @Override
  public void issue(DisclosureEntry disclosure, UUID request) {
    if (issued.putIfAbsent(disclosure.customer() + request, disclosure.at()) == null) {
      disclosures.add(disclosure);
    }
  }

  List<DisclosureEntry> disclosures() {
    return List.copyOf(disclosures);
  }
}
