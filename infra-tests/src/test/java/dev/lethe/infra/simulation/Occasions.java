package dev.lethe.infra.simulation;

import dev.lethe.infra.simulation.Office.Erasure;
import dev.lethe.infra.simulation.Office.Objection;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Rights;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What comes from outside: events and requests of phones, rights that are used, and what happens
/// to the stream.
final class Occasions {

  private static final int BURST = 120;

  private final World world;
  private final Choices choices;
  private final Shape shape;
  private final Consumer<Request> send;
  private final Operations operations;
  private final Map<String, Instant> firstSent = new HashMap<>();
  private final Set<List<String>> batches = new HashSet<>();
  private boolean hadBurst;

  Occasions(World world, Choices choices, Consumer<Request> send) {
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
    return switch (choices.below(22)) {
      case 0, 1, 2, 3, 4, 5 -> make();
      case 6, 7, 8, 9, 10, 11, 12 -> send();
      case 13, 14 -> erase();
      case 15, 16 -> object();
      case 17 -> operations.reshard();
      case 18, 19 -> livePhone();
      case 20 -> forbid();
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
    var erasures = world.office().erasures();
    if (erasures.size() >= shape.erasures() || isNobodyKnown()) {
      return false;
    }
    var keepFrom = shape.keepFrom() == 0 ? null : (Long) shape.keepFrom();
    erasures.add(new Erasure(erasures.size(), somebody(), keepFrom));
    world.history().note(() -> erasures.getLast() + " is asked for");
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
    var objections = world.office().objections();
    if (objections.size() >= 2 * shape.objections() || isNobodyKnown()) {
      return false;
    }
    var isLifting = choices.oneIn(2);
    objections.add(new Objection(objections.size(), somebody(), isLifting));
    world.history().note(() -> objections.getLast() + " is asked for");
    return true;
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
    if (shape.objections() == 0) {
      return false;
    }
    var subject = somebody();
    var before = world.vaults().state(subject);
    var rights = before.rights();
    var stops = choices.below(2) == 0;
    var changed =
        new Rights(
            rights.optedOut(),
            stops != rights.stopped(),
            stops ? rights.restricted() : !rights.restricted(),
            rights.objections());
    world.vaults().set(subject, before.with(changed));
    world.incidents().add(stops ? Incident.STOPPED_OR_LET_GO : Incident.RESTRICTED_OR_LET_GO);
    world.history().note(() -> "the customer says of a subject: " + changed);
    return true;
  }
}
