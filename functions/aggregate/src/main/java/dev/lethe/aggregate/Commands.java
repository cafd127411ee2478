package dev.lethe.aggregate;

import dev.lethe.aggregate.Header.Death;
import dev.lethe.aggregate.Header.Retraction;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Does what commands ask for one subject: what they take off follows from the header and from
/// entries, neither of which changes any more, so that a command that comes again takes off the
/// same.
final class Commands {

  /// How many counters an erasure keeps at most: their names must fit in the header. From all
  /// others it takes off.
  static final int MOST_KEPT = 30_000;

  private final Desk desk;
  private final Counters counters;
  private final Clock clock;

  Commands(Desk desk, Counters counters, Clock clock) {
    this.desk = desk;
    this.counters = counters;
    this.clock = clock;
  }

  /// Does what a command asks.
  Booked obey(Position at, Command command) {
    if (command.to() != Command.Consumer.AGGREGATE) {
      return Booked.NOTHING;
    }
    return desk.settle(
        LocalDate.EPOCH,
        sight ->
            switch (command.kind()) {
              case ERASE -> erase(at, command, sight);
              case RETRACT -> retract(at, command, sight);
              // Who is restricted is not counted from the gate on; what was counted before stays.
              case RESTRICT, LIFT, FLUSH ->
                  new Desk.Outcome.Settled<>(new Booked(Map.of(), end(command, Found.NOTHING)));
            });
  }

  private Desk.Outcome<Booked> erase(Position at, Command command, Desk.Sight sight) {
    var header = sight.account().header();
    var death = header.death();
    if (death == null) {
      var counting = sight.account().counting().toList();
      // What an objection took off is emptied, too.
      var found = Subtraction.found(counting).with(sight.account().entries().count());
      var end = new Death(at, found, kept(command.keepFrom(), counting));
      if (!sight.write(header.with(end))) {
        return new Desk.Outcome.Again<>();
      }
      death = end;
      header = header.written();
    }
    var end =
        new Booked.End(
            command.label(),
            command.issued(),
            header.version(),
            sight.account().filed(),
            death.found(),
            command.token());
    return new Desk.Outcome.Settled<>(
        new Booked(takenAt(at, command.issued(), sight.account(), death), end));
  }

  /// What an erasure takes off; nothing if another command was it.
  private static Map<CounterKey, Numbers> takenAt(
      Position at, Instant asked, Account account, Death death) {
    if (!death.at().equals(at)) {
      return Map.of();
    }
    var before = account.header().retractedBefore();
    var taken = account.entries().filter(entry -> entry.state() >= before).toList();
    return Subtraction.of(
        taken,
        counter -> isClosed(counter, asked) || death.kept().contains(Subtraction.nameOf(counter)));
  }

  /// The counters that stay as they are, since so many others are in them.
  private Set<Bytes> kept(@Nullable Long from, List<Entry> counting) {
    if (from == null) {
      return Set.of();
    }
    var touched =
        counting.stream()
            .flatMap(Entry::ofPeople)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return counters.read(touched).entrySet().stream()
        .filter(counter -> counter.getValue().subjects() >= from)
        .map(counter -> Subtraction.nameOf(counter.getKey()))
        .limit(MOST_KEPT)
        .collect(Collectors.toSet());
  }

  private Desk.Outcome<Booked> retract(Position at, Command command, Desk.Sight sight) {
    var account = sight.account();
    var header = account.header();
    var known = header.retraction(at);
    // One that is known still takes off what it took, though an erasure has followed: counters may
    // lack both.
    if (known.isEmpty()
        && (header.death() != null || header.retractedBefore() >= command.state())) {
      return new Desk.Outcome.Settled<>(
          new Booked(Map.of(), end(command, foundBy(command, header))));
    }
    var before = header.retractedBefore();
    var retraction =
        known.orElseGet(() ->
            new Retraction(at, command.state(), before, foundIn(account, before, command.state())));
    if (known.isEmpty() && !sight.write(header.with(retraction))) {
      return new Desk.Outcome.Again<>();
    }
    return new Desk.Outcome.Settled<>(
        new Booked(
            takenBy(retraction, command.issued(), account), end(command, retraction.found())));
  }

  private static Booked.End end(Command command, Found found) {
    return new Booked.End(command.label(), command.issued(), 0, List.of(), found, command.token());
  }

  /// What was found by the command that this one repeats.
  private static Found foundBy(Command command, Header header) {
    return header.retractions().stream()
        .filter(one -> one.state() >= command.state())
        .findFirst()
        .map(Retraction::found)
        .orElse(Found.NOTHING);
  }

  private static Found foundIn(Account account, long before, long state) {
    return Subtraction.found(between(account, before, state));
  }

  private static List<Entry> between(Account account, long before, long state) {
    return account
        .entries()
        .filter(entry -> entry.state() >= before && entry.state() < state)
        .toList();
  }

  private static Map<CounterKey, Numbers> takenBy(
      Retraction retraction, Instant asked, Account account) {
    return Subtraction.of(
        between(account, retraction.before(), retraction.state()),
        counter -> isClosed(counter, asked));
  }

  /// By the time at which the command was asked for: the same however often it comes.
  private static boolean isClosed(CounterKey counter, Instant asked) {
    return counter.isClosed(LocalDate.ofInstant(asked, ZoneOffset.UTC));
  }

  /// What a record has added already, whatever it is: an operator has put it on the skip list,
  /// since it cannot be processed.
  Map<CounterKey, Numbers> addedBy(Position at) {
    return desk.settle(
        LocalDate.EPOCH,
        sight -> {
          var account = sight.account();
          var numbers = new HashMap<CounterKey, Numbers>();
          account
              .entries()
              .filter(entry -> entry.position().equals(at))
              .forEach(entry ->
                  entry
                      .deltas()
                      .forEach((counter, delta) -> numbers.merge(counter, delta, Numbers::plus)));
          var death = account.header().death();
          if (death != null) {
            takenAt(at, clock.instant(), account, death)
                .forEach((counter, delta) -> numbers.merge(counter, delta, Numbers::plus));
          }
          account
              .header()
              .retraction(at)
              .ifPresent(one ->
                  takenBy(one, clock.instant(), account)
                      .forEach((counter, delta) -> numbers.merge(counter, delta, Numbers::plus)));
          return new Desk.Outcome.Settled<>(numbers);
        });
  }
}
