package dev.lethe.control;

import dev.lethe.shared.registry.Customer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Customers, as they stand in the Registry.
public interface Customers {

  /// A customer; nothing if there is none, or none any more.
  Optional<Customer> find(String id);

  /// Some customers, in no order that means anything.
  ///
  /// @param next after which there are more; nothing if these are the last
  record Page(List<Customer> customers, Optional<String> next) {
    public Page {
      customers = List.copyOf(customers);
    }
  }

  /// Those that follow one.
  ///
  /// @param limit how many at most
  /// @param after the id of a customer; nothing for the first
  Page list(int limit, @Nullable String after);

  /// Suspends a customer with all its applications, or serves it again. Who is killed meanwhile is
  /// asked again.
  void suspend(String id, boolean isSo);
}
