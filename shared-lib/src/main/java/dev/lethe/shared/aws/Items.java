package dev.lethe.shared.aws;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads items of DynamoDB strictly.
public final class Items {

  private Items() {}

  /// The value of an attribute that must be there.
  ///
  /// @throws IllegalStateException if it is not
  public static AttributeValue present(Map<String, AttributeValue> item, String attribute) {
    var value = item.get(attribute);
    if (value == null) {
      throw new IllegalStateException("An item lacks " + attribute + ".");
    }
    return value;
  }
}
