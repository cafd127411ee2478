package dev.lethe.control;

import dev.lethe.shared.registry.Contact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whom the operator reaches at a customer's. They are people: each is corrected, and deleted when
/// it is asked for, and no backup brings back how it was. Somebody is always there who is asked
/// about data protection: of a breach, and of who comes as a sub-processor, somebody must hear.
public interface Contacts {

  /// How many one customer has at most.
  int MOST = 20;

  /// Enters one.
  ///
  /// @return false if there are as many as may be, or the customer has ended
  boolean add(String customer, Contact contact);

  /// What is another in a contact; what is not told stays as it is.
  record Correction(@Nullable String email, Contact.@Nullable Role role) {

    /// The contact as it is afterwards.
    public Contact of(Contact before) {
      return new Contact(
          before.id(), email == null ? before.email() : email, role == null ? before.role() : role);
    }
  }

  /// What became of a change.
  enum Outcome {
    DONE,
    /// There is no such contact.
    NOBODY,
    /// Nobody would be asked about data protection then: nothing is changed.
    LAST
  }

  /// Corrects one. What somebody else corrects in it meanwhile stays corrected.
  Outcome correct(String customer, String contact, Correction correction, Instant now);

  /// Deletes one.
  Outcome delete(String customer, String contact, Instant now);
}
