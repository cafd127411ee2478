package dev.lethe.aggregate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.lethe.aggregate.Entry.SessionDay;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// An entry as an item keeps it: DEFLATE (RFC 1951, in RFC 1950's form) over one CBOR list (RFC
/// 8949): a format version, shard, sequence, part, state, the header's version, application,
/// digests one behind the other, sessions with their days likewise; the buckets, each `[interval,
/// day, hour]`; then for each value of a dimension its code, the value, and all that is added to
/// its counters, in one list of six numbers each: metric, bucket, and the four [Numbers]. Most
/// values of an entry have the same list, which costs next to nothing the second time.
public final class EntryCodec {

  private static final int VERSION = 2;
  private static final int DIGEST_BYTES = 8;
  private static final int SESSION_BYTES = DIGEST_BYTES + Integer.BYTES;
  private static final int NO_DIMENSION = -1;

  /// Shard, sequence, part, state, and the header's version.
  private static final int FIELDS_BEFORE_APP = 5;

  private static final CBORFactory CBOR = new CBORFactory();

  /// What the codes in stored entries stand for. Entries live for months: names are added at the
  /// end, and none ever moves.
  private static final List<Metric> METRICS =
      List.of(
          Metric.EVENTS,
          Metric.USERS,
          Metric.SESSIONS,
          Metric.SESSION_ENDS,
          Metric.RUNS,
          Metric.RAN_ONCE,
          Metric.RAN_TWICE,
          Metric.RAN_3_TO_5,
          Metric.RAN_6_TO_10,
          Metric.RAN_MORE,
          Metric.OFFERINGS_SHOWN,
          Metric.OFFERINGS_CLICKED,
          Metric.OFFERINGS_DISMISSED,
          Metric.OFFERINGS_COMPLETED,
          Metric.GOALS,
          Metric.INTAKE,
          Metric.REQUESTS,
          Metric.BYTES);

  private static final List<Interval> INTERVALS =
      List.of(Interval.HOUR, Interval.DAY, Interval.WEEK, Interval.MONTH);

  private static final List<Dimension> DIMENSIONS =
      List.of(
          Dimension.EVENT,
          Dimension.PLATFORM,
          Dimension.COUNTRY,
          Dimension.APP_VERSION,
          Dimension.OS,
          Dimension.OS_VERSION,
          Dimension.DEVICE_TYPE,
          Dimension.MANUFACTURER,
          Dimension.MODEL,
          Dimension.TIME_ZONE,
          Dimension.LOCALE,
          Dimension.SCREEN,
          Dimension.OFFERING,
          Dimension.CONTENT_TYPE,
          Dimension.OFFERING_TYPE,
          Dimension.GOAL,
          Dimension.OUTCOME);

  private static final Comparator<CounterKey> ORDER =
      Comparator.comparing(CounterKey::metric).thenComparing(CounterKey::bucket);

  private EntryCodec() {}

  /// A value of a dimension.
  private record Group(int dimension, String value) implements Comparable<Group> {

    private static final Comparator<Group> ORDER =
        Comparator.comparingInt(Group::dimension).thenComparing(Group::value);

    static Group of(CounterKey counter) {
      var dimension = counter.dimension();
      return new Group(
          dimension == null ? NO_DIMENSION : DIMENSIONS.indexOf(dimension), counter.value());
    }

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }
  }

  /// Equal entries have equal bytes.
  public static byte[] encode(Entry entry) {
    var bytes = new ByteArrayOutputStream();
    try (var cbor = CBOR.createGenerator(new DeflaterOutputStream(bytes))) {
      cbor.writeStartArray();
      cbor.writeNumber(VERSION);
      cbor.writeNumber(entry.position().shard());
      cbor.writeString(entry.position().sequence());
      cbor.writeNumber(entry.part());
      cbor.writeNumber(entry.state());
      cbor.writeNumber(entry.header());
      cbor.writeString(entry.deltas().keySet().stream().findAny().map(CounterKey::app).orElse(""));
      cbor.writeBinary(digests(entry));
      cbor.writeBinary(sessions(entry));
      writeDeltas(entry.deltas(), cbor);
      cbor.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] digests(Entry entry) {
    var bytes = ByteBuffer.allocate(DIGEST_BYTES * entry.digests().size());
    entry.digests().forEach(digest -> bytes.put(digest.toArray()));
    return bytes.array();
  }

  private static byte[] sessions(Entry entry) {
    var bytes = ByteBuffer.allocate(SESSION_BYTES * entry.sessions().size());
    for (var seen : entry.sessions()) {
      bytes.put(seen.session().toArray()).putInt(Math.toIntExact(seen.day().toEpochDay()));
    }
    return bytes.array();
  }

  private static void writeDeltas(Map<CounterKey, Numbers> deltas, JsonGenerator cbor)
      throws IOException {
    var groups = new TreeMap<Group, List<CounterKey>>();
    var buckets = new TreeSet<Bucket>();
    for (var counter : deltas.keySet()) {
      groups.computeIfAbsent(Group.of(counter), unseen -> new ArrayList<>()).add(counter);
      buckets.add(counter.bucket());
    }
    cbor.writeStartArray();
    for (var bucket : buckets) {
      cbor.writeNumber(INTERVALS.indexOf(bucket.interval()));
      cbor.writeNumber(bucket.day().toEpochDay());
      cbor.writeNumber(bucket.hour());
    }
    cbor.writeEndArray();
    var order = List.copyOf(buckets);
    for (var group : groups.entrySet()) {
      cbor.writeNumber(group.getKey().dimension());
      cbor.writeString(group.getKey().value());
      cbor.writeStartArray();
      for (var counter : group.getValue().stream().sorted(ORDER).toList()) {
        var numbers = deltas.getOrDefault(counter, Numbers.NONE);
        cbor.writeNumber(METRICS.indexOf(counter.metric()));
        cbor.writeNumber(order.indexOf(counter.bucket()));
        cbor.writeNumber(numbers.n());
        cbor.writeNumber(numbers.subjects());
        cbor.writeNumber(numbers.fresh());
        cbor.writeNumber(numbers.time());
      }
      cbor.writeEndArray();
    }
  }

  /// The application of an entry that [#encode] made, without reading the rest.
  ///
  /// @return empty if it adds nothing
  /// @throws IllegalStateException if it is anything else
  public static String app(byte[] bytes) {
    try (var cbor = CBOR.createParser(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      if (cbor.nextToken() != JsonToken.START_ARRAY || cbor.nextIntValue(-1) != VERSION) {
        throw new IllegalStateException("The Ledger has an entry of another version.");
      }
      for (var field = 0; field < FIELDS_BEFORE_APP; field++) {
        cbor.nextToken();
      }
      return cbor.nextTextValue();
    } catch (IOException e) {
      throw new IllegalStateException("The Ledger has an entry that cannot be read.", e);
    }
  }

  /// Reads what [#encode] made.
  ///
  /// @throws IllegalStateException if it is anything else
  public static Entry decode(byte[] bytes) {
    try (var cbor = CBOR.createParser(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      if (cbor.nextToken() != JsonToken.START_ARRAY || cbor.nextIntValue(-1) != VERSION) {
        throw new IllegalStateException("The Ledger has an entry of another version.");
      }
      var shard = cbor.nextLongValue(-1);
      var position = new Position(shard, cbor.nextTextValue());
      var part = cbor.nextIntValue(-1);
      var state = cbor.nextLongValue(-1);
      var header = cbor.nextLongValue(-1);
      var app = cbor.nextTextValue();
      cbor.nextToken();
      var digests = digests(cbor.getBinaryValue());
      cbor.nextToken();
      var sessions = sessions(cbor.getBinaryValue());
      return new Entry(position, part, state, header, digests, sessions, deltas(app, cbor));
    } catch (IOException e) {
      throw new IllegalStateException("The Ledger has an entry that cannot be read.", e);
    }
  }

  private static Map<CounterKey, Numbers> deltas(String app, JsonParser cbor) throws IOException {
    var buckets = new ArrayList<Bucket>();
    cbor.nextToken();
    while (cbor.nextToken() != JsonToken.END_ARRAY) {
      var interval = INTERVALS.get(cbor.getIntValue());
      var day = LocalDate.ofEpochDay(cbor.nextLongValue(0));
      buckets.add(new Bucket(interval, day, cbor.nextIntValue(0)));
    }
    var deltas = new HashMap<CounterKey, Numbers>();
    while (cbor.nextToken() != JsonToken.END_ARRAY) {
      var code = cbor.getIntValue();
      @Nullable Dimension dimension = code == NO_DIMENSION ? null : DIMENSIONS.get(code);
      var value = cbor.nextTextValue();
      cbor.nextToken();
      while (cbor.nextToken() != JsonToken.END_ARRAY) {
        var metric = METRICS.get(cbor.getIntValue());
        var bucket = buckets.get(cbor.nextIntValue(-1));
        deltas.put(new CounterKey(app, metric, dimension, bucket, value), numbers(cbor));
      }
    }
    return deltas;
  }

  private static Numbers numbers(JsonParser cbor) throws IOException {
    var n = cbor.nextLongValue(0);
    var subjects = cbor.nextLongValue(0);
    var fresh = cbor.nextLongValue(0);
    return new Numbers(n, subjects, fresh, cbor.nextLongValue(0));
  }

  private static List<Bytes> digests(byte[] joined) {
    var bytes = ByteBuffer.wrap(joined);
    var digests = new ArrayList<Bytes>();
    while (bytes.hasRemaining()) {
      digests.add(digest(bytes));
    }
    return digests;
  }

  private static List<SessionDay> sessions(byte[] joined) {
    var bytes = ByteBuffer.wrap(joined);
    var sessions = new ArrayList<SessionDay>();
    while (bytes.hasRemaining()) {
      sessions.add(new SessionDay(digest(bytes), LocalDate.ofEpochDay(bytes.getInt())));
    }
    return sessions;
  }

  private static Bytes digest(ByteBuffer bytes) {
    var digest = new byte[DIGEST_BYTES];
    bytes.get(digest);
    return Bytes.copyOf(digest);
  }
}
