package dev.lethe.ingest.request;

import dev.lethe.shared.registry.ApiKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request's body, read.
///
/// @param events in their order
/// @param ofAll what it says of all of them: `context`, `integrations`; nothing for a single call
/// @param writeKey the key in the body; nothing if there was none
public record SdkBatch(List<SdkEvent> events, @Nullable Content ofAll, @Nullable ApiKey writeKey) {

  public SdkBatch {
    events = List.copyOf(events);
  }

  /// All whom it is about, and whom an alias joins; an event that names nobody is about nobody.
  public Set<Whose> whose() {
    var all = new LinkedHashSet<Whose>();
    for (var event : events) {
      all.add(event.whose());
      event.alias().ifPresent(all::add);
    }
    all.remove(Whose.NOBODY);
    return all;
  }
}
