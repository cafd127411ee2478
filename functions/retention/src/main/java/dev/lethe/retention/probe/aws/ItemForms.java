package dev.lethe.retention.probe.aws;

import dev.lethe.retention.probe.Keeping;
import dev.lethe.retention.probe.Kind;
import dev.lethe.retention.probe.Kinds;
import dev.lethe.retention.probe.Place;
import dev.lethe.retention.probe.Seen;
import dev.lethe.retention.probe.TableKinds;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.aws.CounterItem;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.goals.aws.GoalsOrderItem;
import dev.lethe.shared.processors.aws.SubProcessorItem;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.aws.ClosingItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.StandingItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Tells from the keys of items, and from their times, what they are, whose, and until when.
final class ItemForms {

  private static final String MINUTES_OF_SUBJECTS = "new#";
  private static final String MINUTES_OF_UPLOADS = "uploads#";

  private ItemForms() {}

  /// What an item is. One that has no form that is known is unknown, and never an error: whoever
  /// planted it does not stop the probe.
  static Seen read(Place table, Map<String, AttributeValue> item) {
    try {
      return switch (table) {
        case REGISTRY -> registry(new Read(table, item, text(item, "id"), ""));
        case VAULT -> vault(new Read(table, item, text(item, "id"), text(item, "part")));
        case LEDGER -> ledger(new Read(table, item, text(item, "label"), text(item, "item")));
        case INSIGHTS -> insights(new Read(table, item, text(item, "counter"), text(item, "cell")));
        case REQUESTS ->
            requests(new Read(table, item, text(item, "customer"), text(item, "item")));
        default -> throw new IllegalArgumentException("It is no table.");
      };
    } catch (RuntimeException e) {
      return new Seen(Kinds.unknown(table), null, null, null, null, null);
    }
  }

  private static Seen registry(Read read) {
    var parts = read.partition().split("#", -1);
    return switch (parts[0]) {
      case "customer" -> read.as(TableKinds.CUSTOMERS, null, null);
      case "app" -> read.as(TableKinds.APPLICATIONS, parts[1], null);
      case "key" -> read.as(TableKinds.API_KEYS, read.word("app"), null);
      case SubProcessorItem.ID -> read.as(TableKinds.SUB_PROCESSORS, null, null);
      case "feature" ->
          read.as(TableKinds.FEATURE_SWITCHES, parts[1], RegistryItem.switchedAt(read.item()));
      default -> read.unknown();
    };
  }

  private static Seen vault(Read read) {
    var partition = read.partition();
    if (partition.startsWith(MINUTES_OF_SUBJECTS) || partition.startsWith(MINUTES_OF_UPLOADS)) {
      return read.as(TableKinds.MINUTES, null, Instant.parse(read.sort()));
    }
    if (read.isOf(VaultItem.keyOfLook())) {
      return read.as(TableKinds.ROUND, null, null);
    }
    var parts = partition.split("#", -1);
    var app = parts[0];
    if (parts.length == 1) {
      return read.sort().equals(KeysItem.KEYS)
          ? read.as(TableKinds.APPLICATION_KEYS, app, null)
          : read.unknown();
    }
    return switch (parts[1]) {
      case "label" -> read.as(TableKinds.LABELS, app, null);
      case "request" -> read.as(TableKinds.CASES, app, read.millis("at"));
      case "recovery" -> read.as(TableKinds.RECOVERIES, app, null);
      case "subject" -> subject(read, app);
      default -> read.unknown();
    };
  }

  private static Seen subject(Read read, String app) {
    var sort = read.sort();
    if (sort.startsWith(VaultItem.DEVICE) || sort.startsWith(VaultItem.USER)) {
      return read.as(TableKinds.LINKS, app, read.day("seen"));
    }
    if (sort.startsWith(VaultItem.PROFILE)) {
      return read.as(TableKinds.PROFILES, app, null);
    }
    return sort.equals(VaultItem.STATE) ? state(read, app) : read.unknown();
  }

  private static Seen state(Read read, String app) {
    var seen = read.day("seen");
    if (read.hasRights()) {
      return seen == null
          ? read.as(TableKinds.RIGHTS, app, null)
          : read.as(TableKinds.LIVES_UNDER_A_RIGHT, app, seen);
    }
    return seen == null
        ? read.as(TableKinds.TOMBSTONES, app, read.millis("erased"))
        : read.as(TableKinds.SUBJECTS, app, seen);
  }

  private static Seen ledger(Read read) {
    var partition = read.partition();
    if (partition.equals(GoalsOrderItem.LABEL)) {
      return read.as(TableKinds.GOALS_ORDERS, read.sort(), null);
    }
    var parts = partition.split("#", -1);
    if (parts.length == 1) {
      return read.sort().equals("header")
          ? read.as(TableKinds.HEADERS, null, null)
          : read.as(TableKinds.ENTRIES, null, start(day(read.sort())));
    }
    return switch (parts[0] + '#' + (parts.length == 2 ? "" : parts[1])) {
      case "taken#" -> read.as(TableKinds.TAKEN, null, start(LocalDate.parse(parts[1])));
      case "shard#", "archive#shard" -> read.as(TableKinds.MARKS, null, null);
      case "archive#label" -> read.as(TableKinds.ARCHIVED_LABELS, null, null);
      case "archive#task", "aggregate#task" -> read.as(TableKinds.TASKS, null, null);
      default -> read.unknown();
    };
  }

  private static Seen insights(Read read) {
    var parts = read.partition().split("#", -1);
    var app = parts[0];
    if (parts[1].equals("closed")) {
      return read.as(TableKinds.CLOSED, app, null);
    }
    if (parts[1].equals("values")) {
      return read.as(TableKinds.VALUES, app, start(LocalDate.parse(read.sort())));
    }
    var metric = parts[1].split("\\.", -1);
    var interval =
        metric.length == 1 ? Interval.DAY : WireNamed.find(Interval.class, metric[1]).orElseThrow();
    var counter =
        CounterKey.of(
            app,
            WireNamed.find(Metric.class, metric[0]).orElseThrow(),
            interval,
            null,
            read.sort());
    return new Seen(
        interval == Interval.HOUR ? TableKinds.HOURS : TableKinds.COUNTERS,
        app,
        start(counter.bucket().day()),
        read.ends(),
        counter.expires(),
        null);
  }

  private static Seen standing(Read read) {
    var app = read.partition().substring(StandingItem.PREFIX.length());
    return read.hasRights()
        ? read.as(TableKinds.STANDING_RIGHTS, app, null)
        : read.as(TableKinds.STANDING_TOMBSTONES, app, read.millis("erased"));
  }

  private static Seen requests(Read read) {
    if (read.partition().startsWith(StandingItem.PREFIX)) {
      return standing(read);
    }
    if (read.partition().startsWith(ClosingItem.PREFIX)) {
      return read.as(
          TableKinds.CLOSINGS,
          read.partition().substring(ClosingItem.PREFIX.length()),
          read.time("at"));
    }
    if (read.partition().startsWith(DisclosureItem.PREFIX)) {
      return read.as(TableKinds.DISCLOSURES, read.word("app"), read.millis("at"));
    }
    var parts = read.sort().split("#", -1);
    return switch (parts[0]) {
      case "request" -> read.as(TableKinds.REQUESTS_OF_SUBJECTS, read.word("app"), read.received());
      case "subject" -> read.as(TableKinds.WAYS_TO_REQUESTS, null, null);
      case "erasure" -> read.as(TableKinds.WAYS_TO_REQUESTS, parts[1], null);
      case "receipt" -> read.as(TableKinds.COPIES_OF_RECEIPTS, null, null);
      case "receipts" -> read.as(TableKinds.CHAINS, null, null);
      case "export" -> read.as(TableKinds.EXPORTS, parts[1], read.millis("requested"));
      case "package" -> read.as(TableKinds.PACKAGES, null, read.time("at"));
      case "audit" -> read.as(TableKinds.AUDITS, parts[1], read.millis("requested"));
      case "termination" ->
          read.as(
              read.ends() == null ? TableKinds.TERMINATIONS_UNDER_WAY : TableKinds.TERMINATIONS,
              parts[1],
              null);
      case "emptied" -> read.as(TableKinds.EMPTIED, parts[1], null);
      default -> read.unknown();
    };
  }

  private static LocalDate day(String place) {
    return LocalDate.parse(place.substring(0, place.indexOf('#')));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    var value = item.get(attribute);
    return value == null || value.s() == null ? "" : value.s();
  }

  /// An item, and its keys.
  private record Read(
      Place table, Map<String, AttributeValue> item, String partition, String sort) {

    /// @param since from when on its time counts
    Seen as(Kind kind, @Nullable String app, @Nullable Instant since) {
      var due =
          since != null && kind.keeping() instanceof Keeping.Ends(var longest, _, _)
              ? since.plus(longest)
              : null;
      return new Seen(kind, app, since, ends(), due, null);
    }

    boolean isOf(Map<String, AttributeValue> key) {
      return key.entrySet().stream()
          .allMatch(part -> part.getValue().equals(item.get(part.getKey())));
    }

    Seen unknown() {
      return new Seen(Kinds.unknown(table), null, null, ends(), null, null);
    }

    @Nullable Instant ends() {
      var value = item.get(CounterItem.EXPIRES);
      return value == null || value.n() == null
          ? null
          : Instant.ofEpochSecond(Long.parseLong(value.n()));
    }

    /// Whether something is forbidden.
    boolean hasRights() {
      return Stream.of("optedOut", "stopped", "restricted", "objections", "withdrawals")
          .anyMatch(item::containsKey);
    }

    @Nullable String word(String attribute) {
      var value = item.get(attribute);
      return value == null ? null : value.s();
    }

    @Nullable Instant day(String attribute) {
      var value = word(attribute);
      return value == null ? null : start(LocalDate.parse(value));
    }

    @Nullable Instant time(String attribute) {
      var value = word(attribute);
      return value == null ? null : Instant.parse(value);
    }

    @Nullable Instant millis(String attribute) {
      var value = item.get(attribute);
      return value == null ? null : Instant.ofEpochMilli(Long.parseLong(value.n()));
    }

    /// The first change of a request's timeline.
    @Nullable Instant received() {
      var timeline = item.get("timeline");
      var at = timeline == null ? null : timeline.l().getFirst().m().get("at");
      return at == null ? null : Instant.parse(at.s());
    }
  }
}
