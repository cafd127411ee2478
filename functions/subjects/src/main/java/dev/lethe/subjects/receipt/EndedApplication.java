package dev.lethe.subjects.receipt;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.Termination.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/// That an application is terminated, as it was measured.
///
/// @param customer the customer's id
/// @param app the application's id
/// @param asked when its end was asked for
/// @param ended since when nothing was taken for it any more
/// @param stores what was found of it and removed, in the order of [EndedStore]
public record EndedApplication(
    String customer,
    String app,
    Reason reason,
    Instant asked,
    Instant ended,
    List<EmptiedStore> stores)
    implements Statement {

  /// A store that was emptied of the application, and searched again: nothing was there.
  ///
  /// @param found how many were found, in the store's own measure, and removed
  /// @param removedAt when the last was removed, or none was found
  /// @param searchedAt when the search ended
  public record EmptiedStore(EndedStore store, long found, Instant removedAt, Instant searchedAt) {

    public EmptiedStore {
      removedAt = removedAt.truncatedTo(MILLIS);
      searchedAt = searchedAt.truncatedTo(MILLIS);
      require(found >= 0, "A store had fewer than none");
      require(!searchedAt.isBefore(removedAt), "A store was searched before all was removed");
    }
  }

  /// @throws IllegalArgumentException if it is not complete, or its times do not follow each other
  public EndedApplication {
    asked = asked.truncatedTo(MILLIS);
    ended = ended.truncatedTo(MILLIS);
    stores = stores.stream().sorted(Comparator.comparing(EmptiedStore::store)).toList();
    require(of(stores).equals(EnumSet.allOf(EndedStore.class)), "A store was not emptied");
    require(stores.size() == EndedStore.values().length, "A store is told of twice");
    require(!ended.isBefore(asked), "It ended before that was asked for");
    var keys = stores.getFirst().removedAt();
    require(!keys.isBefore(ended), "The keys went before it ended");
    for (var store : stores) {
      require(!store.removedAt().isBefore(keys), "Something was removed before the keys were");
    }
  }

  private static EnumSet<EndedStore> of(List<EmptiedStore> stores) {
    return stores.stream()
        .map(EmptiedStore::store)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(EndedStore.class)));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise + ".");
    }
  }

  @Override
  public String name() {
    return name(app);
  }

  /// The name of the termination of an application.
  public static String name(String app) {
    return "termination-" + app;
  }

  @Override
  public Instant measured() {
    return stores.stream()
        .map(EmptiedStore::searchedAt)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}
