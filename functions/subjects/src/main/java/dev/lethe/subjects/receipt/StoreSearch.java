package dev.lethe.subjects.receipt;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.lethe.shared.rights.Store;
import java.time.Instant;

/// What an erasure found in a store, and that it found nothing when it looked again.
///
/// @param found how many, in the store's own measure
/// @param removed how many of them are gone
/// @param anonymous how many were left in statistics of groups that are large enough, if the
///   application keeps these
/// @param removedAt when the last was removed, or none was found
/// @param foundAgain how many a second search found, which goes by other ways than the first
/// @param searchedAt when the second search ended
public record StoreSearch(
    Store store,
    long found,
    long removed,
    long anonymous,
    Instant removedAt,
    long foundAgain,
    Instant searchedAt) {

  /// @throws IllegalArgumentException if something is left that should not be
  public StoreSearch {
    removedAt = removedAt.truncatedTo(MILLIS);
    searchedAt = searchedAt.truncatedTo(MILLIS);
    require(found >= 0 && removed >= 0 && anonymous >= 0, "has a number below zero");
    require(found == removed + anonymous, "has not removed all that it found");
    require(anonymous == 0 || store == Store.STATISTICS, "leaves what is not anonymous");
    require(foundAgain == 0, "found something again");
    require(!searchedAt.isBefore(removedAt), "was searched again before all was removed");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("A store " + otherwise + ".");
    }
  }
}
