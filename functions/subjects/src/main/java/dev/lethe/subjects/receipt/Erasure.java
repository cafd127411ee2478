package dev.lethe.subjects.receipt;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.lethe.shared.rights.Store;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An erasure that is done, as it was measured. It says nothing of whom it was about: ids of ours,
/// and the request's, are random.
///
/// @param request the request's id, a UUID
/// @param customer the customer's id
/// @param app the application's id
/// @param asked when the customer asked
/// @param begun since when nobody can read the subject's data or say whose it is
/// @param keys when the keys went
/// @param searches of each store, in the order of [Store]
/// @param verified when the last store was searched again
public record Erasure(
    String request,
    String customer,
    String app,
    Instant asked,
    Instant begun,
    DestroyedKeys keys,
    List<StoreSearch> searches,
    Instant verified)
    implements Statement {

  private static final Pattern REQUEST =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern CUSTOMER = Pattern.compile("cus_[0-9a-f]{24}");
  private static final Pattern APP = Pattern.compile("app_[0-9a-f]{24}");

  /// @throws IllegalArgumentException if it is not complete, or its times do not follow each other
  public Erasure {
    asked = asked.truncatedTo(MILLIS);
    begun = begun.truncatedTo(MILLIS);
    verified = verified.truncatedTo(MILLIS);
    searches = searches.stream().sorted(Comparator.comparing(StoreSearch::store)).toList();
    require(REQUEST.matcher(request).matches(), "The request's id is no UUID");
    require(CUSTOMER.matcher(customer).matches(), "The customer's id is none of ours");
    require(APP.matcher(app).matches(), "The application's id is none of ours");
    require(stores(searches).equals(EnumSet.allOf(Store.class)), "A store was not searched");
    require(searches.size() == Store.values().length, "A store is told of twice");
    require(!begun.isBefore(asked), "It began before it was asked for");
    require(!keys.at().isBefore(begun), "The keys went before it began");
    for (var search : searches) {
      require(!search.removedAt().isBefore(begun), "Something was removed before it began");
      require(!search.searchedAt().isAfter(verified), "A store was searched after the last");
    }
    require(!keys.at().isAfter(verified), "The keys went after all was verified");
  }

  @Override
  public String name() {
    return request;
  }

  @Override
  public Instant measured() {
    return verified;
  }

  private static EnumSet<Store> stores(List<StoreSearch> searches) {
    return searches.stream()
        .map(StoreSearch::store)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Store.class)));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise + ".");
    }
  }
}
