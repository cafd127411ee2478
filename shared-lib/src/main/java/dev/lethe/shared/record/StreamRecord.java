package dev.lethe.shared.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one subject sent in one request, as it travels on the stream. The label is its partition
/// key.
///
/// @param app the application's id
/// @param label 128 random bits, base64url, that stand for the subject behind the gate
/// @param state the version of the subject's state that this was decided under
/// @param born the first day that the subject was seen, in the application's time zone
/// @param zone the application's time zone, whose days are counted
/// @param retention for how many days it is kept, from the day it came
/// @param received when the request came
/// @param purposes what the subject's data may be used for
/// @param facts what may be counted, one per event; none while the subject's data is restricted
/// @param sealed all that the SDK sent and that was kept, under the subject's key
///   ([dev.lethe.shared.content.SealedContent]); nothing if nothing was kept
public record StreamRecord(
    String app,
    String label,
    long state,
    LocalDate born,
    ZoneId zone,
    int retention,
    Instant received,
    Set<Purpose> purposes,
    List<Fact> facts,
    @Nullable Bytes sealed)
    implements LaneMessage {

  public StreamRecord {
    purposes = Set.copyOf(purposes);
    facts = List.copyOf(facts);
  }

  @Override
  public String partitionKey() {
    return label;
  }

  /// The same with other facts.
  public StreamRecord withFacts(List<Fact> others) {
    return new StreamRecord(
        app, label, state, born, zone, retention, received, purposes, others, sealed);
  }
}
