package dev.lethe.shared.registry;

class InMemoryKeyUsesTest extends KeyUsesContract {

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
  protected KeyUses uses() {
    return registry;
  }

  @Override
  protected void revoke(ApiKey key) {
    registry.revoke(key);
  }
}
