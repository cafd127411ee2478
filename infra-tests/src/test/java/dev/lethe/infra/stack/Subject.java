package dev.lethe.infra.stack;

import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.vault.SubjectState;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// A device of a tenant's application, as the Vault knows it.
public record Subject(Tenant tenant, String device) {

  /// The label of its present life.
  public String label() {
    return Objects.requireNonNull(state().life()).label();
  }

  /// Its state, as it is stored.
  public SubjectState state() {
    return new SubjectStates(tenant).view(whose()).stored(SubjectStates.subject(whose()));
  }

  /// Does what the customer's rights do to a subject's state.
  public void change(UnaryOperator<SubjectState> change) {
    new SubjectStates(tenant).change(whose(), change);
  }

  private Whose whose() {
    return Whose.of(null, device);
  }
}
