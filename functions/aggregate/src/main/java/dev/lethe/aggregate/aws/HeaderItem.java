package dev.lethe.aggregate.aws;

import static dev.lethe.shared.aws.Items.present;
import static dev.lethe.shared.lane.aws.LedgerItem.number;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.lethe.aggregate.Found;
import dev.lethe.aggregate.Header;
import dev.lethe.aggregate.Header.Death;
import dev.lethe.aggregate.Header.Retraction;
import dev.lethe.aggregate.ShortHash;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A header as its item's attributes.
final class HeaderItem {

  static final String VERSION = "version";

  private static final String DEATH = "death";
  private static final String KEPT = "kept";
  private static final String RETRACTIONS = "retractions";
  private static final String SKEWED = "skewed";
  private static final String SHARD = "shard";
  private static final String SEQUENCE = "sequence";
  private static final String STATE = "state";
  private static final String BEFORE = "before";
  private static final String ENTRIES = "entries";
  private static final String EVENTS = "events";
  private static final String COUNTERS = "counters";

  private HeaderItem() {}

  static Map<String, AttributeValue> of(Header header) {
    var attributes = new HashMap<String, AttributeValue>();
    attributes.put(VERSION, number(header.version()));
    var death = header.death();
    if (death != null) {
      var done = command(death.at(), death.found());
      done.put(KEPT, fromB(names(death.kept())));
      attributes.put(DEATH, fromM(done));
    }
    attributes.put(
        RETRACTIONS,
        fromL(header.retractions().stream().map(one -> fromM(retraction(one))).toList()));
    if (!header.skewed().isEmpty()) {
      attributes.put(SKEWED, fromSs(header.skewed().stream().map(LocalDate::toString).toList()));
    }
    return attributes;
  }

  private static Map<String, AttributeValue> retraction(Retraction one) {
    var done = command(one.at(), one.found());
    done.put(STATE, number(one.state()));
    done.put(BEFORE, number(one.before()));
    return done;
  }

  private static Map<String, AttributeValue> command(Position at, Found found) {
    var done = new HashMap<String, AttributeValue>();
    done.put(SHARD, number(at.shard()));
    done.put(SEQUENCE, fromS(at.sequence()));
    done.put(ENTRIES, number(found.entries()));
    done.put(EVENTS, number(found.events()));
    done.put(COUNTERS, number(found.counters()));
    return done;
  }

  private static SdkBytes names(Set<Bytes> names) {
    var bytes = ByteBuffer.allocate(ShortHash.BYTES * names.size());
    names.forEach(name -> bytes.put(name.toArray()));
    return SdkBytes.fromByteArray(bytes.array());
  }

  static Header read(Map<String, AttributeValue> item) {
    var skewed = new TreeSet<LocalDate>();
    if (item.containsKey(SKEWED)) {
      present(item, SKEWED).ss().forEach(day -> skewed.add(LocalDate.parse(day)));
    }
    return new Header(
        whole(item, VERSION),
        item.containsKey(DEATH) ? death(present(item, DEATH).m()) : null,
        present(item, RETRACTIONS).l().stream().map(one -> retraction(one.m())).toList(),
        skewed);
  }

  private static Death death(Map<String, AttributeValue> done) {
    var bytes = ByteBuffer.wrap(present(done, KEPT).b().asByteArray());
    var kept = new HashSet<Bytes>();
    while (bytes.hasRemaining()) {
      var name = new byte[ShortHash.BYTES];
      bytes.get(name);
      kept.add(Bytes.copyOf(name));
    }
    return new Death(at(done), found(done), kept);
  }

  private static Retraction retraction(Map<String, AttributeValue> done) {
    return new Retraction(at(done), whole(done, STATE), whole(done, BEFORE), found(done));
  }

  private static Position at(Map<String, AttributeValue> done) {
    return new Position(whole(done, SHARD), present(done, SEQUENCE).s());
  }

  private static Found found(Map<String, AttributeValue> done) {
    return new Found(whole(done, ENTRIES), whole(done, EVENTS), whole(done, COUNTERS));
  }

  private static long whole(Map<String, AttributeValue> item, String attribute) {
    return Long.parseLong(present(item, attribute).n());
  }
}
