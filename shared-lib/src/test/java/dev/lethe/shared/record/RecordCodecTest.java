package dev.lethe.shared.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {

  /// Where the version stands: behind the beginning of the map and the name `v`.
  private static final int VERSION_AT = 3;

  private static final Fact SESSION_ENDED =
      new Fact(
          EventType.TRACK,
          null,
          Records.NOON,
          Records.digest(),
          Records.digest(),
          4_000L,
          Map.of(Dimension.EVENT, "Session Ended"));

  private static final IntakeRecord INTAKE =
      new IntakeRecord(
          "app_1",
          "anything",
          ZoneOffset.UTC,
          Records.NOON,
          new IntakeRecord.Request("taken", 1_234),
          new TreeMap<>(Map.of("rejected_too_old", 2L, "dropped_goals", 1L)));

  /// As it was written before requests were counted.
  private static final String INTAKE_OF_BEFORE =
      "bf61760463617070656170705f31656c6162656c68616e797468696e67647a6f6e65615a68726563"
          + "65697665641b000001a20d6d5a0066696e74616b65bf6d64726f707065645f676f616c7301707265"
          + "6a65637465645f746f6f5f6f6c6402ffff";

  private static final StreamRecord FULL =
      new StreamRecord(
          "app_1",
          "AAAAAAAAAAAAAAAAAAAAAA",
          7,
          Records.DAY,
          ZoneId.of("Asia/Kolkata"),
          30,
          Records.NOON,
          Set.of(Purpose.RESEARCH),
          List.of(Records.tracked("Opened"), SESSION_ENDED),
          Bytes.copyOf(new byte[] {0, 1, -1}));

  private static final List<Command> COMMANDS =
      List.of(
          new Command(
              "app_1",
              "label",
              Command.Kind.ERASE,
              Command.Consumer.AGGREGATE,
              8,
              10L,
              Records.NOON,
              "token"),
          new Command(
              "app_1",
              "label",
              Command.Kind.RETRACT,
              Command.Consumer.ARCHIVE,
              9,
              null,
              Records.NOON,
              null),
          archives(Command.Kind.RESTRICT),
          archives(Command.Kind.LIFT));

  private static Command archives(Command.Kind kind) {
    return new Command(
        "app_1", "label", kind, Command.Consumer.ARCHIVE, 9, null, Records.NOON, "token");
  }

  @Test
  void comesBackAsItWas() throws UndecodableRecordException {
    assertThat(RecordCodec.decode(RecordCodec.encode(FULL))).isEqualTo(FULL);
    assertThat(RecordCodec.decode(RecordCodec.encode(INTAKE))).isEqualTo(INTAKE);
    for (var command : COMMANDS) {
      assertThat(RecordCodec.decode(RecordCodec.encode(command))).isEqualTo(command);
    }
  }

  /// For as long as the stream lasts, and in failures that are put back.
  @Test
  void anIntakeFromBeforeRequestsWereCountedTellsOfNone() throws UndecodableRecordException {
    var before = HexFormat.of().parseHex(INTAKE_OF_BEFORE);
    var told =
        new IntakeRecord(
            INTAKE.app(),
            INTAKE.partitionKey(),
            INTAKE.zone(),
            INTAKE.received(),
            null,
            INTAKE.numbers());
    assertThat(RecordCodec.decode(before)).isEqualTo(told);
    assertThat(RecordCodec.encode(told)).isEqualTo(before);
  }

  @Test
  void aRequestIsToldWholeAndInAnIntakeAlone() {
    var outcome = field("request", new byte[] {0x61, 'x'});
    var bytes = field("bytes", new byte[] {0x01});
    var both = Arrays.copyOf(outcome, outcome.length + bytes.length);
    System.arraycopy(bytes, 0, both, outcome.length, bytes.length);
    var intake = HexFormat.of().parseHex(INTAKE_OF_BEFORE);
    assertThatNoException().isThrownBy(() -> RecordCodec.decode(wider(intake, both)));
    assertUndecodable(wider(intake, outcome));
    assertUndecodable(wider(intake, bytes));
    for (var message : List.of(FULL, COMMANDS.getFirst())) {
      assertUndecodable(wider(RecordCodec.encode(message), outcome));
      assertUndecodable(wider(RecordCodec.encode(message), bytes));
      assertUndecodable(wider(RecordCodec.encode(message), both));
    }
    var negative = field("bytes", new byte[] {0x20});
    assertUndecodable(wider(wider(intake, outcome), negative));
  }

  private static byte[] field(String name, byte[] value) {
    var field = ByteBuffer.allocate(1 + name.length() + value.length);
    field.put((byte) (0x60 + name.length())).put(name.getBytes(StandardCharsets.UTF_8)).put(value);
    return field.array();
  }

  /// The same with one field more.
  private static byte[] wider(byte[] whole, byte[] field) {
    var wider = ByteBuffer.allocate(whole.length + field.length);
    wider.put(whole, 0, VERSION_AT + 1).put(field);
    wider.put(whole, VERSION_AT + 1, whole.length - VERSION_AT - 1);
    return wider.array();
  }

  @Property(tries = 300)
  void comesBackAsItWasWhateverItsTexts(
      @ForAll String app,
      @ForAll String name,
      @ForAll @LongRange(min = 0) long state,
      @ForAll @LongRange(min = -62135596800000L, max = 253402300799000L) long millis)
      throws UndecodableRecordException {
    var original =
        new StreamRecord(
            app,
            "label",
            state,
            Records.DAY,
            ZoneId.of("Pacific/Auckland"),
            1,
            Instant.ofEpochMilli(millis),
            Set.of(),
            List.of(Records.tracked(name)),
            null);
    assertThat(RecordCodec.decode(RecordCodec.encode(original))).isEqualTo(original);
  }

  /// Facts that share some values, all, or none.
  @Property(tries = 300)
  void comesBackAsItWasWhateverItsFactsShare(
      @ForAll @Size(max = 4) List<@Size(3) List<@IntRange(max = 2) Integer>> told)
      throws UndecodableRecordException {
    var values = new String[] {"a", "b", ""};
    var dimensions = List.of(Dimension.EVENT, Dimension.MODEL, Dimension.GOAL);
    var facts =
        told.stream()
            .map(choices -> {
              var fact = new EnumMap<Dimension, String>(Dimension.class);
              for (var i = 0; i < dimensions.size(); i++) {
                var value = values[choices.get(i)];
                if (!value.isEmpty()) {
                  fact.put(dimensions.get(i), value);
                }
              }
              return new Fact(
                  EventType.TRACK, null, Records.NOON, Records.digest(), null, null, fact);
            })
            .toArray(Fact[]::new);
    var original = Records.of("app_1", facts);
    assertThat(RecordCodec.decode(RecordCodec.encode(original))).isEqualTo(original);
  }

  @Test
  void whatAllFactsSayAlikeIsWrittenOnce() {
    var facts =
        IntStream.range(0, 100)
            .mapToObj(i -> Records.tracked("E" + i, "p".repeat(100), "DE", Records.NOON))
            .toArray(Fact[]::new);
    assertThat(RecordCodec.encode(Records.of("app_1", facts))).hasSizeLessThan(100 * 90);
  }

  @Test
  void factsByThemselvesComeBackAsTheyWere() throws UndecodableRecordException {
    for (var facts : List.of(FULL.facts(), List.<Fact>of())) {
      assertThat(RecordCodec.decodeFacts(RecordCodec.encodeFacts(facts))).isEqualTo(facts);
    }
  }

  @Test
  void aRecordIsNotFactsByThemselvesNorTheReverse() {
    assertThatExceptionOfType(UndecodableRecordException.class)
        .isThrownBy(() -> RecordCodec.decodeFacts(RecordCodec.encode(FULL)));
    // Nor if only the version were right.
    var versioned = RecordCodec.encode(FULL);
    versioned[VERSION_AT] = RecordCodec.encodeFacts(List.of())[VERSION_AT];
    assertThatExceptionOfType(UndecodableRecordException.class)
        .isThrownBy(() -> RecordCodec.decodeFacts(versioned));
    assertUndecodable(RecordCodec.encodeFacts(FULL.facts()));
  }

  @Test
  void isUndecodableWhereverItIsCutOff() {
    for (var message : List.of(FULL, INTAKE, COMMANDS.getFirst())) {
      var whole = RecordCodec.encode(message);
      for (var length = 0; length < whole.length; length++) {
        assertUndecodable(Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void isUndecodableWithMoreBehindIt() {
    var whole = RecordCodec.encode(FULL);
    assertUndecodable(Arrays.copyOf(whole, whole.length + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "not a record", "{\"v\":1}"})
  void isUndecodableIfItIsSomethingElse(String text) {
    assertUndecodable(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isUndecodableInAnotherVersion() {
    var later = RecordCodec.encode(FULL);
    assertThat(later[VERSION_AT]).isEqualTo((byte) RecordCodec.VERSION);
    later[VERSION_AT]++;
    assertUndecodable(later);
  }

  @Test
  void isUndecodableWithAFieldOfTheFuture() {
    assertUndecodable(wider(RecordCodec.encode(FULL), field("new", new byte[] {0x61, 'x'})));
  }

  /// What no gate of ours makes; and what nobody could enter in the Ledger.
  @Test
  void isUndecodableIfItHoldsWhatCannotBe() {
    var like = Records.tracked("A");
    var far = Instant.parse("+10000-01-01T00:00:00Z");
    for (var fact :
        List.of(
            new Fact(like.type(), null, far, like.digest(), null, null, Map.of()),
            new Fact(like.type(), far, like.time(), like.digest(), null, null, Map.of()),
            new Fact(
                like.type(), null, like.time(), Bytes.copyOf(new byte[7]), null, null, Map.of()),
            new Fact(
                like.type(),
                null,
                like.time(),
                like.digest(),
                Bytes.copyOf(new byte[9]),
                null,
                Map.of()))) {
      assertUndecodable(RecordCodec.encode(Records.of("app_1", fact)));
    }
  }

  private static void assertUndecodable(byte[] bytes) {
    assertThatExceptionOfType(UndecodableRecordException.class)
        .isThrownBy(() -> RecordCodec.decode(bytes));
  }
}
