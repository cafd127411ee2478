package dev.lethe.control.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.lethe.control.Contacts;
import dev.lethe.shared.aws.Transactions;
import dev.lethe.shared.registry.Contact;
import dev.lethe.shared.registry.aws.ClosingItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Contacts in their customer's item of the Registry, and the journal of closings in the Requests
/// table.
public final class DynamoContacts implements Contacts {

  /// How often a change is tried.
  private static final int TRIES = 20;

  private final DynamoDbClient dynamo;
  private final String registry;
  private final String journal;

  /// @param journal the table of requests
  public DynamoContacts(DynamoDbClient dynamo, String registry, String journal) {
    this.dynamo = dynamo;
    this.registry = registry;
    this.journal = journal;
  }

  @Override
  public boolean add(String customer, Contact contact) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(registry)
              .key(keyOf(customer))
              .updateExpression("SET #contacts.#contact = :contact")
              .conditionExpression(
                  "attribute_exists(#contacts)"
                      + " AND (size(#contacts) < :most OR attribute_exists(#contacts.#contact))")
              .expressionAttributeNames(names(contact.id()))
              .expressionAttributeValues(
                  Map.of(
                      ":contact", RegistryItem.contact(contact),
                      ":most", fromN(Integer.toString(MOST)))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public Outcome correct(String customer, String contact, Correction correction, Instant now) {
    return change(customer, contact, now, found -> Optional.of(correction.of(found)));
  }

  @Override
  public Outcome delete(String customer, String contact, Instant now) {
    return change(customer, contact, now, found -> Optional.empty());
  }

  /// Changes one, if it is still as it was read, and if somebody for privacy is still there then;
  /// else it is read again.
  ///
  /// @param change tells what it is then; nothing if it is to be deleted
  private Outcome change(
      String customer, String contact, Instant now, Function<Contact, Optional<Contact>> change) {
    for (var attempt = 0; attempt < TRIES; attempt++) {
      var all = contacts(customer);
      var found = all.stream().filter(one -> one.id().equals(contact)).findFirst();
      if (found.isEmpty()) {
        return Outcome.NOBODY;
      }
      var before = found.get();
      var after = change.apply(before);
      var stays =
          all.stream()
              .filter(one -> !one.equals(before))
              .filter(one -> one.role() == Contact.Role.PRIVACY)
              .findFirst();
      if (before.role() == Contact.Role.PRIVACY
          && after.filter(one -> one.role() == Contact.Role.PRIVACY).isEmpty()
          && stays.isEmpty()) {
        return Outcome.LAST;
      }
      if (write(customer, before, after, stays, now)) {
        return Outcome.DONE;
      }
    }
    throw new IllegalStateException("A contact cannot be changed: others are all the time.");
  }

  private List<Contact> contacts(String customer) {
    return RegistryItem.contacts(
        dynamo
            .getItem(get -> get.tableName(registry).key(keyOf(customer)).consistentRead(true))
            .item());
  }

  private boolean write(
      String customer,
      Contact before,
      Optional<Contact> after,
      Optional<Contact> stays,
      Instant now) {
    var names = new HashMap<>(names(before.id()));
    var values = new HashMap<String, AttributeValue>();
    values.put(":before", RegistryItem.contact(before));
    after.ifPresent(contact -> values.put(":after", RegistryItem.contact(contact)));
    stays.ifPresent(contact -> {
      names.put("#stays", contact.id());
      values.put(":stays", RegistryItem.contact(contact));
    });
    var changed =
        Update.builder()
            .tableName(registry)
            .key(keyOf(customer))
            .updateExpression(
                after.isPresent() ? "SET #contacts.#contact = :after" : "REMOVE #contacts.#contact")
            .conditionExpression(
                "#contacts.#contact = :before"
                    + (stays.isPresent() ? " AND #contacts.#stays = :stays" : ""))
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .build();
    var noted = ClosingItem.ofContact(customer, before.id(), now);
    return Transactions.hold(
        dynamo,
        List.of(
            TransactWriteItem.builder().update(changed).build(),
            TransactWriteItem.builder().put(put -> put.tableName(journal).item(noted)).build()));
  }

  private static Map<String, AttributeValue> keyOf(String customer) {
    return RegistryItem.keyOf(RegistryItem.idOfCustomer(customer));
  }

  private static Map<String, String> names(String contact) {
    return Map.of("#contacts", RegistryItem.CONTACTS, "#contact", contact);
  }
}
