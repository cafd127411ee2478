package dev.lethe.shared.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One pass over the bytes of one record.
final class RecordReader {

  private static final int DIGEST_BYTES = 8;

  /// Years of four digits.
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

  /// More than anything is kept for.
  private static final int MOST_DAYS = 10_000;

  /// The fields of facts by themselves.
  private static final Set<String> FACTS = Set.of("common", "facts");

  private final byte[] bytes;

  private @Nullable String app;
  private @Nullable String label;
  private @Nullable Long state;
  private @Nullable LocalDate born;
  private @Nullable ZoneId zone;
  private @Nullable Integer retention;
  private @Nullable Instant received;
  private @Nullable Set<Purpose> purposes;
  private final Map<Dimension, String> common = new EnumMap<>(Dimension.class);
  private @Nullable List<Fact> facts;
  private @Nullable Bytes sealed;
  private @Nullable String outcome;
  private @Nullable Long bodyBytes;
  private @Nullable SortedMap<String, Long> intake;
  private Command.@Nullable Kind command;
  private Command.@Nullable Consumer to;
  private @Nullable Long keepFrom;
  private @Nullable String token;

  RecordReader(byte[] bytes) {
    this.bytes = bytes;
  }

  LaneMessage read() throws UndecodableRecordException {
    readMap(RecordCodec.VERSION, _ -> true);
    if (app == null || label == null || received == null) {
      throw new UndecodableRecordException("a field is missing");
    }
    if (intake != null) {
      expect(command == null && isEmpty(), "of two kinds");
      return new IntakeRecord(app, label, present(zone), received, request(), intake);
    }
    expect(outcome == null && bodyBytes == null, "of two kinds");
    if (command != null) {
      expect(
          born == null && zone == null && retention == null && facts == null && sealed == null,
          "of two kinds");
      return new Command(
          app, label, command, present(to), present(state), keepFrom, received, token);
    }
    return new StreamRecord(
        app,
        label,
        present(state),
        present(born),
        present(zone),
        present(retention),
        received,
        present(purposes),
        present(facts),
        sealed);
  }

  /// Facts by themselves.
  List<Fact> readFacts() throws UndecodableRecordException {
    readMap(RecordCodec.FACTS_VERSION, FACTS::contains);
    return present(facts);
  }

  private void readMap(int version, Predicate<String> mayBeThere)
      throws UndecodableRecordException {
    try (var cbor = RecordCodec.CBOR.createParser(bytes)) {
      expect(cbor.nextToken() == JsonToken.START_OBJECT, "not a map");
      expect("v".equals(cbor.nextFieldName()), "does not begin with a version");
      expect(cbor.nextIntValue(-1) == version, "of another version");
      String field;
      while ((field = cbor.nextFieldName()) != null) {
        expect(mayBeThere.test(field), "an unknown field");
        cbor.nextToken();
        readField(field, cbor);
      }
      expect(cbor.currentToken() == JsonToken.END_OBJECT && cbor.nextToken() == null, "too long");
    } catch (IOException e) {
      throw new UndecodableRecordException("not CBOR, or cut off");
    }
  }

  private boolean isEmpty() {
    return state == null
        && retention == null
        && facts == null
        && common.isEmpty()
        && sealed == null;
  }

  private IntakeRecord.@Nullable Request request() throws UndecodableRecordException {
    if (outcome == null && bodyBytes == null) {
      return null;
    }
    var length = present(bodyBytes);
    expect(length >= 0, "a length is none");
    return new IntakeRecord.Request(present(outcome), length);
  }

  private static <T> T present(@Nullable T field) throws UndecodableRecordException {
    if (field == null) {
      throw new UndecodableRecordException("a field is missing");
    }
    return field;
  }

  private void readField(String field, JsonParser cbor)
      throws IOException, UndecodableRecordException {
    switch (field) {
      case "app" -> app = text(cbor);
      case "label" -> label = text(cbor);
      case "state" -> state = number(cbor);
      case "born" -> born = day(number(cbor));
      case "zone" -> zone = readZone(text(cbor));
      case "retention" -> retention = days(number(cbor));
      case "received" -> received = time(cbor);
      case "purposes" -> purposes = readPurposes(cbor);
      case "common" -> readCommon(cbor);
      case "facts" -> facts = readAll(cbor);
      case "sealed" -> sealed = bytes(cbor);
      case "request" -> outcome = text(cbor);
      case "bytes" -> bodyBytes = number(cbor);
      case "intake" -> intake = readNumbers(cbor);
      case "command" -> command = constant(Command.Kind.class, text(cbor));
      case "to" -> to = constant(Command.Consumer.class, text(cbor));
      case "keep" -> keepFrom = number(cbor);
      case "token" -> {
        token = text(cbor);
        expect(!token.isEmpty(), "a token is none");
      }
      default -> throw new UndecodableRecordException("an unknown field");
    }
  }

  private static Set<Purpose> readPurposes(JsonParser cbor)
      throws IOException, UndecodableRecordException {
    expect(cbor.currentToken() == JsonToken.START_ARRAY, "purposes are no list");
    var purposes = EnumSet.noneOf(Purpose.class);
    while (cbor.nextToken() != JsonToken.END_ARRAY) {
      purposes.add(constant(Purpose.class, text(cbor)));
    }
    return purposes;
  }

  private void readCommon(JsonParser cbor) throws IOException, UndecodableRecordException {
    expect(cbor.currentToken() == JsonToken.START_OBJECT, "common values are no map");
    expect(facts == null, "common values behind the facts");
    String field;
    while ((field = cbor.nextFieldName()) != null) {
      cbor.nextToken();
      common.put(constant(Dimension.class, field), text(cbor));
    }
  }

  private List<Fact> readAll(JsonParser cbor) throws IOException, UndecodableRecordException {
    expect(cbor.currentToken() == JsonToken.START_ARRAY, "facts are no list");
    var facts = new ArrayList<Fact>();
    while (cbor.nextToken() != JsonToken.END_ARRAY) {
      expect(cbor.currentToken() == JsonToken.START_OBJECT, "a fact is no map");
      facts.add(readFact(cbor));
    }
    return facts;
  }

  private Fact readFact(JsonParser cbor) throws IOException, UndecodableRecordException {
    EventType type = null;
    Instant raw = null;
    Instant time = null;
    Bytes digest = null;
    Bytes session = null;
    Long duration = null;
    Map<Dimension, String> values = new EnumMap<>(common);
    String field;
    while ((field = cbor.nextFieldName()) != null) {
      cbor.nextToken();
      switch (field) {
        case "type" -> type = constant(EventType.class, text(cbor));
        case "raw" -> raw = time(cbor);
        case "time" -> time = time(cbor);
        case "digest" -> digest = digest(cbor);
        case "session" -> session = digest(cbor);
        case "duration" -> duration = number(cbor);
        default -> values.put(constant(Dimension.class, field), text(cbor));
      }
    }
    if (type == null || time == null || digest == null) {
      throw new UndecodableRecordException("a fact lacks a field");
    }
    return new Fact(type, raw, time, digest, session, duration, values);
  }

  private static SortedMap<String, Long> readNumbers(JsonParser cbor)
      throws IOException, UndecodableRecordException {
    expect(cbor.currentToken() == JsonToken.START_OBJECT, "intake is no map");
    var numbers = new TreeMap<String, Long>();
    String outcome;
    while ((outcome = cbor.nextFieldName()) != null) {
      cbor.nextToken();
      numbers.put(outcome, number(cbor));
    }
    return numbers;
  }

  private static LocalDate day(long epochDay) throws UndecodableRecordException {
    try {
      return LocalDate.ofEpochDay(epochDay);
    } catch (DateTimeException e) {
      throw new UndecodableRecordException("a day is none");
    }
  }

  private static int days(long number) throws UndecodableRecordException {
    expect(number > 0 && number <= MOST_DAYS, "a number of days is none");
    return (int) number;
  }

  private static ZoneId readZone(String id) throws UndecodableRecordException {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new UndecodableRecordException("a time zone is none");
    }
  }

  private static Instant time(JsonParser cbor) throws IOException, UndecodableRecordException {
    var time = Instant.ofEpochMilli(number(cbor));
    expect(!time.isBefore(EARLIEST) && time.isBefore(LATEST), "a time is none");
    return time;
  }

  private static Bytes digest(JsonParser cbor) throws IOException, UndecodableRecordException {
    var digest = bytes(cbor);
    expect(digest.length() == DIGEST_BYTES, "a digest is of another length");
    return digest;
  }

  private static Bytes bytes(JsonParser cbor) throws IOException, UndecodableRecordException {
    expect(cbor.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT, "bytes are none");
    return Bytes.copyOf(cbor.getBinaryValue());
  }

  private static <E extends Enum<E> & WireNamed> E constant(Class<E> constants, String name)
      throws UndecodableRecordException {
    return WireNamed.find(constants, name)
        .orElseThrow(
            () -> new UndecodableRecordException("an unknown " + constants.getSimpleName()));
  }

  private static String text(JsonParser cbor) throws IOException, UndecodableRecordException {
    expect(cbor.currentToken() == JsonToken.VALUE_STRING, "a text is none");
    return cbor.getText();
  }

  private static long number(JsonParser cbor) throws IOException, UndecodableRecordException {
    expect(cbor.currentToken() == JsonToken.VALUE_NUMBER_INT, "a number is none");
    return cbor.getLongValue();
  }

  private static void expect(boolean holds, String otherwise) throws UndecodableRecordException {
    if (!holds) {
      throw new UndecodableRecordException(otherwise);
    }
  }
}
