package dev.lethe.infra;

import dev.lethe.archive.ArchiveObjects;
import dev.lethe.archive.ArchiveStoresContract;
import dev.lethe.archive.Checkpoints;
import dev.lethe.archive.LabelIndex;
import dev.lethe.archive.Standings;
import dev.lethe.archive.aws.DynamoCheckpoints;
import dev.lethe.archive.aws.DynamoLabelIndex;
import dev.lethe.archive.aws.DynamoStandings;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.infra.stack.Stack;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The archive's stores on the local stack.
class ArchiveAdaptersTest extends ArchiveStoresContract {

  private static final Stack STACK = Stack.running();

  private final DynamoDbClient dynamo = STACK.client(DynamoDbClient.builder());
  private final String ledger = STACK.output("LedgerTable");
  private final Clock clock = Clock.systemUTC();

  @Override
  protected ArchiveObjects objects() {
    return new S3ArchiveObjects(
        STACK.client(S3Client.builder().forcePathStyle(true)), STACK.output("ArchiveBucket"));
  }

  @Override
  protected Checkpoints checkpoints() {
    return new DynamoCheckpoints(dynamo, ledger, clock);
  }

  @Override
  protected LabelIndex index() {
    return new DynamoLabelIndex(dynamo, ledger, clock);
  }

  @Override
  protected Standings standings() {
    return new DynamoStandings(dynamo, ledger, clock);
  }
}
