package dev.lethe.retention.ending.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.termination.Emptied;
import dev.lethe.shared.termination.aws.MentionsOf;
import dev.lethe.shared.termination.aws.Segments;
import dev.lethe.shared.vault.aws.VaultItem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// What the Vault has of an application: all its partition keys begin with the application's id.
public final class EndedVault implements Emptied {

  private static final Set<String> KEYS = Set.of(VaultItem.PARTITION, VaultItem.SORT);

  private final Segments segments;

  public EndedVault(DynamoDbClient dynamo, String table) {
    this.segments = new Segments(dynamo, table);
  }

  @Override
  public List<String> parts(String app) {
    return segments.all();
  }

  @Override
  public long count(String app, String part) {
    var found = new long[1];
    segments.read(part, scan -> keysOf(app, scan), page -> found[0] += page.size());
    return found[0];
  }

  @Override
  public void remove(String app, String part) {
    segments.read(part, scan -> keysOf(app, scan), page -> segments.delete(page, KEYS));
  }

  private static void keysOf(String app, ScanRequest.Builder scan) {
    scan.filterExpression("begins_with(#id, :app)")
        .projectionExpression("#id, #part")
        .expressionAttributeNames(Map.of("#id", VaultItem.PARTITION, "#part", VaultItem.SORT))
        .expressionAttributeValues(Map.of(":app", fromS(app)));
  }

  @Override
  public List<String> looks(String app) {
    return segments.all();
  }

  /// Looks for the application's id anywhere in all items of the table.
  @Override
  public long search(String app, String look) {
    return segments.count(look, item -> MentionsOf.in(item, app));
  }
}
