package dev.lethe.archive;

import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventNames;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.StreamRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What three applications in three time zones sent in a week: visits of subjects, of whom some
/// object to research and some are restricted; some visits are sent twice, some come days late.
final class QueriedWeek {

  private static final LocalDate FIRST = LocalDate.parse("2026-11-20");
  private static final int DAYS = 7;
  private static final int SUBJECTS = 200;

  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("UTC"), ZoneId.of("America/New_York"), ZoneId.of("Asia/Kolkata"));
  private static final List<String> COUNTRIES = List.of("DE", "US", "FR", "BR");

  private final Random random = new Random(6);
  private final List<Sent> sent = new ArrayList<>();
  private int events;

  /// A record, and how the stream delivered it.
  record Sent(StreamRecord record, LaneRecord delivered) {}

  private record Subject(
      int app,
      String label,
      LocalDate born,
      Set<Purpose> purposes,
      boolean restricted,
      Map<Dimension, String> device) {}

  private record Visit(Subject of, Instant arrived, List<Fact> facts) {}

  /// All records, in the order in which they arrived.
  List<Sent> records() {
    var visits = new ArrayList<Visit>();
    for (var number = 0; number < SUBJECTS; number++) {
      var subject = subject(number);
      for (var day = subject.born();
          day.isBefore(FIRST.plusDays(DAYS));
          day = day.plusDays(1 + random.nextInt(3))) {
        for (var times = 0; times <= random.nextInt(2); times++) {
          visits.addAll(visits(subject, day));
        }
      }
    }
    visits.sort(Comparator.comparing(Visit::arrived));
    visits.forEach(this::send);
    return sent;
  }

  private Subject subject(int number) {
    var label = new byte[16];
    random.nextBytes(label);
    var purposes = EnumSet.allOf(Purpose.class);
    if (number % 10 == 3) {
      purposes.remove(Purpose.RESEARCH);
    }
    var device = new EnumMap<Dimension, String>(Dimension.class);
    var ios = random.nextBoolean();
    device.put(Dimension.PLATFORM, ios ? "ios" : "android");
    device.put(Dimension.OS, ios ? "iOS" : "Android");
    device.put(Dimension.OS_VERSION, (ios ? "18." : "1") + random.nextInt(3));
    device.put(Dimension.APP_VERSION, "3." + random.nextInt(4));
    if (number % 7 != 0) {
      var country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
      device.put(Dimension.COUNTRY, number % 50 == 1 ? "IS" : country);
    }
    return new Subject(
        number % 3,
        Base64.getUrlEncoder().withoutPadding().encodeToString(label),
        FIRST.plusDays(random.nextInt(DAYS)),
        purposes,
        number % 10 == 7,
        device);
  }

  private List<Visit> visits(Subject subject, LocalDate day) {
    var begins =
        day.atStartOfDay(ZONES.get(subject.app()))
            .toInstant()
            .plus(Duration.ofMinutes(random.nextInt(20 * 60)));
    var facts = facts(subject, begins);
    var late = Duration.ofMinutes(1).plus(Duration.ofDays(random.nextInt(8) == 0 ? 2 : 0));
    var arrived = facts.getLast().time().plus(late);
    var first = new Visit(subject, arrived, facts);
    return random.nextInt(6) == 0
        ? List.of(first, new Visit(subject, arrived.plusSeconds(30), facts))
        : List.of(first);
  }

  private List<Fact> facts(Subject subject, Instant begins) {
    var facts = new ArrayList<Fact>();
    var session = new byte[8];
    random.nextBytes(session);
    var of = Bytes.copyOf(session);
    facts.add(fact(subject, EventNames.RUN, begins, of, null, Map.of()));
    var at = begins.plusSeconds(1 + random.nextInt(100));
    for (var shown = 0; shown < random.nextInt(3); shown++) {
      var offering =
          Map.of(
              Dimension.OFFERING, "offer-" + random.nextInt(3), Dimension.OFFERING_TYPE, "image");
      facts.add(fact(subject, EventNames.OFFERING_SHOWN, at, of, null, offering));
      if (random.nextBoolean()) {
        at = at.plusSeconds(2);
        facts.add(fact(subject, EventNames.OFFERING_CLICKED, at, of, null, offering));
        if (random.nextBoolean()) {
          at = at.plusSeconds(20);
          facts.add(fact(subject, EventNames.OFFERING_COMPLETED, at, of, 20_000L, offering));
        }
      }
    }
    if (random.nextInt(4) == 0) {
      var goal = Map.of(Dimension.GOAL, "goal-" + random.nextInt(2));
      facts.add(fact(subject, EventNames.GOAL_REACHED, at, of, null, goal));
    }
    var lasted = 1_000L * (30 + random.nextInt(600));
    var ends = begins.plusMillis(lasted);
    facts.add(fact(subject, EventNames.SESSION_ENDED, ends, of, lasted, Map.of()));
    return facts;
  }

  private Fact fact(
      Subject subject,
      String event,
      Instant time,
      Bytes session,
      @Nullable Long duration,
      Map<Dimension, String> more) {
    var values = new EnumMap<>(subject.device());
    values.put(Dimension.EVENT, event);
    values.putAll(more);
    return new Fact(EventType.TRACK, time, time, digest(), session, duration, values);
  }

  /// Its own among a subject's, as digests are, and not among all subjects'.
  private Bytes digest() {
    events++;
    return Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(events % 500).array());
  }

  private void send(Visit visit) {
    var of = visit.of();
    var record =
        new StreamRecord(
            "app_" + (of.app() + 1),
            of.label(),
            0,
            of.born(),
            ZONES.get(of.app()),
            90,
            visit.arrived(),
            of.purposes(),
            of.restricted() ? List.of() : visit.facts(),
            Bytes.copyOf(new byte[300]));
    sent.add(new Sent(record, Samples.delivered(3, sent.size() + 1, visit.arrived(), record)));
  }
}
