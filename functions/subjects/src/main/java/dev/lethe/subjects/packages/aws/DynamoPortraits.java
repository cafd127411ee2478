package dev.lethe.subjects.packages.aws;

import static dev.lethe.shared.aws.Items.present;

import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.subjects.packages.Portrait;
import dev.lethe.subjects.packages.Portrait.SealedCorrections;
import dev.lethe.subjects.packages.Portraits;
import dev.lethe.subjects.rectification.aws.ProfileItem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Subjects in the Vault table, strongly consistent: all items of one in one query.
public final class DynamoPortraits implements Portraits {

  private static final Comparator<SealedCorrections> OLDEST_FIRST =
      Comparator.comparing(SealedCorrections::at).thenComparing(SealedCorrections::request);

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoPortraits(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Portrait of(String app, CaseLife life) {
    var stateKey = VaultItem.keyOfState(app, life.subject());
    var linksTo = life.kind() == Identity.Kind.USER ? VaultItem.DEVICE : VaultItem.USER;
    var now = clock.instant().getEpochSecond();
    var state = SubjectState.UNKNOWN;
    var corrections = new ArrayList<SealedCorrections>();
    var links = 0L;
    for (var item : items(present(stateKey, VaultItem.PARTITION))) {
      var part = present(item, VaultItem.SORT);
      if (part.equals(stateKey.get(VaultItem.SORT))) {
        state = VaultItem.state(item);
      } else if (expires(item) > now) {
        if (part.s().startsWith(VaultItem.PROFILE) && ProfileItem.isOf(item, life)) {
          corrections.add(ProfileItem.corrections(item));
        } else if (part.s().startsWith(linksTo)) {
          links++;
        }
      }
    }
    corrections.sort(OLDEST_FIRST);
    return new Portrait(state, links, lives(state, life) ? corrections : List.of());
  }

  private static boolean lives(SubjectState state, CaseLife life) {
    return state.life() != null && state.life().label().equals(life.label());
  }

  private static long expires(Map<String, AttributeValue> item) {
    return Long.parseLong(present(item, VaultItem.EXPIRES).n());
  }

  private Iterable<Map<String, AttributeValue>> items(AttributeValue partition) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#id = :id")
                .expressionAttributeNames(Map.of("#id", VaultItem.PARTITION))
                .expressionAttributeValues(Map.of(":id", partition)))
        .items();
  }
}
