package dev.lethe.ingest;

import dev.lethe.ingest.fact.Rejection;
import dev.lethe.ingest.gate.Verdict;
import dev.lethe.ingest.request.Content;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Counts a request, and what of it was not taken, so that nobody wonders where an event went.
final class Intake {

  private final SortedMap<String, Long> numbers = new TreeMap<>();

  void rejected(Rejection why) {
    add(IntakeRecord.rejected(why));
  }

  void suppressed(Verdict.Reason why) {
    add(IntakeRecord.suppressed(why));
  }

  /// Notes the parts of something taken that no feature keeps.
  void dropped(@Nullable Content content, Settings settings) {
    if (content != null) {
      for (var feature : content.features()) {
        if (!settings.has(feature)) {
          add(IntakeRecord.dropped(feature));
        }
      }
    }
  }

  private void add(String outcome) {
    numbers.merge(outcome, 1L, Long::sum);
  }

  /// The record that tells it.
  ///
  /// @param outcome of the request as a whole
  IntakeRecord toRecord(Application application, SdkRequest request, Outcome outcome) {
    return new IntakeRecord(
        application.id(),
        UUID.randomUUID().toString(),
        application.settings().timeZone(),
        request.received(),
        new IntakeRecord.Request(
            outcome instanceof Outcome.Refused refused ? refused.code() : IntakeRecord.TAKEN,
            request.body().length()),
        numbers);
  }
}
