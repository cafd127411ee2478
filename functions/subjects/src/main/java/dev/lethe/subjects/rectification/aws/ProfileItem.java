package dev.lethe.subjects.rectification.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.packages.Portrait.SealedCorrections;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a subject's profile says in the Vault table: corrections, by the requests that brought
/// them, sealed under the key of the life that the item is of.
public final class ProfileItem {

  static final String CORRECTIONS = "corrections";
  static final String VERSION = "version";

  private static final String AT = "at";
  private static final String SEALED = "sealed";

  private ProfileItem() {}

  static AttributeValue of(Instant at, Bytes sealed) {
    return fromM(
        Map.of(
            AT, fromN(Long.toString(at.toEpochMilli())),
            SEALED, fromB(SdkBytes.fromByteArray(sealed.toArray()))));
  }

  /// The corrections in an item, the oldest first.
  public static List<SealedCorrections> corrections(Map<String, AttributeValue> item) {
    return present(item, CORRECTIONS).m().entrySet().stream()
        .map(one ->
            new SealedCorrections(
                UUID.fromString(one.getKey()),
                Instant.ofEpochMilli(Long.parseLong(present(one.getValue().m(), AT).n())),
                Bytes.copyOf(present(one.getValue().m(), SEALED).b().asByteArray())))
        .sorted(
            Comparator.comparing(SealedCorrections::at).thenComparing(SealedCorrections::request))
        .toList();
  }
}
