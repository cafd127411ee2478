package dev.lethe.shared.vault;

import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.InMemoryRegistry;

class InMemorySealedKeyringsTest extends SealedKeyringsContract {

  private final InMemoryRegistry registry = new InMemoryRegistry();

  @Override
  protected Enrolment enrolment() {
    return registry;
  }

  @Override
  protected SealedKeyrings keyrings() {
    return registry;
  }
}
