package dev.lethe.archive.export.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.archive.export.Export;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.record.WireNamed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of exports in the Requests table: a customer's, by application.
final class ExportItem {

  static final String STATUS = "status";
  static final String PARTS = "parts";
  static final String EVENTS = "events";

  private static final String APP = "app";
  private static final String ID = "id";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String REQUESTED = "requested";
  private static final String BY = "by";
  private static final String ERASED = "erased";

  private ExportItem() {}

  /// What the sort keys of an application's exports begin with.
  static String prefix(String app) {
    return "export#" + app + '#';
  }

  static Map<String, AttributeValue> key(String customer, String app, String id) {
    return Map.of(
        DisclosureItem.PARTITION, fromS(customer), DisclosureItem.SORT, fromS(prefix(app) + id));
  }

  static Map<String, AttributeValue> of(Export export) {
    var item = new HashMap<>(key(export.customer(), export.app(), export.id()));
    item.put(DisclosureItem.EXPIRES, fromN(Long.toString(export.expires().getEpochSecond())));
    item.put(APP, fromS(export.app()));
    item.put(ID, fromS(export.id()));
    item.put(FROM, fromS(export.from().toString()));
    item.put(TO, fromS(export.to().toString()));
    item.put(REQUESTED, fromN(Long.toString(export.requested().toEpochMilli())));
    item.put(BY, fromS(export.by()));
    item.put(STATUS, fromS(export.status().wireName()));
    var erased = export.erased();
    if (erased != null) {
      item.put(ERASED, fromS(erased.toString()));
    }
    return item;
  }

  static Export export(Map<String, AttributeValue> item) {
    var parts = item.get(PARTS);
    var events = item.get(EVENTS);
    var erased = item.get(ERASED);
    return new Export(
        present(item, DisclosureItem.PARTITION).s(),
        present(item, APP).s(),
        present(item, ID).s(),
        LocalDate.parse(present(item, FROM).s()),
        LocalDate.parse(present(item, TO).s()),
        Instant.ofEpochMilli(Long.parseLong(present(item, REQUESTED).n())),
        present(item, BY).s(),
        WireNamed.find(Export.Status.class, present(item, STATUS).s()).orElseThrow(),
        parts == null ? null : Integer.valueOf(parts.n()),
        events == null ? null : Long.valueOf(events.n()),
        erased == null ? null : Instant.parse(erased.s()));
  }
}
