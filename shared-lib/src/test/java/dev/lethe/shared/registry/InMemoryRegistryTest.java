package dev.lethe.shared.registry;

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
}
