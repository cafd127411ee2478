package dev.lethe.infra.stack;

import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.vault.SubjectState;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// A device of a tenant's application, as the Vault knows it.
public record Subject(Tenant tenant, String device) {

  /// The label of its present life.
  public String label() {
    var state = new SubjectStates(tenant).view(whose()).stored(SubjectStates.subject(whose()));
    return Objects.requireNonNull(state.life()).label();
  }

  /// Does what the customer's rights do to a subject's state.
  public void change(UnaryOperator<SubjectState> change) {
    new SubjectStates(tenant).change(whose(), change);
  }

  private Whose whose() {
    return Whose.of(null, device);
  }
}
