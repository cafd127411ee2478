package dev.lethe.shared.processors;

class InMemorySubProcessorsTest extends SubProcessorsContract {

  private final InMemorySubProcessors register = new InMemorySubProcessors();

  @Override
  protected SubProcessors register() {
    return register;
  }
}
