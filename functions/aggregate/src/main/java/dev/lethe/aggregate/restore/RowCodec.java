package dev.lethe.aggregate.restore;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.record.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Rows as a file keeps them: DEFLATE over one CBOR list, in which each row is a counter's two
/// keys, its shard, its sequence number (empty without one) and four numbers.
final class RowCodec {

  private static final CBORFactory CBOR = new CBORFactory();

  private RowCodec() {}

  static Bytes encode(List<Row> rows) {
    var bytes = new ByteArrayOutputStream();
    try (var cbor = CBOR.createGenerator(new DeflaterOutputStream(bytes))) {
      cbor.writeStartArray();
      for (var row : rows) {
        cbor.writeString(row.counter().partition(row.shard()));
        cbor.writeString(row.counter().sort());
        cbor.writeNumber(row.shard());
        cbor.writeString(row.sequence() == null ? "" : row.sequence());
        cbor.writeNumber(row.numbers().n());
        cbor.writeNumber(row.numbers().subjects());
        cbor.writeNumber(row.numbers().fresh());
        cbor.writeNumber(row.numbers().time());
      }
      cbor.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
    return Bytes.copyOf(bytes.toByteArray());
  }

  static List<Row> decode(Bytes bytes) {
    var rows = new ArrayList<Row>();
    try (var cbor =
        CBOR.createParser(new InflaterInputStream(new ByteArrayInputStream(bytes.toArray())))) {
      cbor.nextToken();
      while (cbor.nextToken() != JsonToken.END_ARRAY) {
        var counter = CounterKey.read(cbor.getText(), cbor.nextTextValue()).orElseThrow();
        var shard = cbor.nextLongValue(-1);
        var sequence = cbor.nextTextValue();
        var n = cbor.nextLongValue(0);
        var subjects = cbor.nextLongValue(0);
        var fresh = cbor.nextLongValue(0);
        var numbers = new Numbers(n, subjects, fresh, cbor.nextLongValue(0));
        rows.add(new Row(counter, shard, sequence.isEmpty() ? null : sequence, numbers));
      }
    } catch (IOException e) {
      throw new IllegalStateException("A restore's file cannot be read.", e);
    }
    return rows;
  }
}
