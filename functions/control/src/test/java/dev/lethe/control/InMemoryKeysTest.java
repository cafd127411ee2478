package dev.lethe.control;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Registry;
import java.util.List;
import java.util.stream.Stream;

class InMemoryKeysTest extends KeysContract {

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryKeys keys = new InMemoryKeys(registry);

  @Override
  protected Registry registry() {
    return registry;
  }

  @Override
  protected Enrolment enrolment() {
    return registry;
  }

  @Override
  protected Keys keys() {
    return keys;
  }

  @Override
  protected Closings closings() {
    return keys;
  }

  @Override
  protected List<DisclosureEntry> disclosures(String customer) {
    return Stream.concat(registry.disclosures().stream(), keys.disclosures().stream()).toList();
  }
}
