package dev.lethe.control.aws;

import static dev.lethe.shared.aws.Items.present;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// An update of an item that sets attributes.
final class Sets {

  private final Map<String, String> assignments = new TreeMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  boolean isEmpty() {
    return assignments.isEmpty();
  }

  void set(String attribute, AttributeValue value) {
    assignments.put(attribute, ":" + attribute);
    values.put(":" + attribute, value);
  }

  /// Sets what is another than it was.
  void setIfChanged(
      String attribute, Map<String, AttributeValue> was, Map<String, AttributeValue> is) {
    if (!present(is, attribute).equals(present(was, attribute))) {
      set(attribute, present(is, attribute));
    }
  }

  /// Likewise; what is as it was is set where nothing is.
  void setOrKeep(
      String attribute, Map<String, AttributeValue> was, Map<String, AttributeValue> is) {
    set(attribute, present(is, attribute));
    if (present(is, attribute).equals(present(was, attribute))) {
      assignments.put(attribute, "if_not_exists(#%s, :%s)".formatted(attribute, attribute));
    }
  }

  Update.Builder update() {
    var names = new HashMap<String, String>();
    assignments.keySet().forEach(attribute -> names.put("#" + attribute, attribute));
    var sets =
        assignments.entrySet().stream()
            .map(one -> "#%s = %s".formatted(one.getKey(), one.getValue()))
            .toList();
    return Update.builder()
        .updateExpression("SET " + String.join(", ", sets))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }
}
