package dev.lethe.subjects.cases.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.aws.CaseItem;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.subjects.cases.NewCase;
import dev.lethe.subjects.work.Subject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of a case that are there from the first moment on: whom it is about, and what it puts
/// right.
public final class CaseParts {

  private static final String CORRECTIONS = "corrections";
  private static final String FINGERPRINT = "fingerprint";
  private static final String SEALED = "sealed";
  private static final String KEY_NUMBER = "keyNumber";

  private CaseParts() {}

  static Map<String, AttributeValue> keyOfSubjects(CaseId id) {
    return VaultItem.keyOfCase(id.app(), id.request(), CaseItem.SUBJECTS);
  }

  /// The key of what a request puts right.
  public static Map<String, AttributeValue> keyOfCorrections(CaseId id) {
    return VaultItem.keyOfCase(id.app(), id.request(), CORRECTIONS);
  }

  static Map<String, AttributeValue> subjects(CaseId id, NewCase content, Instant now) {
    var item = new HashMap<>(keyOfSubjects(id));
    item.put(CaseItem.SUBJECTS, fromL(content.subjects().stream().map(CaseParts::of).toList()));
    item.put(FINGERPRINT, bytes(content.fingerprint()));
    item.put(VaultItem.EXPIRES, expires(now));
    return item;
  }

  private static AttributeValue of(Subject subject) {
    return fromM(
        Map.of(
            CaseItem.KIND, fromS(subject.kind().wireName()),
            CaseItem.SUBJECT, fromS(subject.pseudonym().text())));
  }

  static Map<String, AttributeValue> corrections(
      CaseId id, Keyring.SealedForRequest sealed, Instant now) {
    var item = new HashMap<>(keyOfCorrections(id));
    item.put(SEALED, bytes(sealed.bytes()));
    item.put(KEY_NUMBER, fromN(Integer.toString(sealed.number())));
    item.put(VaultItem.EXPIRES, expires(now));
    return item;
  }

  /// What a request puts right, sealed.
  public static Keyring.SealedForRequest sealed(Map<String, AttributeValue> item) {
    return new Keyring.SealedForRequest(
        Integer.parseInt(present(item, KEY_NUMBER).n()),
        Bytes.copyOf(present(item, SEALED).b().asByteArray()));
  }

  /// Whether an item is of a request with this fingerprint.
  static boolean isOf(Map<String, AttributeValue> item, Bytes fingerprint) {
    return present(item, FINGERPRINT).equals(bytes(fingerprint));
  }

  private static AttributeValue bytes(Bytes bytes) {
    return fromB(SdkBytes.fromByteArray(bytes.toArray()));
  }

  private static AttributeValue expires(Instant now) {
    return fromN(Long.toString(now.plus(CaseItem.KEPT).getEpochSecond()));
  }
}
