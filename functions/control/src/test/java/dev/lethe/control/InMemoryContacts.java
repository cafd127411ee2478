package dev.lethe.control;

import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Contact;
import dev.lethe.shared.registry.Contact.Role;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
  public Outcome correct(String customer, String contact, Correction correction, Instant now) {
    return change(customer, contact, now, found -> Optional.of(correction.of(found)));
  }

  @Override
  public Outcome delete(String customer, String contact, Instant now) {
    return change(customer, contact, now, found -> Optional.empty());
  }

  private synchronized Outcome change(
      String customer, String contact, Instant now, Function<Contact, Optional<Contact>> change) {
    var found = contacts(customer, one -> one.id().equals(contact));
    if (found.isEmpty()) {
      return Outcome.NOBODY;
    }
    var all = new ArrayList<>(contacts(customer, one -> !one.id().equals(contact)));
    change.apply(found.getFirst()).ifPresent(all::add);
    if (found.getFirst().role() == Role.PRIVACY
        && all.stream().noneMatch(one -> one.role() == Role.PRIVACY)) {
      return Outcome.LAST;
    }
    write(customer, all);
    note(customer, contact, now);
    return Outcome.DONE;
  }

  private void note(String customer, String contact, Instant now) {
    changed.computeIfAbsent(customer, unseen -> new HashMap<>()).put(contact, now);
  }

  @Override
  public Closed of(String owner) {
    return new Closed(
        Map.of(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        changed.getOrDefault(owner, Map.of()));
  }
}
