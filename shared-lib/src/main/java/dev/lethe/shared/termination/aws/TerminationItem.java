package dev.lethe.shared.termination.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of terminations in the Requests table: a customer's, one for each application.
public final class TerminationItem {

  static final String STATUS = "status";
  static final String TIMES = "times";
  static final String EXPORT = "export";
  static final String RECEIPT = "receipt";
  static final String ASKED = "asked";
  static final String ENDS = "ends";

  /// What the sort keys begin with; what ends follows.
  static final String PREFIX = "termination#";

  private static final String APP = "app";
  private static final String REASON = "reason";
  private static final String BY = "by";

  private TerminationItem() {}

  static Map<String, AttributeValue> key(String customer, String app) {
    return Map.of(
        DisclosureItem.PARTITION, fromS(customer), DisclosureItem.SORT, fromS(PREFIX + app));
  }

  static Map<String, AttributeValue> of(Termination termination) {
    var item = new HashMap<>(key(termination.customer(), termination.app()));
    item.put(APP, fromS(termination.app()));
    item.put(REASON, word(termination.reason()));
    item.put(BY, fromS(termination.by()));
    item.put(ASKED, time(termination.asked()));
    item.put(ENDS, time(termination.ends()));
    item.put(STATUS, word(termination.status()));
    var times = new HashMap<String, AttributeValue>();
    termination.times().forEach((status, at) -> times.put(status.wireName(), time(at)));
    item.put(TIMES, fromM(times));
    return item;
  }

  static Termination termination(Map<String, AttributeValue> item) {
    var times = new EnumMap<Status, Instant>(Status.class);
    present(item, TIMES)
        .m()
        .forEach((status, at) ->
            times.put(WireNamed.find(Status.class, status).orElseThrow(), time(at)));
    return new Termination(
        present(item, DisclosureItem.PARTITION).s(),
        present(item, APP).s(),
        WireNamed.find(Reason.class, present(item, REASON).s()).orElseThrow(),
        present(item, BY).s(),
        time(present(item, ASKED)),
        time(present(item, ENDS)),
        WireNamed.find(Status.class, present(item, STATUS).s()).orElseThrow(),
        times,
        text(item, EXPORT),
        text(item, RECEIPT));
  }

  private static @Nullable String text(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    return value == null ? null : value.s();
  }

  static AttributeValue word(WireNamed constant) {
    return fromS(constant.wireName());
  }

  static AttributeValue time(Instant at) {
    return fromN(Long.toString(at.toEpochMilli()));
  }

  private static Instant time(AttributeValue value) {
    return Instant.ofEpochMilli(Long.parseLong(value.n()));
  }
}
