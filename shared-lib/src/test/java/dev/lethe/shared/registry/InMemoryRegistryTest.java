package dev.lethe.shared.registry;

import dev.lethe.shared.vault.SealedKeyrings;

class InMemoryRegistryTest extends RegistryContract {

  private final InMemoryRegistry registry = new InMemoryRegistry();

  @Override
  protected Registry registry() {
    return registry;
  }

  @Override
  protected Enrolment enrolment() {
    return registry;
  }

  @Override
  protected FeatureSwitches switches() {
    return registry;
  }

  @Override
  protected SealedKeyrings keyrings() {
    return registry;
  }
}
