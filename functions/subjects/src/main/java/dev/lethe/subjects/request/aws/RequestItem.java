package dev.lethe.subjects.request.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Regulation;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Timeline;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of requests in the Requests table: a customer's, by its own ids.
final class RequestItem {

  static final String STATUS = "status";
  static final String TIMELINE = "timeline";
  static final String STEPS = "steps";

  /// What the sort keys of requests begin with.
  private static final String PREFIX = "request#";

  private static final String APP = "app";
  private static final String ID = "id";
  private static final String TYPE = "type";
  private static final String REGULATION = "regulation";
  private static final String SUBMITTED = "submitted";
  private static final String PURPOSES = "purposes";
  private static final String CALLBACKS = "callbacks";
  private static final String FINGERPRINT = "fingerprint";
  private static final String AT = "at";

  private RequestItem() {}

  static Map<String, AttributeValue> key(String customer, UUID id) {
    return Map.of(
        DisclosureItem.PARTITION, fromS(customer), DisclosureItem.SORT, fromS(PREFIX + id));
  }

  static Map<String, AttributeValue> of(EnteredRequest request) {
    var item = new HashMap<>(key(request.customer(), request.id()));
    item.put(DisclosureItem.EXPIRES, fromN(Long.toString(request.expires().getEpochSecond())));
    item.put(APP, fromS(request.app()));
    item.put(ID, fromS(request.id().toString()));
    item.put(TYPE, word(request.type()));
    item.put(REGULATION, word(request.regulation()));
    item.put(SUBMITTED, fromS(request.submitted().toString()));
    item.put(PURPOSES, fromL(request.purposes().stream().map(RequestItem::word).toList()));
    item.put(
        CALLBACKS, fromL(request.callbacks().stream().map(url -> fromS(url.toString())).toList()));
    item.put(FINGERPRINT, fromB(SdkBytes.fromByteArray(request.fingerprint().toArray())));
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

  static AttributeValue word(WireNamed constant) {
    return fromS(constant.wireName());
  }

  static EnteredRequest request(Map<String, AttributeValue> item) {
    return new EnteredRequest(
        present(item, DisclosureItem.PARTITION).s(),
        present(item, APP).s(),
        UUID.fromString(present(item, ID).s()),
        constant(RequestType.class, present(item, TYPE)),
        constant(Regulation.class, present(item, REGULATION)),
        Instant.parse(present(item, SUBMITTED).s()),
        present(item, PURPOSES).l().stream()
            .map(name -> constant(Purpose.class, name))
            .collect(Collectors.toUnmodifiableSet()),
        present(item, CALLBACKS).l().stream().map(url -> URI.create(url.s())).toList(),
        Bytes.copyOf(present(item, FINGERPRINT).b().asByteArray()),
        new Timeline(changes(present(item, TIMELINE))),
        present(item, STEPS).m().entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, step -> Instant.parse(step.getValue().s()))));
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
