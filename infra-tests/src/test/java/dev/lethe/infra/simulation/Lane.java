package dev.lethe.infra.simulation;

import dev.lethe.aggregate.Header;
import dev.lethe.infra.simulation.SimulatedStream.Stored;
import dev.lethe.infra.simulation.Vaults.Birth;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One life's lane, read once from its first record to its last: what should have come of it.
final class Lane {

  private static final int EVENTS_OF_ENTRY = 100;

  private final World world;
  private final Birth birth;
  private final Header header;
  private final Set<String> known = new HashSet<>();
  private final List<Taken> taken = new ArrayList<>();
  private final Map<CounterKey, Numbers> intake = new HashMap<>();
  private final Map<Position, Map<CounterKey, Numbers>> takings = new HashMap<>();
  private final Map<String, Long> found = new HashMap<>();
  private final List<String> wrongs = new ArrayList<>();
  private Map<CounterKey, Numbers> remaining = Map.of();
  private long retracted;
  private @Nullable Position death;
  private long foundDead;

  /// An event that is counted.
  ///
  /// @param state that the gate decided under
  private record Taken(Happening event, long state) {}

  /// @param header the Ledger's at rest
  Lane(World world, Birth birth, Header header) {
    this.world = world;
    this.birth = birth;
    this.header = header;
  }

  void read(Stored stored, StreamRecord told) {
    if (death != null) {
      world.incidents().add(Incident.BEHIND_AN_ERASURE);
      return;
    }
    var request = stored.from();
    if (request == null) {
      throw new AssertionError("A record of events comes from a request.");
    }
    if (told.state() < retracted) {
      world.incidents().add(Incident.BEHIND_A_RETRACTION);
    }
    var isCounted = told.purposes().contains(Purpose.STATISTICS) && told.state() >= retracted;
    var outcome = isCounted ? "taken" : "suppressed_objected";
    for (var fact : entered(stored.position(), inOrder(told), told)) {
      var message = message(fact, request);
      lifeGap(message, request);
      var isFresh = known.add(message.id());
      tell(isFresh ? outcome : "repeated", told);
      if (isFresh && isCounted) {
        taken.add(new Taken(happening(message, request), told.state()));
      }
    }
  }

  /// The events of one record came at the same time: they are told day by day, by their phone's
  /// clock.
  private static List<Fact> inOrder(StreamRecord told) {
    return told.facts().stream().sorted(Comparator.comparing(fact -> day(fact, told))).toList();
  }

  private static LocalDate day(Fact fact, StreamRecord told) {
    return LocalDate.ofInstant(fact.raw() == null ? told.received() : fact.raw(), ZoneOffset.UTC);
  }

  /// All of them; of a record that an operator skips those that were in the Ledger by then, which
  /// takes a hundred of a day at a time.
  private List<Fact> entered(Position at, List<Fact> facts, StreamRecord told) {
    if (!isSkipped(at)) {
      return facts;
    }
    var ofDay = new HashMap<LocalDate, Integer>();
    return facts.stream()
        .filter(fact -> {
          var day = day(fact, told);
          var number = ofDay.merge(day, 1, Integer::sum) - 1;
          return world.tables().hasEntered(at, day, number / EVENTS_OF_ENTRY);
        })
        .toList();
  }

  private boolean isSkipped(Position at) {
    return world.tables().skipped().contains(at);
  }

  private Message message(Fact fact, Request request) {
    return request.messages().stream()
        .filter(message ->
            birth.key().digest(message.id().getBytes(StandardCharsets.UTF_8)).equals(fact.digest()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(request + " did not send this."));
  }

  private Happening happening(Message message, Request request) {
    var values = new HashMap<>(message.values());
    values.put(Dimension.COUNTRY, request.country());
    var time = request.corrected(message);
    var day = time.atZone(world.shape().zone()).toLocalDate();
    values.replaceAll((dimension, value) -> admitted(dimension, day, value));
    return new Happening(
        message.type(), message.name(), time, message.session(), message.duration(), values);
  }

  /// Names of ours, and values of closed sets, are always counted by themselves.
  private String admitted(Dimension dimension, LocalDate day, String value) {
    var isOurs =
        switch (dimension) {
          case PLATFORM, COUNTRY, TIME_ZONE -> true;
          case EVENT -> !value.equals("Played") && !value.equals("Paused");
          default -> false;
        };
    return isOurs || world.tables().has(dimension, day, value) ? value : Dimension.OTHER;
  }

  /// No event from before an erasure is in a later life (invariant 4; the limit is stated: a clock
  /// that is ahead, and a time of sending that is stale).
  private void lifeGap(Message message, Request request) {
    var isAhead = message.wrong().isPositive();
    var isStale =
        request.sentAt() == null
            || !request.wrong().equals(message.wrong())
            || !request.sent().equals(request.received());
    if (isAhead && isStale) {
      return;
    }
    for (var erased : world.vaults().erasures(birth.subject())) {
      if (!message.made().isAfter(erased) && !birth.at().isBefore(erased)) {
        wrongs.add(
            "LIFE: %s was made before an erasure, and is in the later life %s"
                .formatted(message, birth.life().label()));
      }
    }
  }

  private void tell(String outcome, StreamRecord told) {
    var day = told.received().atZone(world.shape().zone()).toLocalDate();
    var bucket = new Bucket(Interval.DAY, day, 0);
    add(intake, Map.of(CounterKey.total(Vaults.APP, Metric.INTAKE, bucket), Numbers.of(1)));
    var cell = new CounterKey(Vaults.APP, Metric.INTAKE, Dimension.OUTCOME, bucket, outcome);
    add(intake, Map.of(cell, Numbers.of(1)));
  }

  static void add(Map<CounterKey, Numbers> sum, Map<CounterKey, Numbers> more) {
    more.forEach((cell, numbers) -> sum.merge(cell, numbers, Numbers::plus));
  }

  void read(Stored stored, Command command) {
    if (command.to() != Command.Consumer.AGGREGATE
        || (isSkipped(stored.position()) && !isInHeader(stored.position()))) {
      return;
    }
    switch (command.kind()) {
      case ERASE -> erase(stored.position());
      case RETRACT -> retract(stored.position(), command.state());
      case RESTRICT, LIFT, FLUSH -> {} // It changes nothing.
    }
    if (command.kind() == Command.Kind.ERASE && command.token() != null) {
      found.put(command.token(), foundDead);
    }
  }

  /// Whether a command that an operator skips had been obeyed by then.
  private boolean isInHeader(Position at) {
    var end = header.death();
    return (end != null && end.at().equals(at))
        || header.retractions().stream().anyMatch(one -> one.at().equals(at));
  }

  private void erase(Position at) {
    if (death != null) {
      world.incidents().add(Incident.COMMANDS_REPEATED);
      return;
    }
    death = at;
    foundDead = taken.size();
    var before = cells();
    remaining = new HashMap<>(before);
    var kept = kept();
    remaining.keySet().removeIf(cell -> !kept.contains(Cells.nameOf(cell)));
    if (!remaining.isEmpty()) {
      world.incidents().add(Incident.ERASED_AND_KEPT);
    }
    note(at, before, remaining);
    taken.clear();
  }

  /// The names of the cells that the erasure decided to leave as they were.
  private Set<Bytes> kept() {
    var end = header.death();
    return end == null ? Set.of() : end.kept();
  }

  private void retract(Position at, long state) {
    if (death != null || state <= retracted) {
      return;
    }
    var before = cells();
    retracted = state;
    taken.removeIf(one -> one.state() < state);
    note(at, before, cells());
  }

  private void note(Position at, Map<CounterKey, Numbers> before, Map<CounterKey, Numbers> after) {
    var off = new HashMap<CounterKey, Numbers>();
    add(off, after);
    before.forEach((cell, numbers) -> off.merge(cell, numbers.negated(), Numbers::plus));
    off.values().removeIf(Numbers::isZero);
    if (!off.isEmpty()) {
      takings.put(at, off);
    }
  }

  private Map<CounterKey, Numbers> cells() {
    return Cells.of(
        Vaults.APP,
        world.shape().zone(),
        birth.life().born(),
        taken.stream().map(Taken::event).toList());
  }

  /// What it adds to statistics at rest.
  Map<CounterKey, Numbers> numbers() {
    var sum = new HashMap<CounterKey, Numbers>();
    add(sum, death == null ? cells() : remaining);
    add(sum, intake);
    return sum;
  }

  /// What each command should have taken off.
  Map<Position, Map<CounterKey, Numbers>> takings() {
    return takings;
  }

  /// How many events each erasure should say that it found, by its token.
  Map<String, Long> found() {
    return found;
  }

  /// Where the erasure stood; nothing if there was none.
  @Nullable Position death() {
    return death;
  }

  List<String> wrongs() {
    return wrongs;
  }
}
