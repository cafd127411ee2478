package dev.lethe.subjects.cases;

import dev.lethe.shared.vault.Keyring;
import dev.lethe.subjects.rectification.Corrections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

class InMemoryCasesTest extends CaseContract {

  private final Map<String, Keyring> keyrings = new ConcurrentHashMap<>();
  private final InMemoryCases cases =
      new InMemoryCases(app -> Optional.ofNullable(keyrings.get(app)));

  @Override
  protected CaseOpening cases() {
    return cases;
  }

  @Override
  protected Corrections corrections() {
    return cases;
  }

  @Override
  protected Keyring keyring(String app) {
    return keyrings.computeIfAbsent(app, id -> dev.lethe.shared.vault.Keyrings.of(id, 1));
  }
}
