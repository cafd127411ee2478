package dev.lethe.archive.parquet;

import dev.lethe.archive.Line;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/// Hands a line's values to Parquet's writer, column by column in their order.
final class LineWriter extends WriteSupport<Line> {

  private static final GroupType FACT =
      Columns.ALL.getType("facts").asGroupType().getType(0).asGroupType().getType(0).asGroupType();

  private static final String ID = "lethe.id";

  private final String id;
  private @Nullable RecordConsumer columns;

  LineWriter(String id) {
    this.id = id;
  }

  @Override
  @SuppressWarnings("deprecation") // Every writer must have it; it is called with Hadoop only.
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(Columns.ALL, Map.of(ID, id));
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    columns = consumer;
  }

  @Override
  public void write(Line line) {
    new Row(Objects.requireNonNull(columns)).write(line);
  }

  private record Row(RecordConsumer columns) {

    void write(Line line) {
      var taken = line.taken();
      columns.startMessage();
      number(Columns.ALL, "shard", line.position().shard());
      text(Columns.ALL, "sequence", line.position().sequence());
      text(Columns.ALL, "app", taken.app());
      number(Columns.ALL, "state", taken.state());
      whole(Columns.ALL, "born", Math.toIntExact(taken.born().toEpochDay()));
      text(Columns.ALL, "zone", taken.zone().getId());
      whole(Columns.ALL, "retention", taken.retention());
      number(Columns.ALL, "received", taken.received().toEpochMilli());
      list(
          "purposes",
          taken.purposes().stream().sorted().toList(),
          purpose -> columns.addBinary(Binary.fromString(purpose.wireName())));
      list("facts", taken.facts(), this::write);
      bytes(Columns.ALL, "sealed", taken.sealed());
      bytes(Columns.ALL, "sealed_facts", line.sealedFacts());
      text(Columns.ALL, "label", taken.label());
      columns.endMessage();
    }

    private void write(Fact fact) {
      columns.startGroup();
      text(FACT, "type", fact.type().wireName());
      number(FACT, "raw", fact.raw() == null ? null : fact.raw().toEpochMilli());
      number(FACT, "time", fact.time().toEpochMilli());
      bytes(FACT, "digest", fact.digest());
      bytes(FACT, "session", fact.session());
      number(FACT, "duration", fact.duration());
      for (var dimension : Dimension.values()) {
        text(FACT, dimension.wireName(), fact.values().get(dimension));
      }
      columns.endGroup();
    }

    /// A list as [Parquet writes
    /// it](https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists).
    private <T> void list(String name, List<T> items, Consumer<T> write) {
      value(
          Columns.ALL,
          name,
          items,
          ofList -> {
            columns.startGroup();
            if (!ofList.isEmpty()) {
              columns.startField("list", 0);
              for (var item : ofList) {
                columns.startGroup();
                columns.startField("element", 0);
                write.accept(item);
                columns.endField("element", 0);
                columns.endGroup();
              }
              columns.endField("list", 0);
            }
            columns.endGroup();
          });
    }

    private void text(GroupType of, String name, @Nullable String text) {
      value(of, name, text, written -> columns.addBinary(Binary.fromString(written)));
    }

    private void bytes(GroupType of, String name, @Nullable Bytes bytes) {
      value(
          of,
          name,
          bytes,
          written -> columns.addBinary(Binary.fromConstantByteArray(written.toArray())));
    }

    private void number(GroupType of, String name, @Nullable Long number) {
      value(of, name, number, columns::addLong);
    }

    private void whole(GroupType of, String name, int number) {
      value(of, name, number, columns::addInteger);
    }

    private <T> void value(GroupType of, String name, @Nullable T value, Consumer<T> write) {
      if (value != null) {
        var index = of.getFieldIndex(name);
        columns.startField(name, index);
        write.accept(value);
        columns.endField(name, index);
      }
    }
  }
}
