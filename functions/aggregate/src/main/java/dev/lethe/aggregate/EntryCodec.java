package dev.lethe.aggregate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.WireNamed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// Entries as an item keeps them: DEFLATE (RFC 1951, in RFC 1950's form) over one CBOR list (RFC
/// 8949): a format version, then for each entry its shard, sequence, part, state, application,
/// digests one behind the other, and deltas, each `[metric, dimension or null, day, value,
/// number]`.
public final class EntryCodec {

  private static final int VERSION = 1;
  private static final int DIGEST_BYTES = 8;
  private static final CBORFactory CBOR = new CBORFactory();

  /// Equal entries have equal bytes.
  private static final Comparator<CounterKey> ORDER =
      Comparator.comparing(CounterKey::metric).thenComparing(CounterKey::sort);

  private EntryCodec() {}

  public static byte[] encode(List<Entry> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var cbor = CBOR.createGenerator(new DeflaterOutputStream(bytes))) {
      cbor.writeStartArray();
      cbor.writeNumber(VERSION);
      for (var entry : entries) {
        write(entry, cbor);
      }
      cbor.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
    return bytes.toByteArray();
  }

  private static void write(Entry entry, JsonGenerator cbor) throws IOException {
    cbor.writeNumber(entry.position().shard());
    cbor.writeString(entry.position().sequence());
    cbor.writeNumber(entry.part());
    cbor.writeNumber(entry.state());
    cbor.writeString(entry.deltas().keySet().stream().findAny().map(CounterKey::app).orElse(""));
    var digests = new ByteArrayOutputStream();
    for (var digest : entry.digests()) {
      digests.write(digest.toArray());
    }
    cbor.writeBinary(digests.toByteArray());
    cbor.writeStartArray();
    for (var counter : entry.deltas().keySet().stream().sorted(ORDER).toList()) {
      write(counter, entry.deltas().getOrDefault(counter, 0L), cbor);
    }
    cbor.writeEndArray();
  }

  private static void write(CounterKey counter, long number, JsonGenerator cbor)
      throws IOException {
    cbor.writeStartArray();
    cbor.writeString(counter.metric().wireName());
    if (counter.dimension() == null) {
      cbor.writeNull();
    } else {
      cbor.writeString(counter.dimension().wireName());
    }
    cbor.writeNumber(counter.day().toEpochDay());
    cbor.writeNumber(counter.bucket().hour());
    cbor.writeString(counter.value());
    cbor.writeNumber(number);
    cbor.writeEndArray();
  }

  /// Reads what [#encode] made.
  ///
  /// @throws IllegalStateException if it is anything else
  public static List<Entry> decode(byte[] bytes) {
    try (var cbor = CBOR.createParser(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      if (cbor.nextToken() != JsonToken.START_ARRAY || cbor.nextIntValue(-1) != VERSION) {
        throw new IllegalStateException("The Ledger has entries of another version.");
      }
      var entries = new ArrayList<Entry>();
      while (cbor.nextToken() != JsonToken.END_ARRAY) {
        entries.add(read(cbor));
      }
      return entries;
    } catch (IOException e) {
      throw new IllegalStateException("The Ledger has entries that cannot be read.", e);
    }
  }

  private static Entry read(JsonParser cbor) throws IOException {
    var shard = cbor.getLongValue();
    var sequence = cbor.nextTextValue();
    var part = cbor.nextIntValue(-1);
    var state = cbor.nextLongValue(-1);
    var app = cbor.nextTextValue();
    cbor.nextToken();
    var digests = digests(cbor.getBinaryValue());
    cbor.nextToken();
    var deltas = new HashMap<CounterKey, Long>();
    while (cbor.nextToken() != JsonToken.END_ARRAY) {
      readDelta(app, cbor, deltas);
    }
    return new Entry(new Position(shard, sequence), part, state, digests, deltas);
  }

  private static void readDelta(String app, JsonParser cbor, Map<CounterKey, Long> deltas)
      throws IOException {
    var metric = WireNamed.find(Metric.class, cbor.nextTextValue()).orElseThrow();
    @Nullable Dimension dimension =
        cbor.nextToken() == JsonToken.VALUE_NULL
            ? null
            : WireNamed.find(Dimension.class, cbor.getText()).orElseThrow();
    var day = LocalDate.ofEpochDay(cbor.nextLongValue(0));
    var bucket = new Bucket(day, cbor.nextIntValue(Bucket.WHOLE_DAY));
    var value = cbor.nextTextValue();
    deltas.put(new CounterKey(app, metric, dimension, bucket, value), cbor.nextLongValue(0));
    cbor.nextToken();
  }

  private static List<Bytes> digests(byte[] joined) {
    var digests = new ArrayList<Bytes>();
    for (var from = 0; from < joined.length; from += DIGEST_BYTES) {
      digests.add(Bytes.copyOf(Arrays.copyOfRange(joined, from, from + DIGEST_BYTES)));
    }
    return digests;
  }
}
