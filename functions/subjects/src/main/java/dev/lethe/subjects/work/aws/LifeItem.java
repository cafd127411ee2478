package dev.lethe.subjects.work.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.aws.CaseItem;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.subjects.work.Order;
import dev.lethe.subjects.work.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a case says of its subjects: who is named, and what is ordered about each.
final class LifeItem {

  private static final String COMMANDS = "commands";
  private static final String KEEP_FROM = "keepFrom";

  private LifeItem() {}

  static Map<String, AttributeValue> of(CaseId id, Order order) {
    var item = new HashMap<>(CaseItem.of(id, order.life()));
    item.put(
        COMMANDS,
        fromM(
            order.commands().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        command -> command.getKey().wireName(),
                        command -> fromS(command.getValue().wireName())))));
    if (order.keepFrom() != null) {
      item.put(KEEP_FROM, fromN(Long.toString(order.keepFrom())));
    }
    return item;
  }

  static Order order(Map<String, AttributeValue> item) {
    return new Order(
        CaseItem.life(item),
        present(item, COMMANDS).m().entrySet().stream()
            .collect(
                Collectors.toMap(
                    command ->
                        WireNamed.find(Command.Consumer.class, command.getKey()).orElseThrow(),
                    command ->
                        WireNamed.find(Command.Kind.class, command.getValue().s()).orElseThrow())),
        item.containsKey(KEEP_FROM) ? Long.valueOf(present(item, KEEP_FROM).n()) : null);
  }

  static List<Subject> named(Map<String, AttributeValue> item) {
    return present(item, CaseItem.SUBJECTS).l().stream()
        .map(AttributeValue::m)
        .map(subject ->
            new Subject(
                WireNamed.find(Identity.Kind.class, present(subject, CaseItem.KIND).s())
                    .orElseThrow(),
                new Pseudonym(present(subject, CaseItem.SUBJECT).s())))
        .toList();
  }
}
