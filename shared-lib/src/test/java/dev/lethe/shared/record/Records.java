package dev.lethe.shared.record;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Records for tests.
public final class Records {

  public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  /// The day of [#NOON].
  public static final LocalDate DAY = LocalDate.parse("2026-11-24");

  private Records() {}

  private static final AtomicLong EVENTS = new AtomicLong();

  /// A digest like no other.
  public static Bytes digest() {
    return Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(EVENTS.incrementAndGet()).array());
  }

  /// A tracked event of that time.
  public static Fact tracked(String name, String platform, String country, Instant time) {
    return new Fact(
        EventType.TRACK,
        time,
        time,
        digest(),
        null,
        null,
        Map.of(Dimension.EVENT, name, Dimension.PLATFORM, platform, Dimension.COUNTRY, country));
  }

  /// A tracked event at noon, on Android, in Germany.
  public static Fact tracked(String name) {
    return tracked(name, "android", "DE", NOON);
  }

  /// The same of another subject.
  public static StreamRecord under(String label, StreamRecord taken) {
    return new StreamRecord(
        taken.app(),
        label,
        taken.state(),
        taken.born(),
        taken.zone(),
        taken.retention(),
        taken.received(),
        taken.purposes(),
        taken.facts(),
        taken.sealed());
  }

  /// A record of an application, with nothing sealed.
  public static StreamRecord of(String app, Fact... facts) {
    return new StreamRecord(
        app,
        "AAAAAAAAAAAAAAAAAAAAAA",
        0,
        DAY,
        ZoneOffset.UTC,
        90,
        NOON,
        Set.of(Purpose.values()),
        List.copyOf(Arrays.asList(facts)),
        null);
  }
}
