package dev.lethe.shared.vault.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the register of what stands, in the Requests table: which has backups, as the Vault
/// has not. Each is a subject's state without its life: what is forbidden, and when it was erased.
public final class StandingItem {

  public static final String APPLICATION = "customer";
  public static final String SUBJECT = "item";

  /// What their partition keys begin with, and nobody else's.
  public static final String PREFIX = "standing#";

  private StandingItem() {}

  /// The partition key of an application's.
  public static AttributeValue partition(String app) {
    return fromS(PREFIX + app);
  }

  public static Map<String, AttributeValue> keyOf(String app, Pseudonym subject) {
    return Map.of(APPLICATION, partition(app), SUBJECT, fromS(subject.text()));
  }

  /// The item of a subject of whom something stands.
  ///
  /// @param standing a state without a life
  public static Map<String, AttributeValue> of(
      String app, Pseudonym subject, SubjectState standing) {
    var item = new HashMap<>(keyOf(app, subject));
    item.putAll(VaultItem.standing(standing));
    return item;
  }

  public static Pseudonym subject(Map<String, AttributeValue> item) {
    return new Pseudonym(present(item, SUBJECT).s());
  }
}
