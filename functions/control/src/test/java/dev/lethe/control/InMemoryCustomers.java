package dev.lethe.control;

import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The customers of a registry that lives as long as a test.
final class InMemoryCustomers implements Customers {

  private final InMemoryRegistry registry;

  InMemoryCustomers(InMemoryRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Optional<Customer> find(String id) {
    return Optional.ofNullable(registry.customers().get(id));
  }

  @Override
  public Page list(int limit, @Nullable String after) {
    var all = new TreeMap<>(registry.customers());
    var left = after == null ? all : all.tailMap(after, false);
    var page = left.values().stream().limit(limit).toList();
    return new Page(
        page, left.size() > limit ? Optional.of(page.getLast().id()) : Optional.empty());
  }

  @Override
  public void suspend(String id, boolean isSo) {
    registry.customers().computeIfPresent(id, (unchanged, known) -> known.suspended(isSo));
    registry.applicationsOf(id).forEach(app -> registry.suspend(app, isSo));
  }
}
