package dev.lethe.infra.bench;

import dev.lethe.archive.Samples;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Records as SDKs of telephones send them, each of another subject: the archive pays for subjects.
final class Archived {

  /// Of each event what is sealed, compressed: SDKs repeat themselves in a batch.
  private static final int SEALED_OF_EVENT = 230;

  private static final int SEALED_OF_RECORD = 250;
  private static final List<String> COUNTRIES = List.of("DE", "US", "FR", "BR", "IN", "JP", "NG");

  private final Random random = new Random(1);
  private final Zipf zipf = new Zipf(random);
  private final List<String> applications;
  private final long shard;
  private int sequence;

  /// @param applications from the largest to the smallest
  Archived(List<String> applications, long shard) {
    this.applications = applications;
    this.shard = shard;
  }

  /// A record of so many events, as the stream delivers it.
  LaneRecord next(int events) {
    sequence++;
    var facts = new ArrayList<Fact>();
    var device = device();
    var session = bytes(8);
    for (var event = 0; event < events; event++) {
      facts.add(fact(device, session, Records.NOON.plusSeconds(3L * event)));
    }
    var record =
        new StreamRecord(
            applications.get(zipf.below(applications.size())),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(16).toArray()),
            0,
            Records.DAY.minusDays(random.nextInt(90)),
            ZoneOffset.UTC,
            90,
            Records.NOON.plusMillis(random.nextInt(300_000)),
            Set.of(Purpose.values()),
            facts,
            bytes(SEALED_OF_RECORD + SEALED_OF_EVENT * events));
    return Samples.delivered(shard, sequence, Records.NOON, record);
  }

  private Map<Dimension, String> device() {
    return Map.of(
        Dimension.PLATFORM, "ios",
        Dimension.OS, "iOS",
        Dimension.COUNTRY, COUNTRIES.get(zipf.below(COUNTRIES.size())),
        Dimension.MODEL, "Model " + zipf.below(100),
        Dimension.APP_VERSION, "3." + zipf.below(5),
        Dimension.OS_VERSION, "18." + zipf.below(8),
        Dimension.LOCALE, "en-US",
        Dimension.SCREEN, "390x844",
        Dimension.TIME_ZONE, "Europe/Berlin");
  }

  private Fact fact(Map<Dimension, String> device, Bytes session, Instant at) {
    var values = new EnumMap<>(device);
    values.put(Dimension.EVENT, "Event " + zipf.below(60));
    var time = at.plusMillis(random.nextInt(3_000));
    return new Fact(EventType.TRACK, time, time, bytes(8), session, null, values);
  }

  private Bytes bytes(int number) {
    var bytes = new byte[number];
    random.nextBytes(bytes);
    return Bytes.copyOf(bytes);
  }
}
