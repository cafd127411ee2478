package dev.lethe.shared.record;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one subject sent in one request, as it travels on the stream. The label is its partition
/// key.
///
/// @param app the application's id
/// @param label 128 random bits, base64url, that stand for the subject behind the gate
/// @param state the version of the subject's state that this was decided under
/// @param received when the request came
/// @param purposes what the subject's data may be used for
/// @param facts what may be counted, one per event
/// @param sealed everything else that the SDK sent; nothing if nothing else was kept
public record StreamRecord(
    String app,
    String label,
    long state,
    Instant received,
    Set<Purpose> purposes,
    List<Fact> facts,
    @Nullable Bytes sealed) {

  public StreamRecord {
    purposes = Set.copyOf(purposes);
    facts = List.copyOf(facts);
  }
}
