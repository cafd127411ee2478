package dev.lethe.control.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.lethe.control.Contacts;
import dev.lethe.shared.registry.Contact;
import dev.lethe.shared.registry.aws.ClosingItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Contacts in their customer's item of the Registry, and the journal of closings in the Requests
/// table.
public final class DynamoContacts implements Contacts {

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
              .conditionExpression("attribute_exists(#contacts) AND size(#contacts) < :most")
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
  public boolean correct(String customer, Contact contact, Instant now) {
    var corrected =
        Update.builder()
            .updateExpression("SET #contacts.#contact = :contact")
            .conditionExpression("attribute_exists(#contacts.#contact)")
            .expressionAttributeValues(Map.of(":contact", RegistryItem.contact(contact)));
    return write(customer, contact.id(), corrected, now);
  }

  @Override
  public boolean delete(String customer, String contact, Instant now) {
    var deleted =
        Update.builder()
            .updateExpression("REMOVE #contacts.#contact")
            .conditionExpression("attribute_exists(#contacts.#contact) AND size(#contacts) > :one")
            .expressionAttributeValues(Map.of(":one", fromN("1")));
    return write(customer, contact, deleted, now) || !isThere(customer, contact);
  }

  private boolean isThere(String customer, String contact) {
    var item =
        dynamo
            .getItem(get -> get.tableName(registry).key(keyOf(customer)).consistentRead(true))
            .item();
    return RegistryItem.contacts(item).stream().anyMatch(one -> one.id().equals(contact));
  }

  private boolean write(String customer, String contact, Update.Builder update, Instant now) {
    var changed =
        update
            .tableName(registry)
            .key(keyOf(customer))
            .expressionAttributeNames(names(contact))
            .build();
    var noted = ClosingItem.ofContact(customer, contact, now);
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
