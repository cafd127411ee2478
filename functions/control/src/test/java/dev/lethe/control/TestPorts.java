package dev.lethe.control;

import dev.lethe.shared.access.TestAccess;
import dev.lethe.shared.disclosure.Disclosures;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.processors.InMemorySubProcessors;
import dev.lethe.shared.processors.SubProcessors;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.termination.InMemoryMeasurements;
import dev.lethe.shared.termination.InMemoryTerminations;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.vault.Keyrings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What control works with in tests: whatever a test does not set does nothing, and ends nothing.
final class TestPorts {

  static final int NOTICE_DAYS = 30;

  final InMemoryRegistry registry;
  final InMemoryKeys keys;
  final SubProcessors processors = new InMemorySubProcessors();
  RequestSecrets secrets = app -> {};
  Peppers peppers = (app, sealed) -> {};
  Disclosures disclosures =
      (customer, limit, after) -> new Disclosures.Page(List.of(), Optional.empty());
  Ports.Ends ends =
      new Ports.Ends(
          new InMemoryTerminations(new InMemoryRegistry()),
          TestPorts::nothing,
          TestPorts::nothing,
          new InMemoryMeasurements());

  /// Orders to forget goals.
  final Map<String, GoalsOrder> orders = new HashMap<>();

  static final Duration LONGEST = Duration.ofMinutes(20);

  TestPorts(InMemoryRegistry registry) {
    this.registry = registry;
    this.keys = new InMemoryKeys(registry);
  }

  private static void nothing(Termination termination, Instant begins) {
    throw new AssertionError("Nothing ends here.");
  }

  ControlHandler handler(Clock clock) {
    return new ControlHandler(
        new Ports(
            TestAccess.to(registry, clock),
            registry,
            registry,
            registry,
            new Ports.Forgetting(app -> Optional.ofNullable(orders.get(app)), LONGEST),
            new InMemoryCustomers(registry),
            new InMemoryContacts(registry),
            new Ports.Processors(processors, NOTICE_DAYS),
            keys,
            new Ports.Sealing(registry, app -> Keyrings.sealedKey(), secrets, peppers),
            disclosures,
            ends),
        clock);
  }
}
