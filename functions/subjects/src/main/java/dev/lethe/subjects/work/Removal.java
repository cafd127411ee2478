package dev.lethe.subjects.work;

import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.Store;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongBiFunction;

/// Removes what is kept of erased lives in stores that the lanes do not lead to, and searches them
/// again.
public final class Removal {

  private final Subjects subjects;
  private final Map<Store, SubjectCopies> copies;
  private final Measures measures;

  /// @param copies by the store that holds them
  public Removal(Subjects subjects, Map<Store, SubjectCopies> copies, Measures measures) {
    this.subjects = subjects;
    this.copies = new EnumMap<>(copies);
    this.measures = measures;
  }

  /// Removes all that is there.
  ///
  /// @param lanes how many the consumers of the lanes found and removed
  public void remove(CaseId id, int round, Map<Store, Long> lanes) {
    lanes.forEach((store, found) -> {
      measures.found(id, store, round, round == 0 ? found : foundAgain(id, store, round - 1));
      measures.removed(id, store, round);
    });
    var orders = subjects.orders(id);
    var keys = round == 0 ? lives(orders).size() : 0;
    measures.found(id, Store.VAULT, round, keys + traces(id, orders));
    orders.forEach(order -> subjects.remove(id.app(), order));
    measures.removed(id, Store.VAULT, round);
    copies.forEach((store, held) -> {
      var found = sum(held::count, id, orders);
      measures.found(id, store, round, found);
      measures.later(id, store, round, sum(held::erase, id, orders) - found);
      measures.removed(id, store, round);
    });
  }

  private long foundAgain(CaseId id, Store store, int round) {
    return measures.of(id).again(store, round);
  }

  /// Searches again.
  public void search(CaseId id, int round) {
    var orders = subjects.orders(id);
    measures.searched(id, Store.VAULT, round, traces(id, orders));
    copies.forEach(
        (store, held) -> measures.searched(id, store, round, sum(held::count, id, orders)));
  }

  private long traces(CaseId id, List<Order> orders) {
    return orders.stream().mapToLong(order -> subjects.count(id.app(), order)).sum();
  }

  private static List<CaseLife> lives(List<Order> orders) {
    return orders.stream().map(Order::life).filter(life -> life.label() != null).toList();
  }

  private static long sum(ToLongBiFunction<String, String> number, CaseId id, List<Order> orders) {
    return lives(orders).stream()
        .mapToLong(life -> number.applyAsLong(id.app(), Objects.requireNonNull(life.label())))
        .sum();
  }
}
