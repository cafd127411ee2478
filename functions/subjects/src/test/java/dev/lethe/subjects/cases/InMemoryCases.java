package dev.lethe.subjects.cases;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.WrongKeyException;
import dev.lethe.subjects.rectification.Corrections;
import dev.lethe.subjects.request.Correction;
import dev.lethe.subjects.work.Subject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Cases in memory, and what they put right.
public final class InMemoryCases implements CaseOpening, Corrections {

  private final Map<CaseId, NewCase> cases = new ConcurrentHashMap<>();
  private final Keyrings keyrings;

  public InMemoryCases(Keyrings keyrings) {
    this.keyrings = keyrings;
  }

  @Override
  public Opened open(CaseId id, NewCase content) {
    var before = cases.putIfAbsent(id, content);
    if (before == null) {
      return Opened.NOW;
    }
    return before.fingerprint().equals(content.fingerprint()) ? Opened.BEFORE : Opened.NOT;
  }

  @Override
  public void close(CaseId id) {
    cases.remove(id);
  }

  @Override
  public Optional<List<Correction>> of(CaseId id) {
    return Optional.ofNullable(cases.get(id))
        .map(NewCase::corrections)
        .map(sealed -> {
          try {
            var keyring = keyrings.of(id.app()).orElseThrow();
            return CorrectionText.read(keyring.open(id.request(), sealed));
          } catch (WrongKeyException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /// Whom an open case is about; nobody if it is not open.
  public List<Subject> subjects(CaseId id) {
    var open = cases.get(id);
    return open == null ? List.of() : Objects.requireNonNull(open).subjects();
  }

  /// The cases that are open.
  public List<CaseId> open() {
    return List.copyOf(cases.keySet());
  }
}
