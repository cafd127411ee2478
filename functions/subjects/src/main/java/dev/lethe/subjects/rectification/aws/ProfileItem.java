package dev.lethe.subjects.rectification.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.subjects.packages.Portrait.SealedCorrections;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a subject's profile says in the Vault table: what a request puts right, sealed under the
/// key of the life that the item is of.
public final class ProfileItem {

  private static final String AT = "at";
  private static final String SEALED = "sealed";

  private ProfileItem() {}

  static Map<String, AttributeValue> of(Instant at, Bytes sealed) {
    return Map.of(
        AT, fromN(Long.toString(at.toEpochMilli())),
        SEALED, fromB(SdkBytes.fromByteArray(sealed.toArray())));
  }

  /// Whether an item is of a life.
  public static boolean isOf(Map<String, AttributeValue> item, CaseLife life) {
    return present(item, VaultItem.LABEL).s().equals(life.label());
  }

  /// What an item says.
  public static SealedCorrections corrections(Map<String, AttributeValue> item) {
    var part = present(item, VaultItem.SORT).s();
    return new SealedCorrections(
        UUID.fromString(part.substring(VaultItem.PROFILE.length())),
        Instant.ofEpochMilli(Long.parseLong(present(item, AT).n())),
        Bytes.copyOf(present(item, SEALED).b().asByteArray()));
  }
}
