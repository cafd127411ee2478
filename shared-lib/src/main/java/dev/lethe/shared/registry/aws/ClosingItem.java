package dev.lethe.shared.registry.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.retention.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the journal of closings, in the Requests table: one for each feature of an
/// application that was switched off, and when for the last time.
public final class ClosingItem {

  /// What their partition keys begin with, and nobody else's.
  public static final String PREFIX = "closing#";

  static final String APPLICATION = "customer";

  /// Longer than backups.
  private static final Duration KEPT = Term.BACKUPS.length().plusDays(5);

  private static final String FEATURE = "item";
  private static final String AT = "at";
  private static final String EXPIRES = "expires";

  private ClosingItem() {}

  static AttributeValue partition(String app) {
    return fromS(PREFIX + app);
  }

  /// The item of a feature that was switched off.
  public static Map<String, AttributeValue> of(String app, FeatureSwitch off) {
    return Map.of(
        APPLICATION, partition(app),
        FEATURE, fromS(off.feature().wireName()),
        AT, fromS(off.time().toString()),
        EXPIRES, fromN(Long.toString(off.time().plus(KEPT).getEpochSecond())));
  }

  static Feature feature(Map<String, AttributeValue> item) {
    return WireNamed.find(Feature.class, present(item, FEATURE).s()).orElseThrow();
  }

  static Instant at(Map<String, AttributeValue> item) {
    return Instant.parse(present(item, AT).s());
  }
}
