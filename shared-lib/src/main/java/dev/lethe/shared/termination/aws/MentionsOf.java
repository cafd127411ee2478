package dev.lethe.shared.termination.aws;

import dev.lethe.shared.termination.Mentions;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Finds an application's id anywhere in items of DynamoDB.
public final class MentionsOf {

  private MentionsOf() {}

  /// Whether an item says the id, in a key, a name of an attribute or a value of any kind.
  public static boolean in(Map<String, AttributeValue> item, String app) {
    return item.entrySet().stream()
        .anyMatch(attribute -> attribute.getKey().contains(app) || in(attribute.getValue(), app));
  }

  private static boolean in(AttributeValue value, String app) {
    return switch (value.type()) {
      case S -> value.s().contains(app);
      case SS -> value.ss().stream().anyMatch(text -> text.contains(app));
      case B -> Mentions.of(app, value.b().asByteArrayUnsafe());
      case BS -> value.bs().stream().anyMatch(bytes -> Mentions.of(app, bytes.asByteArrayUnsafe()));
      case L -> value.l().stream().anyMatch(one -> in(one, app));
      case M -> in(value.m(), app);
      case N, NS, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }
}
