package dev.lethe.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.insights.Attack.Place;
import dev.lethe.shared.record.Dimension;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// From all answers about a statistic nothing can be worked out that is about somebody and about
/// fewer people than the threshold.
class AttackTest {

  private static final List<String> PLATFORMS = List.of("ios", "android", "web");

  private static Instant at(String time) {
    return Instant.parse("2026-11-" + time + ":00Z");
  }

  /// Who is where: most are in few places, and the first are fuller than the last.
  private static Arbitrary<List<Set<Integer>>> people(int places, int most) {
    return Arbitraries.integers()
        .between(0, places * places - 1)
        .map(i -> places - 1 - (int) Math.sqrt(i))
        .set()
        .ofMinSize(1)
        .ofMaxSize(most)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Provide
  static Arbitrary<List<Set<Integer>>> inManyPlaces() {
    return people(12, 3);
  }

  @Provide
  static Arbitrary<List<Set<Integer>>> inOnePlace() {
    return people(12, 1);
  }

  private static List<Place> places(List<String> values, List<Instant> times, List<String> parts) {
    return values.stream()
        .flatMap(value ->
            times.stream()
                .flatMap(time -> parts.stream().map(part -> new Place(value, time, part))))
        .toList();
  }

  private static void tryOn(Attack attack, World world) {
    assertThat(attack.on(world)).isEmpty();
    assertThat(attack.onClosed(world)).isEmpty();
  }

  private static List<Integer> bits(List<Set<Integer>> people) {
    return people.stream().map(in -> in.stream().mapToInt(i -> 1 << i).sum()).toList();
  }

  private static World world(Attack attack, List<Set<Integer>> people) {
    var world = new World(attack.zone());
    for (var person = 0; person < people.size(); person++) {
      for (var i : people.get(person)) {
        var place = attack.places().get(i);
        world.add(person, place.time().toString(), "Home", Map.of(attack.by(), place.value()));
      }
    }
    return world;
  }

  @Property(tries = 500)
  void onEvents(@ForAll("inManyPlaces") List<Set<Integer>> people) {
    var times = List.of(at("24T09:10"), at("24T10:10"), at("24T11:10"), at("24T12:10"));
    var attack =
        new Attack(
            Statistic.EVENTS,
            Dimension.PLATFORM,
            ZoneOffset.UTC,
            places(PLATFORMS, times, List.of("")),
            bits(people));
    tryOn(attack, world(attack, people));
  }

  /// In India an hour of UTC is in two days, at midnight. Of goals that were forgotten no name
  /// tells any more, and the total does.
  @Property(tries = 500)
  void onEventsWhoseGoalsWereForgotten(@ForAll("inManyPlaces") List<Set<Integer>> people) {
    onForgottenGoals(Statistic.EVENTS, people);
  }

  @Property(tries = 500)
  void onUsersWhoseGoalsWereForgotten(@ForAll("inOnePlace") List<Set<Integer>> people) {
    onForgottenGoals(Statistic.USERS, people);
  }

  private static void onForgottenGoals(Statistic statistic, List<Set<Integer>> people) {
    var times = List.of(at("24T09:10"), at("24T10:10"), at("24T11:10"), at("24T12:10"));
    var places =
        Stream.concat(
                places(List.of("Home", "Read"), times, List.of("")).stream(),
                times.stream().map(time -> new Place(null, time, "")))
            .toList();
    var attack = new Attack(statistic, Dimension.EVENT, ZoneOffset.UTC, places, bits(people));
    var world = new World(ZoneOffset.UTC);
    for (var person = 0; person < people.size(); person++) {
      for (var i : people.get(person)) {
        var place = places.get(i);
        var name = place.value() == null ? "Goal Reached" : place.value();
        world.add(person, place.time().toString(), name, Map.of());
      }
    }
    world.forgetGoals();
    tryOn(attack, world);
  }

  @Property(tries = 500)
  void onEventsOfADayThatBeginsInAnHour(@ForAll("inManyPlaces") List<Set<Integer>> people) {
    var times =
        List.of(
            at("24T05:00"),
            at("24T06:00"),
            at("24T18:10"),
            at("24T18:40"),
            at("25T05:00"),
            at("25T06:00"));
    var attack =
        new Attack(
            Statistic.EVENTS,
            Dimension.PLATFORM,
            ZoneId.of("Asia/Kolkata"),
            places(List.of("ios", "android"), times, List.of("")),
            bits(people));
    tryOn(attack, world(attack, people));
  }

  /// Not every event is of an offering.
  @Property(tries = 500)
  void onEventsOfOfferings(@ForAll("inManyPlaces") List<Set<Integer>> people) {
    var times = List.of(at("24T09:10"), at("24T10:10"), at("24T11:10"));
    var places =
        Stream.of(
                places(List.of("a", "b"), times, List.of("Offering Shown")),
                times.stream().map(time -> new Place(null, time, "Home")).toList(),
                times.stream().map(time -> new Place(null, time, "Offering Shown")).toList())
            .flatMap(List::stream)
            .toList();
    var attack =
        new Attack(Statistic.EVENTS, Dimension.OFFERING, ZoneOffset.UTC, places, bits(people));
    var world = new World(ZoneOffset.UTC);
    for (var person = 0; person < people.size(); person++) {
      for (var i : people.get(person)) {
        var place = places.get(i);
        Map<Dimension, String> values =
            place.value() == null ? Map.of() : Map.of(Dimension.OFFERING, place.value());
        world.add(person, place.time().toString(), place.part(), values);
      }
    }
    tryOn(attack, world);
  }

  @Property(tries = 500)
  void onUsers(@ForAll("inOnePlace") List<Set<Integer>> people) {
    var times = List.of(at("24T09:10"), at("24T10:10"));
    var attack =
        new Attack(
            Statistic.USERS,
            Dimension.PLATFORM,
            ZoneOffset.UTC,
            places(PLATFORMS, times, List.of("returning", "new")),
            bits(people));
    var world = world(attack, people);
    for (var person = 0; person < people.size(); person++) {
      if (attack.places().get(people.get(person).iterator().next()).part().equals("new")) {
        world.isNew(person);
      }
    }
    tryOn(attack, world);
  }

  @Property(tries = 500)
  void onRunsPerUser(@ForAll("inOnePlace") List<Set<Integer>> people) {
    var runs = Map.of("1", 1, "2", 2, "3-5", 4, "11+", 11);
    var attack =
        new Attack(
            Statistic.RUNS_PER_USER,
            Dimension.PLATFORM,
            ZoneOffset.UTC,
            places(PLATFORMS, List.of(at("24T09:10")), List.of("1", "2", "3-5", "11+")),
            bits(people));
    var world = new World(ZoneOffset.UTC);
    for (var person = 0; person < people.size(); person++) {
      var place = attack.places().get(people.get(person).iterator().next());
      for (var run = 0; run < runs.getOrDefault(place.part(), 0); run++) {
        world.add(
            person,
            place.time().toString(),
            "Application Opened",
            Map.of(Dimension.PLATFORM, place.value()));
      }
    }
    tryOn(attack, world);
  }
}
