package dev.lethe.subjects.receipt;

import dev.lethe.shared.rights.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// Erasures as a state machine might have measured them.
public final class Erasures {

  public static final Instant ASKED = Instant.parse("2026-11-26T09:00:00.125Z");

  static final String CUSTOMER = "cus_0123456789abcdef01234567";
  static final String APP = "app_89abcdef0123456789abcdef";
  static final String REQUEST = "a7551968-d5d6-44b2-9831-815ac9017798";

  private Erasures() {}

  /// A customer's, of a request of its own.
  public static Erasure of(String customer) {
    return of(customer, UUID.randomUUID().toString());
  }

  /// A customer's, of a request, that was asked for at a time and verified 90 seconds later.
  public static Erasure of(String customer, UUID request, Instant asked) {
    var begun = asked.plusSeconds(1);
    var searches =
        Arrays.stream(Store.values())
            .map(store -> new StoreSearch(store, 3, 3, 0, begun, 0, begun.plusSeconds(9)))
            .toList();
    return new Erasure(
        request.toString(),
        customer,
        APP,
        asked,
        begun,
        new DestroyedKeys(2, begun),
        searches,
        asked.plusSeconds(90));
  }

  static Erasure of(String customer, String request) {
    return with(customer, request, searches());
  }

  static Erasure with(String customer, String request, List<StoreSearch> searches) {
    var begun = ASKED.plusSeconds(1);
    return new Erasure(
        request,
        customer,
        APP,
        ASKED,
        begun,
        new DestroyedKeys(2, begun),
        searches,
        ASKED.plusSeconds(90));
  }

  /// A search of each store, to be changed.
  static List<StoreSearch> searches() {
    return new ArrayList<>(
        Arrays.stream(Store.values()).map(store -> search(store, 3, 3, 0, 0)).toList());
  }

  static StoreSearch search(
      Store store, long found, long removed, long anonymous, long foundAgain) {
    var removedAt = ASKED.plusSeconds(10);
    return new StoreSearch(
        store,
        found,
        removed,
        anonymous,
        removedAt,
        foundAgain,
        removedAt.plus(Duration.ofSeconds(60)));
  }

  /// A customer of whom nobody knows yet.
  public static String customer() {
    var id = UUID.randomUUID();
    return "cus_"
        + HexFormat.of().toHexDigits(id.getMostSignificantBits())
        + HexFormat.of().toHexDigits(id.getLeastSignificantBits(), 8);
  }
}
