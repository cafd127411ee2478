package dev.lethe.control;

import dev.lethe.shared.registry.Contact;
import java.time.Instant;

/// Whom the operator reaches at a customer's. They are people: each is corrected, and deleted when
/// it is asked for, and no backup brings back how it was.
public interface Contacts {

  /// How many one customer has at most.
  int MOST = 20;

  /// Enters one.
  ///
  /// @return false if there are as many as may be, or the customer has ended
  boolean add(String customer, Contact contact);

  /// Writes one over.
  ///
  /// @return false if it is not there
  boolean correct(String customer, Contact contact, Instant now);

  /// Deletes one. One that is gone is no error.
  ///
  /// @return false if nobody could be reached then
  boolean delete(String customer, String contact, Instant now);
}
