package dev.lethe.infra.year;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.aggregate.Aggregate;
import dev.lethe.aggregate.Samples;
import dev.lethe.aggregate.StoresBuilder;
import dev.lethe.aggregate.aws.DynamoCounters;
import dev.lethe.aggregate.aws.DynamoLedger;
import dev.lethe.aggregate.aws.DynamoTakings;
import dev.lethe.aggregate.aws.DynamoValues;
import dev.lethe.archive.Archive;
import dev.lethe.archive.Stores;
import dev.lethe.archive.aws.DynamoCheckpoints;
import dev.lethe.archive.aws.DynamoLabelIndex;
import dev.lethe.archive.aws.DynamoStandings;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.infra.simulation.SimulatedClock;
import dev.lethe.infra.stack.Stack;
import dev.lethe.ingest.Door;
import dev.lethe.ingest.aws.DynamoGate;
import dev.lethe.ingest.aws.DynamoVault;
import dev.lethe.ingest.gate.KeysMissingException;
import dev.lethe.ingest.gate.View;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.ingest.request.Whose;
import dev.lethe.retention.Rounds;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.aws.DynamoMarks;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.DynamoLabelledSubjects;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/// All that keeps something of a subject, with its real tables and buckets, at a time that moves
/// when it is told to. No TTL and no lifecycle rule deletes anything.
final class Year {

  private static final int NEW_SUBJECTS = 1_000;
  private static final JsonMapper JSON = new JsonMapper();

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final String registry = stack.output("RegistryTable");
  private final String vault = stack.output("VaultTable");
  private final String ledger = stack.output("LedgerTable");
  private final String insights = stack.output("InsightsTable");
  private final long shard = 1_000_000L + ThreadLocalRandom.current().nextLong(1_000_000L);
  private final ExecutorService threads = Executors.newFixedThreadPool(16);
  private final List<LaneMessage> onTheStream = new ArrayList<>();
  final SimulatedClock clock;
  private final HeldKeyrings keyrings;
  private final DynamoGate gate;
  private final DynamoVault lives;
  private final Door door;
  private final Aggregate aggregate;
  private final Archive archive;
  private final Rounds rounds;
  final Readers readers;
  private int sequence;

  Year(List<Account> accounts, Instant beginning) {
    this.clock = new SimulatedClock(beginning);
    this.keyrings = new HeldKeyrings(new KmsKeyrings(stack.client(KmsClient.builder())), clock);
    this.gate = new DynamoGate(new BatchRead(dynamo, Thread::sleep), registry, vault, keyrings);
    this.lives = new DynamoVault(dynamo, vault, stack.output("RequestsTable"), NEW_SUBJECTS, clock);
    this.door =
        new Door(
            new Origins(address -> Optional.of("DE")),
            gate,
            lives,
            new SecureRandom(),
            (records, deadline) -> onTheStream.addAll(records));
    this.aggregate =
        new Aggregate(
            new StoresBuilder()
                .with(new DynamoLedger(dynamo, ledger, clock))
                .with(new DynamoCounters(dynamo, insights))
                .withValues(new DynamoValues(dynamo, insights, clock))
                .with(new DynamoMarks(dynamo, ledger, clock, ""))
                .withTakings(new DynamoTakings(dynamo, ledger, clock))
                .build(),
            threads,
            clock);
    this.archive = new Archive(stores(), threads);
    var apps = new DynamoRegistry(dynamo, registry);
    this.rounds =
        new Rounds(
            accounts.stream()
                .map(account -> apps.application(account.tenant().appId()).orElseThrow())
                .toList(),
            dynamo,
            vault,
            new S3Bucket(s3, stack.output("ArchiveBucket")),
            threads,
            clock);
    this.readers = new Readers(clock, subjects());
  }

  private DynamoLabelledSubjects subjects() {
    return new DynamoLabelledSubjects(new BatchRead(dynamo, Thread::sleep), vault, keyrings);
  }

  private Stores stores() {
    var build = new StoresBuilder().build();
    return new Stores(
        new ParquetFiles(),
        new S3ArchiveObjects(s3, stack.output("ArchiveBucket")),
        new DynamoCheckpoints(dynamo, ledger, clock),
        new DynamoLabelIndex(dynamo, ledger, clock),
        new DynamoStandings(dynamo, ledger, clock),
        subjects(),
        build.failures(),
        build.lineage(),
        build.answers(),
        build.gone(),
        build.goals());
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /// Moves on to noon of a day.
  void goTo(LocalDate day) {
    var noon = day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    clock.advance(Duration.between(clock.instant(), noon));
  }

  /// Some devices of an application send an event each.
  void send(Account account, Collection<String> devices) {
    var events = new ArrayList<Map<String, Object>>();
    for (var device : devices) {
      var id = UUID.randomUUID().toString();
      account.sent().add(new Account.Sent(device, id, clock.instant()));
      events.add(
          Map.of(
              "type",
              "track",
              "event",
              "Read",
              "anonymousId",
              device,
              "messageId",
              id,
              "timestamp",
              clock.instant().toString(),
              "properties",
              Map.of("id", id)));
    }
    var body = JSON.valueToTree(Map.of("batch", events)).toString();
    var told =
        door.take(ApiKey.shown(account.tenant().writeKey()), body, "203.0.113.7", clock.instant());
    if (!told.isTaken() || !told.rejected().isEmpty()) {
      throw new AssertionError("Not all was taken: " + told);
    }
  }

  /// Both consumers take what is on the stream.
  void deliver() {
    var delivery = new ArrayList<LaneRecord>();
    for (var message : onTheStream) {
      sequence++;
      var record = Samples.delivered(shard, sequence, message);
      delivery.add(
          new LaneRecord(
              record.position(), record.id(), record.lane(), clock.instant(), record.bytes()));
    }
    onTheStream.clear();
    if (aggregate.count(delivery).isPresent() || archive.store(delivery).isPresent()) {
      throw new AssertionError("Not all was processed.");
    }
  }

  /// Deletes objects that are past their time.
  void tidy() {
    rounds.sweep();
  }

  /// Forgets who was silent for long enough.
  void forget() {
    rounds.forget();
  }

  private View view(Account account, String device) {
    try {
      return gate.view(ApiKey.shown(account.tenant().writeKey()), Set.of(Whose.of(null, device)))
          .orElseThrow();
    } catch (KeysMissingException e) {
      throw new AssertionError(e);
    }
  }

  /// What the Vault holds of a device, whatever of it counts.
  SubjectState state(Account account, String device) {
    return view(account, device).stored(Identity.of(Identity.Kind.DEVICE, device));
  }

  /// Changes it.
  void change(Account account, String device, UnaryOperator<SubjectState> change) {
    var view = view(account, device);
    var before = view.stored(Identity.of(Identity.Kind.DEVICE, device));
    var pseudonym = view.keyring().pseudonym(Identity.of(Identity.Kind.DEVICE, device));
    if (!lives.change(view.application(), pseudonym, before, change.apply(before))) {
      throw new AssertionError("Somebody else changed it.");
    }
  }

  void end() {
    threads.close();
  }
}
