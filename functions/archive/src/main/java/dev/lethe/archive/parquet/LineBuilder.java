package dev.lethe.archive.parquet;

import dev.lethe.archive.Line;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.WireNamed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;

/// Makes lines of the values that Parquet's reader hands over, in the order of [Columns#ALL].
final class LineBuilder extends RecordMaterializer<Line> {

  private final Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
  private final List<Fact> facts = new ArrayList<>();
  private final Map<Dimension, String> values = new EnumMap<>(Dimension.class);
  private final Group root = root();

  private long shard;
  private @Nullable String sequence;
  private @Nullable String app;
  private long state;
  private @Nullable LocalDate born;
  private @Nullable ZoneId zone;
  private int retention;
  private @Nullable Instant received;
  private @Nullable Bytes sealed;
  private @Nullable Bytes sealedFacts;
  private @Nullable String label;

  private @Nullable EventType type;
  private @Nullable Instant raw;
  private @Nullable Instant time;
  private @Nullable Bytes digest;
  private @Nullable Bytes session;
  private @Nullable Long duration;

  private Group root() {
    return new Group(
        this::clear,
        () -> {},
        List.of(
            Leaf.number(number -> shard = number),
            Leaf.text(text -> sequence = text),
            Leaf.text(text -> app = text),
            Leaf.number(number -> state = number),
            Leaf.number(number -> born = LocalDate.ofEpochDay(number)),
            Leaf.text(text -> zone = ZoneId.of(text)),
            Leaf.number(number -> retention = Math.toIntExact(number)),
            Leaf.number(number -> received = Instant.ofEpochMilli(number)),
            Group.list(Leaf.text(text -> purposes.add(constant(Purpose.class, text)))),
            Group.list(fact()),
            Leaf.bytes(bytes -> sealed = bytes),
            Leaf.bytes(bytes -> sealedFacts = bytes),
            Leaf.text(text -> label = text)));
  }

  private Group fact() {
    var fields = new ArrayList<Converter>();
    fields.add(Leaf.text(text -> type = constant(EventType.class, text)));
    fields.add(Leaf.number(number -> raw = Instant.ofEpochMilli(number)));
    fields.add(Leaf.number(number -> time = Instant.ofEpochMilli(number)));
    fields.add(Leaf.bytes(bytes -> digest = bytes));
    fields.add(Leaf.bytes(bytes -> session = bytes));
    fields.add(Leaf.number(number -> duration = number));
    for (var dimension : Dimension.values()) {
      fields.add(Leaf.text(text -> values.put(dimension, text)));
    }
    return new Group(this::clearFact, this::addFact, fields);
  }

  private void clear() {
    purposes.clear();
    facts.clear();
    sealed = null;
    sealedFacts = null;
  }

  private void clearFact() {
    values.clear();
    raw = null;
    session = null;
    duration = null;
  }

  private void addFact() {
    facts.add(
        new Fact(
            Objects.requireNonNull(type),
            raw,
            Objects.requireNonNull(time),
            Objects.requireNonNull(digest),
            session,
            duration,
            values));
  }

  private static <E extends Enum<E> & WireNamed> E constant(Class<E> of, String name) {
    return WireNamed.find(of, name)
        .orElseThrow(() -> new IllegalStateException("A file of a later version."));
  }

  @Override
  public Line getCurrentRecord() {
    return new Line(
        new Position(shard, Objects.requireNonNull(sequence)),
        new StreamRecord(
            Objects.requireNonNull(app),
            Objects.requireNonNull(label),
            state,
            Objects.requireNonNull(born),
            Objects.requireNonNull(zone),
            retention,
            Objects.requireNonNull(received),
            purposes,
            facts,
            sealed),
        sealedFacts);
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }
}
