package dev.lethe.shared.rights;

class InMemoryCasesTest extends CasesContract {

  private final InMemoryCases cases = new InMemoryCases();

  @Override
  protected Cases cases() {
    return cases;
  }

  @Override
  protected void add(CaseId id, CaseLife life) {
    cases.add(id, life);
  }
}
