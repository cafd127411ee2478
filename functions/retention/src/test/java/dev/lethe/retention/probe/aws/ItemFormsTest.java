package dev.lethe.retention.probe.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.probe.Kinds;
import dev.lethe.retention.probe.Place;
import dev.lethe.retention.probe.Seen;
import dev.lethe.retention.probe.TableKinds;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.goals.aws.GoalsOrderItem;
import dev.lethe.shared.lane.aws.LedgerItem;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.aws.ClosingItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.StandingItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemFormsTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-24");
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
  private static final Pseudonym SUBJECT = new Pseudonym("AbCdEfGhIjKlMnOpQrStUv");
  private static final Life LIFE =
      new Life(
          "label",
          new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[] {1})),
          DAY.minusDays(3),
          DAY);

  /// Of an item just what a probe may read.
  private static Seen read(Place table, Map<String, ? extends AttributeValue> item) {
    var seen = new HashMap<String, AttributeValue>();
    for (var attribute : DynamoItems.ATTRIBUTES.getOrDefault(table, java.util.List.of())) {
      var value = item.get(attribute);
      if (value != null) {
        seen.put(attribute, value);
      }
    }
    return ItemForms.read(table, seen);
  }

  private static Map<String, AttributeValue> state(SubjectState state) {
    var item = new HashMap<>(VaultItem.keyOfState("app_1", SUBJECT));
    VaultItem.of(state, 90)
        .forEach((name, value) -> {
          if (value != null) {
            item.put(name, value);
          }
        });
    return item;
  }

  @Test
  void aSubjectEndsAsItsStateSays() {
    var state = new SubjectState(1, 1, LIFE, null, Rights.NONE_USED);
    var ends = state.expires(90).orElseThrow();
    assertThat(read(Place.VAULT, state(state)))
        .isEqualTo(
            new Seen(
                TableKinds.SUBJECTS, "app_1", START, ends, START.plus(Duration.ofDays(91)), null));
    assertThat(ends).isEqualTo(START.plus(Duration.ofDays(91)));
  }

  @Test
  void aTombstoneEndsAfterItsErasure() {
    var state = new SubjectState(2, 2, null, Records.NOON, Rights.NONE_USED);
    var seen = read(Place.VAULT, state(state));
    assertThat(seen.kind()).isEqualTo(TableKinds.TOMBSTONES);
    assertThat(seen.since()).isEqualTo(Records.NOON);
    assertThat(seen.due()).isEqualTo(Records.NOON.plus(SubjectState.TOMBSTONE));
    assertThat(seen.ends()).isEqualTo(seen.due());
  }

  /// It says no end; what it holds of a life must end all the same.
  @Test
  void whoForbadeSomethingKeepsTheRightAndNoLifeForLonger() {
    var restricted = new Rights(false, false, true, Set.of());
    var living = read(Place.VAULT, state(new SubjectState(1, 1, LIFE, null, restricted)));
    assertThat(living.kind()).isEqualTo(TableKinds.LIVES_UNDER_A_RIGHT);
    assertThat(living.ends()).isNull();
    assertThat(living.due()).isEqualTo(START.plus(Duration.ofDays(91)));
    assertThat(read(Place.VAULT, state(new SubjectState(2, 1, null, null, restricted))).kind())
        .isEqualTo(TableKinds.RIGHTS);
  }

  @Test
  void whatElseTheVaultHasIsKnown() {
    var link = new HashMap<>(VaultItem.keyOfDevice("app_1", SUBJECT, SUBJECT));
    VaultItem.ofLink(1, 1, 1, DAY, 90)
        .forEach((name, value) -> link.put(name, Objects.requireNonNull(value)));
    var read = read(Place.VAULT, link);
    assertThat(read.kind()).isEqualTo(TableKinds.LINKS);
    assertThat(read.ends()).isEqualTo(read.due());
    assertThat(read(Place.VAULT, VaultItem.keyOfLabel("app_1", "label")).kind())
        .isEqualTo(TableKinds.LABELS);
    assertThat(
            read(Place.VAULT, VaultItem.keyOfProfile("app_1", SUBJECT, UUID.randomUUID())).kind())
        .isEqualTo(TableKinds.PROFILES);
    assertThat(read(Place.VAULT, VaultItem.keyOfLook()).kind()).isEqualTo(TableKinds.ROUND);
    assertThat(read(Place.VAULT, VaultItem.keyOfRecovery("app_1")))
        .isEqualTo(new Seen(TableKinds.RECOVERIES, "app_1", null, null, null, null));
    assertThat(read(Place.VAULT, VaultItem.keyOfCase("app_1", UUID.randomUUID(), "life#x")).kind())
        .isEqualTo(TableKinds.CASES);
    assertThat(read(Place.VAULT, KeysItem.keyOf("app_1")))
        .isEqualTo(new Seen(TableKinds.APPLICATION_KEYS, "app_1", null, null, null, null));
    assertThat(read(Place.VAULT, VaultItem.keyOfNewSubjects("hash", START)).since())
        .isEqualTo(START);
  }

  @Test
  void anOrderToForgetGoalsIsItsApplications() {
    var seen = read(Place.LEDGER, LedgerItem.of(GoalsOrderItem.LABEL, "app_1", START));
    assertThat(seen.kind()).isEqualTo(TableKinds.GOALS_ORDERS);
    assertThat(seen.app()).isEqualTo("app_1");
  }

  @ParameterizedTest
  @CsvSource({
    "AbCdEfGhIjKlMnOpQrStUv, 2026-11-24#00000, entries",
    "AbCdEfGhIjKlMnOpQrStUv, header, headers",
    "taken#2026-11-24, x, taken",
    "shard#000000000003, mark, marks",
    "archive#shard#000000000003, mark, marks",
    "archive#label#AbCdEfGhIjKlMnOpQrStUv, standing, archived_labels",
    "archive#task#x, task, tasks",
    "aggregate#task#x, task, tasks"
  })
  void theLedgersItemsAreNobodysThatCouldBeTold(String label, String item, String kind) {
    var seen = read(Place.LEDGER, LedgerItem.of(label, item, START));
    assertThat(seen.kind().name()).isEqualTo(kind);
    assertThat(seen.app()).isNull();
    assertThat(seen.ends()).isEqualTo(START);
  }

  @Test
  void counterEndsAsTheirKeysSay() {
    for (var interval : Interval.values()) {
      var bucket =
          interval == Interval.HOUR ? new Bucket(interval, DAY, 13) : Bucket.of(interval, DAY);
      var key = CounterKey.total("app_1", Metric.USERS, bucket);
      var seen =
          read(
              Place.INSIGHTS,
              Map.of(
                  "counter", fromS(key.partition(3)),
                  "cell", fromS(key.sort()),
                  "expires", fromN(Long.toString(key.expires().getEpochSecond()))));
      assertThat(seen.kind())
          .isEqualTo(interval == Interval.HOUR ? TableKinds.HOURS : TableKinds.COUNTERS);
      assertThat(seen.app()).isEqualTo("app_1");
      assertThat(seen.due()).isEqualTo(seen.ends()).isEqualTo(key.expires());
    }
  }

  @Test
  void aRequestCountsFromWhenItWasReceived() {
    var seen =
        read(
            Place.REQUESTS,
            Map.of(
                "customer", fromS("cus_1"),
                "item", fromS("request#" + UUID.randomUUID()),
                "app", fromS("app_1"),
                "timeline", fromL(java.util.List.of(fromM(Map.of("at", fromS(START.toString()))))),
                "identities", fromS("never read")));
    assertThat(seen.kind()).isEqualTo(TableKinds.REQUESTS_OF_SUBJECTS);
    assertThat(seen.since()).isEqualTo(START);
    assertThat(seen.due()).isEqualTo(START.plus(Duration.ofDays(760)));
  }

  @Test
  void whatStandsIsKnownInTheRegister() {
    var stopped = SubjectState.UNKNOWN.with(Rights.NONE_USED.withStopped(true));
    var right = read(Place.REQUESTS, StandingItem.of("app_1", SUBJECT, stopped));
    assertThat(right)
        .isEqualTo(new Seen(TableKinds.STANDING_RIGHTS, "app_1", null, null, null, null));
    var erased = SubjectState.UNKNOWN.erase(Records.NOON);
    var tombstone = read(Place.REQUESTS, StandingItem.of("app_1", SUBJECT, erased));
    var over = Records.NOON.plus(SubjectState.TOMBSTONE);
    assertThat(tombstone)
        .isEqualTo(
            new Seen(TableKinds.STANDING_TOMBSTONES, "app_1", Records.NOON, over, over, null));
  }

  @Test
  void aSwitchOfAFeatureIsKnownByWhenItWasMade() {
    var on =
        new FeatureSwitch(
            Feature.GOALS, Records.NOON, new FeatureSwitch.Attestation("A", "consent", "1"));
    assertThat(read(Place.REGISTRY, RegistryItem.of("app_1", 7, on)))
        .isEqualTo(new Seen(TableKinds.FEATURE_SWITCHES, "app_1", Records.NOON, null, null, null));
  }

  @Test
  void whatWasClosedIsKnownInTheJournal() {
    var over = Records.NOON.plus(Duration.ofDays(35));
    assertThat(read(Place.REQUESTS, ClosingItem.ofContact("app_1", "con_1", Records.NOON)))
        .isEqualTo(new Seen(TableKinds.CLOSINGS, "app_1", Records.NOON, over, over, null));
  }

  @ParameterizedTest
  @CsvSource({
    "subject#ab#id, ways_to_requests, ",
    "erasure#app_1#ab, ways_to_requests, app_1",
    "export#app_1#exp_1, exports, app_1",
    "audit#app_1#aud_1, audits, app_1",
    "termination#app_1, terminations_under_way, app_1",
    "termination#cus_1, terminations_under_way, cus_1",
    "emptied#app_1#000#vault#R#p0/1, emptied, app_1",
    "package#id, packages, ",
    "receipt#id, receipts, ",
    "receipts, chains, "
  })
  void theOthersOfACustomerAreKnown(String item, String kind, String app) {
    var seen = read(Place.REQUESTS, Map.of("customer", fromS("c"), "item", fromS(item)));
    assertThat(seen.kind().name()).isEqualTo(kind);
    assertThat(seen.app()).isEqualTo(app);
  }

  /// Until then nobody knows when that will be.
  @Test
  void aTerminationEndsWhenItIsOver() {
    var over =
        read(
            Place.REQUESTS,
            Map.of(
                "customer", fromS("cus_1"),
                "item", fromS("termination#app_1"),
                "expires", fromN(Long.toString(START.getEpochSecond()))));
    assertThat(over).isEqualTo(new Seen(TableKinds.TERMINATIONS, "app_1", null, START, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "REGISTRY, id, planted",
    "VAULT, id, app_1#planted#x",
    "VAULT, id, new#x",
    "LEDGER, label, planted#1",
    "INSIGHTS, counter, planted",
    "INSIGHTS, counter, app#no_metric#total#0",
    "REQUESTS, item, planted"
  })
  void whatNoFormFitsIsUnknownAndNoFailure(Place table, String attribute, String key) {
    assertThat(read(table, Map.of(attribute, fromS(key), "at", fromBool(true))).kind())
        .isEqualTo(Kinds.unknown(table));
  }
}
