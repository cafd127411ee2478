package dev.lethe.subjects.request.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.subjects.request.BreakGlass;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Regulation;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Timeline;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of requests in the Requests table: a customer's, by its own ids. Beside each,
/// `subject#` and the hash of each identity, which leads to it; and for erasures `erasure#…`, which
/// leads to the one whose work serves whoever else asks for the same.
final class RequestItem {

  static final String STATUS = "status";
  static final String TIMELINE = "timeline";
  static final String STEPS = "steps";

  /// How many wait for the work of a request; who was joined to it; and since when it is begun.
  static final String WAITING = "waiting";

  static final String MEMBERS = "members";
  static final String BEGUN = "begun";

  /// The attribute of what leads to a request.
  static final String LEADS_TO = "leadsTo";

  /// What the sort keys of requests begin with.
  private static final String PREFIX = "request#";

  private static final String APP = "app";
  private static final String BY = "by";
  private static final String ID = "id";
  private static final String TYPE = "type";
  private static final String REGULATION = "regulation";
  private static final String SUBMITTED = "submitted";
  private static final String PURPOSES = "purposes";
  private static final String CALLBACKS = "callbacks";
  private static final String FINGERPRINT = "fingerprint";
  private static final String IDENTITIES = "identities";
  private static final String GRACE = "grace";
  private static final String JOINED = "joined";
  private static final String BREAK_GLASS = "breakGlass";
  private static final String RECIPIENT = "recipient";
  private static final String GROUND = "ground";
  private static final String REFERENCE = "reference";
  private static final String AT = "at";

  private RequestItem() {}

  static Map<String, AttributeValue> key(String customer, UUID id) {
    return Map.of(
        DisclosureItem.PARTITION, fromS(customer), DisclosureItem.SORT, fromS(PREFIX + id));
  }

  /// The id of the request that a key is of.
  static UUID id(Map<String, AttributeValue> key) {
    return UUID.fromString(present(key, DisclosureItem.SORT).s().substring(PREFIX.length()));
  }

  /// What the keys of those begin with that lead from an identity to requests about it.
  static String leadingFrom(Bytes identity) {
    return "subject#" + HexFormat.of().formatHex(identity.toArray()) + '#';
  }

  /// The item that leads from an identity to a request.
  static Map<String, AttributeValue> leading(EnteredRequest request, Bytes identity) {
    return leading(request, leadingFrom(identity) + request.id());
  }

  /// The key of what leads to the erasure that others of the same subject are joined to.
  static Map<String, AttributeValue> keyOfFirst(EnteredRequest request) {
    return Map.of(
        DisclosureItem.PARTITION, fromS(request.customer()),
        DisclosureItem.SORT, fromS("erasure#" + request.subject()));
  }

  /// The item that leads to an erasure which others may be joined to.
  static Map<String, AttributeValue> first(EnteredRequest request) {
    return leading(request, present(keyOfFirst(request), DisclosureItem.SORT).s());
  }

  private static Map<String, AttributeValue> leading(EnteredRequest request, String sort) {
    return Map.of(
        DisclosureItem.PARTITION,
        fromS(request.customer()),
        DisclosureItem.SORT,
        fromS(sort),
        DisclosureItem.EXPIRES,
        expires(request),
        LEADS_TO,
        fromS(request.id().toString()));
  }

  private static AttributeValue expires(EnteredRequest request) {
    return fromN(Long.toString(request.expires().getEpochSecond()));
  }

  static Map<String, AttributeValue> of(EnteredRequest request) {
    var item = new HashMap<>(key(request.customer(), request.id()));
    item.put(DisclosureItem.EXPIRES, expires(request));
    item.put(APP, fromS(request.app()));
    item.put(BY, fromS(request.by()));
    item.put(ID, fromS(request.id().toString()));
    item.put(TYPE, word(request.type()));
    item.put(REGULATION, word(request.regulation()));
    item.put(SUBMITTED, fromS(request.submitted().toString()));
    item.put(PURPOSES, fromL(request.purposes().stream().map(RequestItem::word).toList()));
    item.put(
        CALLBACKS, fromL(request.callbacks().stream().map(url -> fromS(url.toString())).toList()));
    item.put(FINGERPRINT, bytes(request.fingerprint()));
    item.put(IDENTITIES, fromL(request.identities().stream().map(RequestItem::bytes).toList()));
    item.put(GRACE, fromN(Long.toString(request.grace().toSeconds())));
    var first = request.joined();
    if (first == null) {
      item.put(WAITING, fromN("1"));
      item.put(MEMBERS, fromL(List.of()));
    } else {
      item.put(JOINED, fromS(first.toString()));
    }
    var why = request.breakGlass();
    if (why != null) {
      item.put(
          BREAK_GLASS,
          fromM(
              Map.of(
                  RECIPIENT, word(why.recipient()),
                  GROUND, word(why.ground()),
                  REFERENCE, fromS(why.reference()))));
    }
    WatchAttributes.of(request.type(), request.submitted(), request.timeline())
        .ifPresent(item::putAll);
    item.put(STATUS, word(request.timeline().status()));
    item.put(TIMELINE, timeline(request.timeline()));
    item.put(
        STEPS,
        fromM(
            request.steps().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, step -> time(step.getValue())))));
    return item;
  }

  static AttributeValue time(Instant at) {
    return fromS(at.toString());
  }

  static AttributeValue timeline(Timeline timeline) {
    return fromL(
        timeline.changes().stream()
            .map(change -> fromM(Map.of(STATUS, word(change.status()), AT, time(change.at()))))
            .toList());
  }

  private static AttributeValue bytes(Bytes bytes) {
    return fromB(SdkBytes.fromByteArray(bytes.toArray()));
  }

  static AttributeValue word(WireNamed constant) {
    return fromS(constant.wireName());
  }

  static EnteredRequest request(Map<String, AttributeValue> item) {
    return new EnteredRequest(
        present(item, DisclosureItem.PARTITION).s(),
        present(item, APP).s(),
        present(item, BY).s(),
        UUID.fromString(present(item, ID).s()),
        constant(RequestType.class, present(item, TYPE)),
        constant(Regulation.class, present(item, REGULATION)),
        Instant.parse(present(item, SUBMITTED).s()),
        present(item, PURPOSES).l().stream()
            .map(name -> constant(Purpose.class, name))
            .collect(Collectors.toUnmodifiableSet()),
        present(item, CALLBACKS).l().stream().map(url -> URI.create(url.s())).toList(),
        Bytes.copyOf(present(item, FINGERPRINT).b().asByteArray()),
        present(item, IDENTITIES).l().stream()
            .map(hash -> Bytes.copyOf(hash.b().asByteArray()))
            .collect(Collectors.toUnmodifiableSet()),
        Duration.ofSeconds(Long.parseLong(present(item, GRACE).n())),
        item.containsKey(JOINED) ? UUID.fromString(present(item, JOINED).s()) : null,
        breakGlass(item),
        new Timeline(changes(present(item, TIMELINE))),
        present(item, STEPS).m().entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, step -> Instant.parse(step.getValue().s()))));
  }

  private static @Nullable BreakGlass breakGlass(Map<String, AttributeValue> item) {
    if (!item.containsKey(BREAK_GLASS)) {
      return null;
    }
    var why = present(item, BREAK_GLASS).m();
    return new BreakGlass(
        constant(DisclosureEntry.Recipient.class, present(why, RECIPIENT)),
        constant(DisclosureEntry.Ground.class, present(why, GROUND)),
        present(why, REFERENCE).s());
  }

  private static List<Timeline.Change> changes(AttributeValue timeline) {
    return timeline.l().stream()
        .map(AttributeValue::m)
        .map(change ->
            new Timeline.Change(
                constant(RequestStatus.class, present(change, STATUS)),
                Instant.parse(present(change, AT).s())))
        .toList();
  }

  private static <E extends Enum<E> & WireNamed> E constant(
      Class<E> constants, AttributeValue name) {
    return WireNamed.find(constants, name.s()).orElseThrow();
  }
}
