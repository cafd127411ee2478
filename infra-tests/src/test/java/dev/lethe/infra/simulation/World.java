package dev.lethe.infra.simulation;

import dev.lethe.infra.simulation.SimulatedStream.Shard;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.vault.Identity;
import dev.lethe.subjects.work.Subjects;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that there is, and what of it is in motion.
final class World {

  private final Shape shape;
  private final Choices choices;
  private final SimulatedClock clock;
  private final History history;
  private final Incidents incidents = new Incidents();
  private final Trouble trouble;
  private final SimulatedStream stream = new SimulatedStream();
  private final Tables tables;
  private final Vaults vaults;
  private final Variant variant;
  private final Desk desk;
  private final Deaths deaths;
  private final Subjects subjects;
  private int tokens;
  private final SecureRandom labels;
  private final List<Phone> phones;
  private final Map<Command.Consumer, List<Mapping>> mappings =
      new EnumMap<>(Command.Consumer.class);
  private final List<Request> requests = new ArrayList<>();
  private final List<String> wrongs = new ArrayList<>();
  private final Map<String, Long> keeps = new HashMap<>();
  private int actors;
  private int messages;

  World(Choices choices, Variant variant, History history) {
    this.choices = choices;
    this.history = history;
    this.shape = Shape.of(choices);
    this.clock = new SimulatedClock(shape.start());
    this.trouble = new Trouble(choices, shape.faultsEvery());
    this.variant = variant;
    this.vaults = new Vaults(shape);
    this.tables = new Tables(variant, stream, vaults, choices, shape.mostValues(), incidents);
    this.desk = new Desk(this);
    this.deaths = new Deaths(this);
    tables.cases.tell(deaths::begun);
    this.subjects = variant.of(tables.cases);
    for (var consumer : Command.Consumer.values()) {
      mappings.put(consumer, new ArrayList<>());
    }
    this.labels = new Labels(choices.below(1_000));
    this.phones =
        IntStream.range(0, shape.phones())
            .mapToObj(number -> new Phone("phone " + number, choices))
            .toList();
    if (shape.hasUsers()) {
      phones.forEach(phone -> phone.signIn(choices.of(users())));
    }
    identities().forEach(vaults::know);
    history.note(shape::toString);
  }

  /// Who may use rights.
  List<Identity> identities() {
    var identities = new ArrayList<Identity>();
    phones.forEach(phone -> identities.add(Identity.of(Identity.Kind.DEVICE, phone.anonymousId())));
    if (shape.hasUsers()) {
      users().forEach(user -> identities.add(Identity.of(Identity.Kind.USER, user)));
    }
    return identities;
  }

  static List<String> users() {
    return List.of("Ada", "Bob");
  }

  /// Sets something in motion.
  Actor start(String what, Consumer<Line> body) {
    actors++;
    return new Actor(
        actors + ". " + what, actor -> body.accept(new Line(actor, trouble, incidents, history)));
  }

  Message make(Phone phone) {
    messages++;
    return phone.make("message " + messages, clock.instant());
  }

  int messages() {
    return messages;
  }

  /// A request of a phone that comes now; it may have been under way for a while.
  Request request(Phone phone, List<Message> batch) {
    var now = clock.instant();
    var earliest = batch.stream().map(Message::made).max(Instant::compareTo).orElse(now);
    var delayed = choices.oneIn(6) ? now.minusSeconds(choices.below(300)) : now;
    var sent = delayed.isBefore(earliest) ? earliest : delayed;
    var request =
        new Request(
            requests.size(),
            phone,
            batch,
            phone.sentAt(sent),
            sent,
            phone.wrong(),
            now,
            choices.of(Sending.COUNTRIES));
    requests.add(request);
    return request;
  }

  /// A phone hears that a request was taken.
  void acknowledged(Request request, List<Message> rejected) {
    request.phone().acknowledge(request.messages());
    wrongs.addAll(Acknowledgement.wrongs(request, rejected, this));
  }

  Mapping mapping(Command.Consumer consumer, Shard shard) {
    var ofConsumer = Objects.requireNonNull(mappings.get(consumer));
    while (ofConsumer.size() < stream.shards().size()) {
      ofConsumer.add(new Mapping(this, consumer, stream.shard(ofConsumer.size())));
    }
    return ofConsumer.get(shard.number);
  }

  List<Mapping> mappings(Command.Consumer consumer) {
    return stream.shards().stream().map(shard -> mapping(consumer, shard)).toList();
  }

  /// Those of all consumers.
  List<Mapping> mappings() {
    return Stream.of(Command.Consumer.values())
        .flatMap(consumer -> mappings(consumer).stream())
        .toList();
  }

  /// A command to keep groups, with groups so small that they come to be here.
  Command kept(Command command) {
    if (command.keepFrom() != null) {
      keeps.put(command.label(), shape.keepFrom());
    }
    return command.keepFrom() != null
        ? new Command(
            command.app(),
            command.label(),
            command.kind(),
            command.to(),
            command.state(),
            shape.keepFrom(),
            command.issued(),
            command.token())
        : command;
  }

  /// From which number of subjects on the erasure of a label keeps groups; nothing if it keeps
  /// none.
  @Nullable Long keepFrom(String label) {
    return keeps.get(label);
  }

  /// A token of Step Functions.
  String newToken() {
    tokens++;
    return "token " + tokens + ";";
  }

  void pass(Duration time) {
    clock.advance(time);
  }

  /// What was found to be wrong so far.
  List<String> wrongs() {
    return wrongs;
  }

  Shape shape() {
    return shape;
  }

  Clock clock() {
    return clock;
  }

  History history() {
    return history;
  }

  Incidents incidents() {
    return incidents;
  }

  Trouble trouble() {
    return trouble;
  }

  SimulatedStream stream() {
    return stream;
  }

  Tables tables() {
    return tables;
  }

  Vaults vaults() {
    return vaults;
  }

  Variant variant() {
    return variant;
  }

  Desk desk() {
    return desk;
  }

  Deaths deaths() {
    return deaths;
  }

  /// Subjects as the steps of requests reach them.
  Subjects subjects() {
    return subjects;
  }

  SecureRandom labels() {
    return labels;
  }

  List<Phone> phones() {
    return phones;
  }
}
