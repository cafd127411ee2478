package dev.lethe.shared.registry;

import java.util.Set;

/// What an API key lets its holder do.
public sealed interface Grant {

  /// Whose key it is: the id of an application or of a customer.
  String owner();

  /// Sends events of one application.
  record Write(String app) implements Grant {
    @Override
    public String owner() {
      return app;
    }
  }

  /// Acts for one customer.
  ///
  /// @param scopes in what
  record Secret(String customer, Set<Scope> scopes) implements Grant {
    public Secret {
      scopes = Set.copyOf(scopes);
    }

    /// Acts for one customer in everything.
    public Secret(String customer) {
      this(customer, Scope.ALL);
    }

    @Override
    public String owner() {
      return customer;
    }
  }
}
