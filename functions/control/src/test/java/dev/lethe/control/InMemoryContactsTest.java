package dev.lethe.control;

import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.InMemoryRegistry;

class InMemoryContactsTest extends ContactsContract {

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryContacts contacts = new InMemoryContacts(registry);

  @Override
  protected Enrolment enrolment() {
    return registry;
  }

  @Override
  protected Customers customers() {
    return new InMemoryCustomers(registry);
  }

  @Override
  protected Contacts contacts() {
    return contacts;
  }

  @Override
  protected Closings closings() {
    return contacts;
  }
}
