package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.restore.Item.Admitted;
import dev.lethe.aggregate.restore.Item.Closed;
import dev.lethe.aggregate.restore.Item.Counted;
import dev.lethe.aggregate.restore.Item.Place;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A table of statistics that lives as long as a test.
final class InMemoryInsights implements Counters, LiveTable, RestoredTable {

  final Map<Place, Counted> counters = new HashMap<>();
  final Map<OfDay, Admitted> admitted = new HashMap<>();
  final Map<String, Closed> closed = new HashMap<>();
  int unknown;

  record OfDay(String app, Dimension dimension, LocalDate day) {}

  /// The same, from now on by itself.
  InMemoryInsights copied() {
    var copy = new InMemoryInsights();
    copy.counters.putAll(counters);
    copy.admitted.putAll(admitted);
    copy.closed.putAll(closed);
    return copy;
  }

  @Override
  public synchronized Addition add(
      CounterKey counter, Position first, Position last, Numbers delta) {
    var place = Place.of(counter, first.shard());
    var before = counters.getOrDefault(place, new Counted(place, Numbers.NONE, Map.of()));
    var watermark = before.watermarks().get(first.shard());
    if (watermark != null && watermark.compareTo(first.sequence()) >= 0) {
      return new Addition.AlreadyUpTo(watermark);
    }
    var watermarks = new HashMap<>(before.watermarks());
    watermarks.put(first.shard(), last.sequence());
    counters.put(place, new Counted(place, before.numbers().plus(delta), watermarks));
    return new Addition.Done();
  }

  @Override
  public synchronized Map<CounterKey, Numbers> read(Collection<CounterKey> wanted) {
    return where(wanted::contains);
  }

  /// What counters stand at, from all spreads.
  Map<CounterKey, Numbers> where(Predicate<CounterKey> which) {
    var found = new HashMap<CounterKey, Numbers>();
    counters.values().stream()
        .filter(counted -> which.test(counted.place().counter()))
        .forEach(
            counted -> found.merge(counted.place().counter(), counted.numbers(), Numbers::plus));
    return found;
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public void read(int segment, int segments, Consumer<Item> sink) {
    var items = new ArrayList<Item>();
    items.addAll(counters.values());
    items.addAll(admitted.values());
    items.addAll(closed.values());
    items.stream()
        .filter(item -> Math.floorMod(item.hashCode(), segments) == segment)
        .forEach(sink);
    for (var number = segment; number < unknown; number += segments) {
      sink.accept(new Item.Unknown());
    }
  }

  @Override
  public Optional<Counted> counter(Place place) {
    return Optional.ofNullable(counters.get(place));
  }

  @Override
  public Optional<LocalDate> closed(String app) {
    return Optional.ofNullable(closed.get(app)).map(Closed::day);
  }

  @Override
  public void delete(List<Item> items) {
    for (var item : items) {
      switch (item) {
        case Counted counted -> counters.remove(counted.place());
        case Closed of -> closed.remove(of.app());
        case Admitted of -> admitted.remove(new OfDay(of.app(), of.dimension(), of.day()));
        case Item.Unknown() -> throw new IllegalArgumentException("It is not known.");
      }
    }
  }

  @Override
  public void put(List<Counted> some) {
    some.forEach(counted -> counters.put(counted.place(), counted));
  }

  @Override
  public void putIfMore(Counted counter) {
    counters.merge(
        counter.place(),
        counter,
        (before, after) -> before.numbers().n() < after.numbers().n() ? after : before);
  }

  @Override
  public void admit(Admitted values) {
    admitted.merge(
        new OfDay(values.app(), values.dimension(), values.day()),
        values,
        (before, after) -> {
          var hashes = new HashSet<Bytes>(before.hashes());
          hashes.addAll(after.hashes());
          return new Admitted(after.app(), after.dimension(), after.day(), hashes, after.ends());
        });
  }

  @Override
  public void close(Closed of) {
    closed.put(of.app(), of);
  }

  /// As `closing` does it: what is of fewer than two is summed, and nothing is added to it any
  /// more.
  void closeUpTo(String app, LocalDate last) {
    var first = closed(app).map(day -> day.plusDays(1)).orElse(LocalDate.EPOCH);
    var due =
        where(counter ->
                counter.app().equals(app)
                    && counter.metric().isOfPeople()
                    && !counter.value().equals(CounterKey.SUPPRESSED)
                    && !counter.bucket().lastDay().isBefore(first)
                    && !counter.bucket().lastDay().isAfter(last))
            .entrySet()
            .stream()
            .filter(counter -> counter.getValue().subjects() < 2)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    due.forEach((counter, numbers) -> {
      counters.keySet().removeIf(place -> place.counter().equals(counter));
      if (counter.dimension() != null && !numbers.isZero()) {
        var sum =
            new CounterKey(
                app,
                counter.metric(),
                counter.dimension(),
                counter.bucket(),
                CounterKey.SUPPRESSED);
        counters.merge(
            new Place(sum, 0),
            new Counted(new Place(sum, 0), numbers, Map.of()),
            (a, b) -> new Counted(a.place(), a.numbers().plus(b.numbers()), Map.of()));
      }
    });
    close(new Closed(app, last));
  }
}
