package dev.lethe.shared.access;

import dev.lethe.shared.registry.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a route needs of whoever calls it.
public enum Need {
  /// Nothing: what it tells is public.
  NOTHING(null),
  /// An application's write key.
  WRITE_KEY(null),
  /// AWS credentials of the operator, which API Gateway asks for (IAM).
  OPERATOR(null),
  /// A customer's secret key with the scope of the same name.
  READ(Scope.READ),
  RIGHTS(Scope.RIGHTS),
  MANAGE(Scope.MANAGE);

  private final @Nullable Scope scope;

  Need(@Nullable Scope scope) {
    this.scope = scope;
  }

  /// Which scope a secret key must have; nothing if secret keys open nothing here.
  public Optional<Scope> scope() {
    return Optional.ofNullable(scope);
  }
}
