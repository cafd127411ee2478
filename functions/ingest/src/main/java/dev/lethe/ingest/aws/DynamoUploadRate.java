package dev.lethe.ingest.aws;

import dev.lethe.ingest.screenshot.UploadRate;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.vault.aws.VaultItem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Counts the uploads that keys ask for beside the new subjects that they bring.
public final class DynamoUploadRate implements UploadRate {

  private final MinuteCounts counts;
  private final int uploadsPerMinute;

  public DynamoUploadRate(DynamoDbClient dynamo, String table, int uploadsPerMinute) {
    this.counts = new MinuteCounts(dynamo, table);
    this.uploadsPerMinute = uploadsPerMinute;
  }

  @Override
  public boolean admit(ApiKey key, Instant now) {
    var minute = now.truncatedTo(ChronoUnit.MINUTES);
    return counts.admit(VaultItem.keyOfUploads(key.hash(), minute), 1, uploadsPerMinute, minute);
  }
}
