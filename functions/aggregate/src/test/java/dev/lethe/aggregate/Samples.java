package dev.lethe.aggregate;

import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events as telephones send them.
public final class Samples {

  private static final Map<Dimension, String> DEVICE =
      Map.of(
          Dimension.PLATFORM, "ios",
          Dimension.COUNTRY, "DE",
          Dimension.APP_VERSION, "3.14.1",
          Dimension.OS, "iOS",
          Dimension.OS_VERSION, "18.1.1",
          Dimension.DEVICE_TYPE, "ios",
          Dimension.MANUFACTURER, "Apple",
          Dimension.MODEL, "iPhone17,2",
          Dimension.TIME_ZONE, "Europe/Berlin",
          Dimension.LOCALE, "de-DE");

  private Samples() {}

  /// A message as the stream delivers it.
  public static LaneRecord delivered(long shard, int sequence, LaneMessage message) {
    return new LaneRecord(
        Position.of("shardId-%012d:%d".formatted(shard, sequence)),
        Integer.toString(sequence),
        message.partitionKey(),
        Records.NOON,
        Bytes.copyOf(RecordCodec.encode(message)));
  }

  /// A tracked event, with all that a telephone tells of itself.
  public static Fact ofDevice(String name, Instant time) {
    return with(Records.tracked(name, "ios", "DE", time), DEVICE);
  }

  public static Fact with(Fact fact, Map<Dimension, String> more) {
    var values = new HashMap<>(fact.values());
    values.putAll(more);
    return new Fact(
        fact.type(),
        fact.raw(),
        fact.time(),
        fact.digest(),
        fact.session(),
        fact.duration(),
        values);
  }

  static Fact inSession(Fact fact, Bytes session, @Nullable Long duration) {
    return new Fact(
        fact.type(), fact.raw(), fact.time(), fact.digest(), session, duration, fact.values());
  }

  /// A device's clock that is wrong: the time that it told, and the time that is counted.
  static Fact told(Instant raw, Instant counted, String name) {
    var fact = Records.tracked(name, "ios", "DE", counted);
    return new Fact(EventType.TRACK, raw, counted, fact.digest(), null, null, fact.values());
  }

  /// A record decided under a state, of a subject that was first seen on a day.
  static StreamRecord of(long state, LocalDate born, ZoneId zone, Fact... facts) {
    var like = Records.of("app_1", facts);
    return new StreamRecord(
        like.app(),
        like.label(),
        state,
        born,
        zone,
        like.retention(),
        like.received(),
        like.purposes(),
        List.of(facts),
        null);
  }
}
