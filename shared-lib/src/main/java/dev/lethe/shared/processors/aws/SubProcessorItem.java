package dev.lethe.shared.processors.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.processors.SubProcessor;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The one item of the Registry that is the register of sub-processors.
public final class SubProcessorItem {

  /// Its id, and no other item's.
  public static final String ID = "subprocessors";

  static final String ALL = "all";
  static final String UNTIL = "until";

  private SubProcessorItem() {}

  static Map<String, AttributeValue> key() {
    return RegistryItem.keyOf(ID);
  }

  static Map<String, AttributeValue> empty() {
    return Map.of(RegistryItem.ID, fromS(ID), ALL, fromM(Map.of()));
  }

  static AttributeValue of(SubProcessor one) {
    var attributes = new HashMap<String, AttributeValue>();
    attributes.put("name", fromS(one.name()));
    attributes.put("country", fromS(one.country()));
    attributes.put("purpose", fromS(one.purpose()));
    attributes.put("safeguard", fromS(one.safeguard().wireName()));
    attributes.put("announced", fromS(one.announced().toString()));
    attributes.put("from", fromS(one.from().toString()));
    if (one.until() != null) {
      attributes.put(UNTIL, fromS(one.until().toString()));
    }
    return fromM(attributes);
  }

  /// All that an item has, which may not be there.
  static List<SubProcessor> all(Map<String, AttributeValue> item) {
    if (!item.containsKey(ALL)) {
      return List.of();
    }
    return present(item, ALL).m().entrySet().stream()
        .map(one -> read(one.getKey(), one.getValue().m()))
        .sorted(Comparator.comparing(SubProcessor::from).thenComparing(SubProcessor::id))
        .toList();
  }

  private static SubProcessor read(String id, Map<String, AttributeValue> attributes) {
    return new SubProcessor(
        id,
        text(attributes, "name"),
        text(attributes, "country"),
        text(attributes, "purpose"),
        WireNamed.find(SubProcessor.Safeguard.class, text(attributes, "safeguard")).orElseThrow(),
        LocalDate.parse(text(attributes, "announced")),
        LocalDate.parse(text(attributes, "from")),
        attributes.containsKey(UNTIL) ? LocalDate.parse(text(attributes, UNTIL)) : null);
  }

  private static String text(Map<String, AttributeValue> attributes, String name) {
    return present(attributes, name).s();
  }
}
