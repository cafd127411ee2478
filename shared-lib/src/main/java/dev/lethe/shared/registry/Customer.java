package dev.lethe.shared.registry;

import java.util.Comparator;
import java.util.List;

/// A company whose apps send events: the controller of their subjects' data.
///
/// @param id opaque: `cus_…`
/// @param company its name
/// @param contacts whom the operator reaches there, by their ids
/// @param isSuspended whether nothing is taken for its applications, and no statistics are shown
public record Customer(String id, String company, List<Contact> contacts, boolean isSuspended) {

  public Customer {
    contacts = contacts.stream().sorted(Comparator.comparing(Contact::id)).toList();
  }

  /// A customer that is served, and reached at one address.
  public Customer(String id, String company, String email) {
    this(id, company, List.of(Contact.first(email)), false);
  }

  public Customer suspended(boolean isSo) {
    return new Customer(id, company, contacts, isSo);
  }

  public Customer with(List<Contact> others) {
    return new Customer(id, company, others, isSuspended);
  }
}
