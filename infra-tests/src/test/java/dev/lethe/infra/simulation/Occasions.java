package dev.lethe.infra.simulation;

import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Life;
import dev.lethe.subjects.request.RequestType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What comes from outside: events and requests of phones, rights that are used, and what happens
/// to the stream.
final class Occasions {

  private static final int BURST = 120;

  /// As long as a function may run that brings a copy.
  private static final Duration OF_COPYING = Duration.ofSeconds(15);

  private static final Set<RequestType> ERASING = Set.of(RequestType.ERASURE);

  private static final List<RequestType> OBJECTING =
      List.of(
          RequestType.OBJECTION,
          RequestType.LIFT_OBJECTION,
          RequestType.CONSENT_WITHDRAWAL,
          RequestType.LIFT_CONSENT_WITHDRAWAL);

  private static final List<RequestType> FORBIDDING =
      List.of(
          RequestType.RESTRICTION,
          RequestType.LIFT_RESTRICTION,
          RequestType.STOP_COLLECTION,
          RequestType.LIFT_STOP_COLLECTION);

  private final World world;
  private final Choices choices;
  private final Shape shape;
  private final Consumer<Request> send;
  private final BiConsumer<String, Consumer<Line>> beside;
  private final Operations operations;
  private final Map<String, Instant> firstSent = new HashMap<>();
  private final Set<List<String>> batches = new HashSet<>();
  private boolean hadBurst;

  /// @param beside sets something else in motion
  Occasions(
      World world,
      Choices choices,
      Consumer<Request> send,
      BiConsumer<String, Consumer<Line>> beside) {
    this.beside = beside;
    this.world = world;
    this.choices = choices;
    this.shape = world.shape();
    this.send = send;
    this.operations = new Operations(world, choices);
  }

  /// Something comes.
  ///
  /// @return false if there is no such thing to come
  boolean next() {
    return switch (choices.below(24)) {
      case 0, 1, 2, 3, 4, 5 -> make();
      case 6, 7, 8, 9, 10, 11, 12 -> send();
      case 13, 14 -> erase();
      case 15, 16 -> object();
      case 17 -> operations.reshard();
      case 18, 19 -> livePhone();
      case 20 -> forbid();
      case 21, 22 -> copy();
      default -> choices.below(2) == 0 ? operations.nonsense() : operations.skip();
    };
  }

  private boolean make() {
    var phone = choices.of(world.phones());
    if (shape.hasBursts() && !hadBurst && choices.oneIn(3)) {
      hadBurst = true;
      world.incidents().add(Incident.LARGE_BATCHES);
      for (var i = 0; i < BURST; i++) {
        made(world.make(phone));
      }
      return true;
    }
    if (world.messages() >= shape.messages() + (hadBurst ? BURST : 0)) {
      return false;
    }
    made(world.make(phone));
    return true;
  }

  private void made(Message message) {
    if (message.raw() == null) {
      world.incidents().add(Incident.WITHOUT_TIME);
    }
    if (!message.allowsAnalytics()) {
      world.incidents().add(Incident.WITHOUT_CONSENT);
    }
    if (message.phone().isWrongByDays()) {
      world.incidents().add(Incident.WRONG_BY_DAYS);
    }
    world
        .history()
        .note(() ->
            "%s makes %s, %s, at %s, by its clock %s"
                .formatted(
                    message.phone().anonymousId(),
                    message,
                    message.name(),
                    message.made(),
                    message.raw()));
  }

  private boolean send() {
    var phone = choices.of(world.phones());
    drop(phone);
    var batch = new ArrayList<Message>();
    for (var message : phone.open()) {
      if (choices.below(4) < 3) {
        batch.add(message);
      }
    }
    if (!phone.sent().isEmpty() && choices.oneIn(3)) {
      batch.add(choices.of(phone.sent()));
    }
    if (!batch.isEmpty() && choices.oneIn(10)) {
      world.incidents().add(Incident.SENT_TWICE_IN_ONE);
      batch.add(batch.getFirst());
    }
    return send(phone, batch);
  }

  /// Sends what a phone has not yet been told to be taken.
  void sendAll(Phone phone) {
    drop(phone);
    send(phone, List.copyOf(phone.open()));
  }

  /// An event that tells no time is known again on the day after it first came, and no longer.
  private void drop(Phone phone) {
    phone.open().removeIf(this::isTooLate);
    phone.sent().removeIf(this::isTooLate);
  }

  private boolean isTooLate(Message message) {
    var first = firstSent.get(message.id());
    return message.raw() == null
        && first != null
        && day(first).plusDays(1).isBefore(day(world.clock().instant()));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private boolean send(Phone phone, List<Message> batch) {
    if (batch.isEmpty()) {
      return false;
    }
    var isNew = batches.add(batch.stream().map(Message::id).toList());
    for (var message : batch) {
      meetAgain(message, isNew);
      firstSent.putIfAbsent(message.id(), world.clock().instant());
    }
    send.accept(world.request(phone, batch));
    return true;
  }

  private void meetAgain(Message message, boolean isNewBatch) {
    var first = firstSent.get(message.id());
    if (first == null) {
      return;
    }
    world.incidents().add(isNewBatch ? Incident.SENT_AGAIN_WITH_OTHERS : Incident.SENT_AGAIN);
    if (first.plus(Duration.ofDays(1)).isBefore(world.clock().instant())) {
      world.incidents().add(Incident.SENT_AGAIN_DAYS_LATER);
    }
  }

  private boolean erase() {
    return world.desk().number(ERASING) < shape.erasures()
        && !isNobodyKnown()
        && ask(RequestType.ERASURE, Set.of());
  }

  private boolean ask(RequestType type, Set<Purpose> purposes) {
    var subject = somebody();
    world.desk().ask(type, purposes, subject);
    return true;
  }

  /// Then rights are seldom used.
  private boolean isNobodyKnown() {
    return world.vaults().labels().isEmpty() && !choices.oneIn(6);
  }

  /// Mostly somebody who is known.
  private Identity somebody() {
    var all = world.identities();
    var living = all.stream().filter(one -> world.vaults().state(one).life() != null).toList();
    return choices.of(living.isEmpty() || choices.oneIn(6) ? all : living);
  }

  private boolean object() {
    if (world.desk().number(EnumSet.copyOf(OBJECTING)) >= 2L * shape.objections()
        || isNobodyKnown()) {
      return false;
    }
    var purposes =
        choices.oneIn(3)
            ? EnumSet.allOf(Purpose.class)
            : EnumSet.of(choices.oneIn(4) ? Purpose.RESEARCH : Purpose.STATISTICS);
    return ask(choices.of(OBJECTING), purposes);
  }

  /// A picture, a file or a result is made of somebody who is known.
  private boolean copy() {
    var living =
        world.identities().stream()
            .map(one -> world.vaults().state(one).life())
            .filter(Objects::nonNull)
            .map(Life::label)
            .toList();
    if (living.isEmpty()) {
      return false;
    }
    var label = choices.of(living);
    var copies =
        world
            .tables()
            .copiesOf(
                choices.of(
                    List.of(
                        Store.SCREENSHOTS, Store.EXPORTS, Store.PACKAGES, Store.QUERY_RESULTS)));
    beside.accept("copy of " + label, line -> copy(label, copies, line));
    return true;
  }

  /// Whoever makes it looks whether it may, and is ended when its time is over.
  private void copy(String label, Copies copies, Line line) {
    var isAllowed =
        line.call(
            () -> "looks for " + label,
            () -> !world.vaults().gate.find(Vaults.APP, Set.of(label)).isEmpty());
    var until = world.clock().instant().plus(OF_COPYING);
    if (isAllowed) {
      line.call(
          () -> "copies",
          () -> {
            if (!world.clock().instant().isAfter(until)) {
              line.met(Incident.COPIES_MADE);
              copies.add(label);
            }
            return "done";
          });
    }
  }

  private boolean livePhone() {
    var phone = choices.of(world.phones());
    switch (choices.below(shape.hasUsers() ? 8 : 5)) {
      case 0 -> phone.beginSession();
      case 1 -> phone.update();
      case 2, 3, 4 -> {
        phone.setClock();
        world.incidents().add(Incident.CLOCKS_SET);
        world
            .history()
            .note(() -> phone.anonymousId() + "'s clock is now wrong by " + phone.wrong());
      }
      case 5 -> phone.signIn(choices.of(World.users()));
      default -> phone.signOut();
    }
    return true;
  }

  /// The customer stops or restricts somebody, or allows it again.
  private boolean forbid() {
    return shape.objections() > 0
        && world.desk().number(EnumSet.copyOf(FORBIDDING)) < 3L * shape.objections()
        && ask(choices.of(FORBIDDING), Set.of());
  }
}
