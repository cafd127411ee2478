package dev.lethe.control;

import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Contact;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The contacts of customers of a registry that lives as long as a test.
final class InMemoryContacts implements Contacts, Closings {

  private final InMemoryRegistry registry;
  private final Map<String, Map<String, Instant>> changed = new HashMap<>();

  InMemoryContacts(InMemoryRegistry registry) {
    this.registry = registry;
  }

  private List<Contact> contacts(String customer, Predicate<Contact> which) {
    return Optional.ofNullable(registry.customers().get(customer))
        .map(Customer::contacts)
        .orElse(List.of())
        .stream()
        .filter(which)
        .toList();
  }

  private void write(String customer, List<Contact> all) {
    registry.customers().computeIfPresent(customer, (id, known) -> known.with(all));
  }

  @Override
  public boolean add(String customer, Contact contact) {
    var all = new ArrayList<>(contacts(customer, one -> true));
    if (all.size() >= MOST || !registry.customers().containsKey(customer)) {
      return false;
    }
    all.add(contact);
    write(customer, all);
    return true;
  }

  @Override
  public boolean correct(String customer, Contact contact, Instant now) {
    var others = new ArrayList<>(contacts(customer, one -> !one.id().equals(contact.id())));
    if (others.size() == contacts(customer, one -> true).size()) {
      return false;
    }
    others.add(contact);
    write(customer, others);
    note(customer, contact.id(), now);
    return true;
  }

  @Override
  public boolean delete(String customer, String contact, Instant now) {
    var others = contacts(customer, one -> !one.id().equals(contact));
    if (others.size() == contacts(customer, one -> true).size()) {
      return true;
    }
    if (others.isEmpty()) {
      return false;
    }
    write(customer, others);
    note(customer, contact, now);
    return true;
  }

  private void note(String customer, String contact, Instant now) {
    changed.computeIfAbsent(customer, unseen -> new HashMap<>()).put(contact, now);
  }

  @Override
  public Closed of(String owner) {
    return new Closed(Map.of(), Map.of(), Optional.empty(), changed.getOrDefault(owner, Map.of()));
  }
}
