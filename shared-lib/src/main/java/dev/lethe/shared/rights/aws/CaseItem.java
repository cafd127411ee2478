package dev.lethe.shared.rights.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.retention.Term;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.aws.VaultItem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of a case in the Vault table: `life#…` of each subject, and `found#…` of each number.
public final class CaseItem {

  /// What the sort keys of lives begin with; the subject's pseudonym follows.
  public static final String LIFE = "life#";

  /// What the sort keys of numbers begin with.
  public static final String FOUND = "found#";

  /// Longer than a request is open; a case that is over is deleted.
  public static final Duration KEPT = Term.SUBJECT_DATA.length();

  static final String NUMBER = "number";

  /// The sort key, and the attribute, of those whom a request names.
  public static final String SUBJECTS = "subjects";

  public static final String KIND = "kind";
  public static final String SUBJECT = "subject";
  private static final String LABEL = "label";
  private static final String BORN = "born";
  private static final String STATE = "state";
  private static final String AT = "at";

  private CaseItem() {}

  /// The item of a life.
  public static Map<String, AttributeValue> of(CaseId id, CaseLife life) {
    var item =
        new HashMap<>(VaultItem.keyOfCase(id.app(), id.request(), LIFE + life.subject().text()));
    item.put(KIND, fromS(life.kind().wireName()));
    item.put(SUBJECT, fromS(life.subject().text()));
    if (life.label() != null) {
      item.put(LABEL, fromS(life.label()));
    }
    if (life.born() != null) {
      item.put(BORN, fromS(life.born().toString()));
    }
    item.put(VaultItem.LIVES, fromN(Long.toString(life.lives())));
    item.put(STATE, fromN(Long.toString(life.state())));
    item.put(AT, fromN(Long.toString(life.at().toEpochMilli())));
    item.put(VaultItem.EXPIRES, expires(life.at()));
    return item;
  }

  /// The life that an item holds.
  public static CaseLife life(Map<String, AttributeValue> item) {
    var label = item.get(LABEL);
    var born = item.get(BORN);
    return new CaseLife(
        WireNamed.find(Identity.Kind.class, present(item, KIND).s()).orElseThrow(),
        new Pseudonym(present(item, SUBJECT).s()),
        label == null ? null : label.s(),
        born == null ? null : LocalDate.parse(born.s()),
        Long.parseLong(present(item, VaultItem.LIVES).n()),
        Long.parseLong(present(item, STATE).n()),
        Instant.ofEpochMilli(Long.parseLong(present(item, AT).n())));
  }

  static AttributeValue expires(Instant now) {
    return fromN(Long.toString(now.plus(KEPT).getEpochSecond()));
  }
}
