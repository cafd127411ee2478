package dev.lethe.archive.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.archive.Line;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.StreamRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParquetFilesTest {

  private final ParquetFiles files = new ParquetFiles();

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");
  private static final Bytes EIGHT = Bytes.copyOf(new byte[] {-1, 0, 1, 2, 3, 4, 5, 127});

  private static Line line(int sequence, Set<Purpose> purposes, List<Fact> facts, Bytes sealed) {
    return new Line(
        Position.of("shardId-000000000003:" + sequence),
        new StreamRecord(
            "app_1",
            "label" + sequence,
            Long.MAX_VALUE,
            LocalDate.of(2026, 11, 24),
            ZoneId.of("Asia/Kolkata"),
            90,
            NOON,
            purposes,
            facts,
            sealed));
  }

  private static Fact fact(@Nullable Instant raw, Map<Dimension, String> values) {
    return new Fact(EventType.TRACK, raw, NOON, EIGHT, EIGHT, 0L, values);
  }

  @Test
  void whatIsWrittenIsRead() {
    var values = new EnumMap<Dimension, String>(Dimension.class);
    for (var dimension : Dimension.values()) {
      values.put(dimension, "of " + dimension.wireName());
    }
    var bare =
        new Fact(EventType.PAGE, null, Instant.ofEpochMilli(-1), EIGHT, null, null, Map.of());
    var odd = fact(NOON, Map.of(Dimension.EVENT, "", Dimension.MODEL, "𝄞ü\u0000"));
    var both = Set.of(Purpose.values());
    var lines =
        List.of(
            line(1, both, List.of(fact(null, values), bare, odd, bare), EIGHT),
            line(2, Set.of(), List.of(), Bytes.copyOf(new byte[0])),
            line(3, Set.of(Purpose.RESEARCH), List.of(bare), Bytes.copyOf(new byte[300_000])),
            line(4, both, List.of(), EIGHT));
    assertThat(files.read(files.write(lines))).isEqualTo(lines);
    assertThat(files.read(files.write(List.of()))).isEmpty();
  }

  @Test
  void aRecordWithNothingSealedIsReadSo() {
    var like = line(1, Set.of(Purpose.RESEARCH), List.of(fact(NOON, Map.of())), EIGHT).taken();
    var none =
        new StreamRecord(
            like.app(),
            like.label(),
            0,
            LocalDate.EPOCH,
            ZoneOffset.UTC,
            1,
            NOON,
            like.purposes(),
            like.facts(),
            null);
    var lines =
        List.of(line(1, Set.of(), List.of(), EIGHT), new Line(Position.of("shardId-1:2"), none));
    assertThat(files.read(files.write(lines))).isEqualTo(lines);
  }

  @Test
  void factsThatAreSealedAreInAColumnOfTheirOwn() {
    var open = line(1, Set.of(Purpose.RESEARCH), List.of(fact(NOON, Map.of())), EIGHT);
    var held = new Line(open.position(), open.taken(), Bytes.copyOf(new byte[] {9, 8, 7}));
    assertThat(held.taken().facts()).isEmpty();
    var lines = List.of(held, open, held);
    assertThat(files.read(files.write(lines))).isEqualTo(lines);
  }

  /// The file was written before there was a column for sealed facts.
  @Test
  void filesOfBeforeAreRead() throws IOException {
    try (var file =
        ParquetFilesTest.class.getResourceAsStream("/files/before-sealed-facts.parquet")) {
      var lines = files.read(Bytes.copyOf(Objects.requireNonNull(file).readAllBytes()));
      assertThat(lines)
          .extracting(line -> line.taken().label())
          .containsExactly("label1", "label2");
      assertThat(lines).extracting(Line::sealedFacts).containsOnlyNulls();
      var opened = Map.of(Dimension.EVENT, "Opened", Dimension.COUNTRY, "DE");
      var fact = new Fact(EventType.TRACK, NOON, NOON, EIGHT, EIGHT, 5L, opened);
      assertThat(lines.getFirst().taken().facts()).containsExactly(fact, fact);
      assertThat(lines.getFirst().taken().sealed()).isEqualTo(Bytes.copyOf(new byte[] {1, 2, 3}));
      assertThat(lines.getLast().taken().sealed()).isNull();
      assertThat(files.read(files.write(lines))).isEqualTo(lines);
    }
  }

  /// What is rewritten is what was written, byte for byte.
  @Property(tries = 200)
  void whatRemainsIsAsItWas(@ForAll long seed) {
    var random = new Random(seed);
    var lines =
        java.util.stream.IntStream.range(0, random.nextInt(30))
            .mapToObj(sequence -> randomLine(sequence, random))
            .toList();
    var kept = lines.stream().filter(line -> random.nextBoolean()).toList();
    var read = files.read(files.write(lines));
    var rewritten = files.write(read.stream().filter(kept::contains).toList());
    assertThat(files.read(rewritten)).isEqualTo(kept);
  }

  private static Line randomLine(int sequence, Random random) {
    var sealed = new byte[random.nextInt(2_000)];
    random.nextBytes(sealed);
    var facts =
        java.util.stream.IntStream.range(0, random.nextInt(5))
            .mapToObj(fact ->
                fact(
                    random.nextBoolean() ? NOON.plusMillis(random.nextInt()) : null,
                    Map.of(Dimension.EVENT, "Event " + random.nextInt(3))))
            .toList();
    return line(sequence, Set.of(Purpose.values()), facts, Bytes.copyOf(sealed));
  }

  /// Whoever objects to research is in no query: its facts are left to what is sealed.
  @Test
  void factsOfWhoObjectsToResearchAreNotInColumns() {
    var line = line(1, Set.of(Purpose.STATISTICS), List.of(fact(NOON, Map.of())), EIGHT);
    assertThat(line.taken().facts()).isEmpty();
    assertThat(line.taken().sealed()).isEqualTo(EIGHT);
  }

  /// It would be lost when the rest is written again.
  @Test
  void aColumnOfALaterVersionIsRefused() {
    var context =
        new InitContext(
            new PlainParquetConfiguration(),
            Map.of(),
            Types.buildMessage()
                .required(PrimitiveType.PrimitiveTypeName.INT64)
                .named("later")
                .named("line"));
    assertThatThrownBy(() -> new LineReader().init(context))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertThatThrownBy(
            () -> files.read(Bytes.copyOf("not a file".repeat(9).getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(RuntimeException.class);
  }
}
