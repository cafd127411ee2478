package dev.lethe.infra.erased;

import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.registry.Feature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The people of four applications of two customers. Ten subjects are four users with six devices,
/// one of which two of them share; where an application takes no user ids, ten devices. The same
/// people use an application of each customer.
final class Crowd {

  private static final int OF_GROUP = 10;
  private static final int DOUBLE = 5;

  final List<App> apps;
  final List<Person> people;

  private Crowd(List<App> apps, List<Person> people) {
    this.apps = List.copyOf(apps);
    this.people = List.copyOf(people);
  }

  /// @param subjects how many there are, users and devices
  /// @param erased how many people are erased
  static Crowd of(int subjects, int erased, Random random) {
    var one = Tenant.enrol("Erased, one").with(Feature.END_USER_IDENTIFIER);
    var two = Tenant.enrol("Erased, two").with(Feature.END_USER_IDENTIFIER);
    var apps =
        List.of(
            new App(one.with(Feature.SCREENSHOTS).with(Feature.USER_ATTRIBUTES), true),
            new App(one.another(), false),
            new App(two.with(Feature.SCREENSHOTS), true),
            new App(
                two.another().with(Feature.END_USER_IDENTIFIER).with(Feature.USER_ATTRIBUTES),
                true));
    var people = new ArrayList<Person>();
    for (var group = 0; group < subjects / OF_GROUP / apps.size(); group++) {
      var ids = IntStream.range(0, OF_GROUP).mapToObj(each -> "id-" + UUID.randomUUID()).toList();
      for (var app : apps) {
        // In the first and the third application the same people, else others.
        var isTwin = apps.indexOf(app) % 2 == 0;
        people.addAll(
            group(app, isTwin ? ids : ids.stream().map(id -> "x" + app.id() + id).toList()));
      }
    }
    var crowd = new Crowd(apps, people);
    crowd.decide(erased, random);
    return crowd;
  }

  private static List<Person> group(App app, List<String> ids) {
    if (!app.hasUsers()) {
      return ids.stream().map(id -> new Person(app, null, List.of(id), null)).toList();
    }
    return List.of(
        new Person(app, ids.get(0), List.of(ids.get(1), ids.get(2)), null),
        new Person(app, ids.get(3), List.of(ids.get(4)), null),
        new Person(app, ids.get(5), List.of(ids.get(6)), ids.get(7)),
        new Person(app, ids.get(8), List.of(ids.get(9)), ids.get(7)));
  }

  /// Of those who are erased a sixth is quiet, and one in twelve each objected or restricted
  /// before.
  private void decide(int erased, Random random) {
    var some = new ArrayList<>(people);
    Collections.shuffle(some, random);
    // One of those who are quiet is in the export that is made first.
    Collections.swap(
        some, 0, some.indexOf(who(person -> person.app.equals(apps.getFirst())).getFirst()));
    for (var number = 0; number < erased; number++) {
      var person = some.get(number);
      person.fate = number % 6 == 0 ? Person.Fate.GOES_QUIETLY : Person.Fate.GOES;
      if (number % 12 == 1) {
        person.before = Person.Fate.OBJECTS;
      } else if (number % 12 == 7) {
        person.before = Person.Fate.RESTRICTS;
      }
    }
    for (var number = erased; number < erased + erased / 5; number++) {
      some.get(number).fate = number % 2 == 0 ? Person.Fate.OBJECTS : Person.Fate.RESTRICTS;
    }
    people.forEach(person ->
        person.talks = !person.has(Person.Fate.GOES_QUIETLY) && !person.has(Person.Fate.RESTRICTS));
  }

  List<Person> who(Predicate<Person> are) {
    return people.stream().filter(are).toList();
  }

  /// Who is erased.
  List<Person> gone() {
    return who(person -> person.fate.isErased());
  }

  /// Who is asked for twice at once.
  List<Person> twice() {
    return who(person -> person.fate == Person.Fate.GOES).stream().limit(DOUBLE).toList();
  }

  /// All identifiers, as they are told.
  Stream<String> identifiers() {
    return people.stream().flatMap(Person::identifiers).distinct();
  }
}
