package dev.lethe.control;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.IssuedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys of a registry that lives as long as a test.
final class InMemoryKeys implements Keys, Closings {

  private final InMemoryRegistry registry;
  private final Map<String, Map<String, Instant>> closed = new HashMap<>();
  private final List<DisclosureEntry> disclosures = new ArrayList<>();

  InMemoryKeys(InMemoryRegistry registry) {
    this.registry = registry;
  }

  @Override
  public List<IssuedKey> ofApplication(String app) {
    return of(new Grant.Write(app));
  }

  @Override
  public List<IssuedKey> ofCustomer(String customer) {
    return of(new Grant.Secret(customer));
  }

  private List<IssuedKey> of(Grant owner) {
    return registry.keys().values().stream()
        .filter(key -> key.grant().getClass() == owner.getClass())
        .filter(key -> key.grant().owner().equals(owner.owner()))
        .sorted(Comparator.comparing(IssuedKey::made).thenComparing(IssuedKey::hash))
        .toList();
  }

  @Override
  public boolean add(IssuedKey key, @Nullable DisclosureEntry disclosed) {
    if (of(key.grant()).size() >= MOST
        || disclosures.stream().anyMatch(known -> isSame(known, disclosed))) {
      return false;
    }
    registry.keys().put(key.hash(), key);
    if (disclosed != null) {
      disclosures.add(disclosed);
    }
    return true;
  }

  private static boolean isSame(DisclosureEntry known, @Nullable DisclosureEntry entry) {
    return entry != null
        && known.customer().equals(entry.customer())
        && known.at().equals(entry.at())
        && known.id().equals(entry.id());
  }

  /// What was entered in the register of disclosures.
  List<DisclosureEntry> disclosures() {
    return disclosures;
  }

  @Override
  public boolean replace(
      IssuedKey before, IssuedKey after, Instant until, @Nullable DisclosureEntry disclosed) {
    var known = registry.keys().get(before.hash());
    if (known == null || known.expires() != null || !add(after, disclosed)) {
      return false;
    }
    registry.keys().put(before.hash(), before.until(until));
    close(before, until);
    return true;
  }

  @Override
  public synchronized void revoke(IssuedKey key, Instant now) {
    registry.keys().remove(key.hash());
    close(key, now);
  }

  private void close(IssuedKey key, Instant at) {
    closed.computeIfAbsent(key.grant().owner(), unseen -> new HashMap<>()).put(key.hash(), at);
  }

  @Override
  public Closed of(String owner) {
    return new Closed(
        Map.of(),
        Optional.empty(),
        closed.getOrDefault(owner, Map.of()),
        Optional.empty(),
        Map.of());
  }
}
