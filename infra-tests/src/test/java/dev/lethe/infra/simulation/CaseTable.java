package dev.lethe.infra.simulation;

import dev.lethe.ingest.gate.InMemoryGate;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.work.Order;
import dev.lethe.subjects.work.Subject;
import dev.lethe.subjects.work.Subjects;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Vault's table as the steps of requests work with it: the states, labels and links are the
/// gate's own.
final class CaseTable implements Subjects, Cases {

  private final InMemoryGate gate;
  private final Application application;
  private final Map<Pseudonym, Long> retractions = new HashMap<>();
  private final Map<CaseId, List<Subject>> named = new HashMap<>();
  private final Map<CaseId, Map<Pseudonym, Order>> orders = new HashMap<>();
  private final Map<CaseId, Map<String, Long>> numbers = new HashMap<>();
  private Witness witness = (id, order, before) -> {};

  /// Whoever is told what takes effect.
  @FunctionalInterface
  interface Witness {

    /// A request changes a subject now.
    ///
    /// @param before as it really was
    void begun(CaseId id, Order order, Stored before);
  }

  void tell(Witness of) {
    witness = of;
  }

  CaseTable(InMemoryGate gate, Application application) {
    this.gate = gate;
    this.application = application;
  }

  /// Says whom a request is about.
  void open(CaseId id, List<Subject> subjects) {
    named.put(id, List.copyOf(subjects));
  }

  @Override
  public List<Subject> named(CaseId id) {
    return named.getOrDefault(id, List.of());
  }

  @Override
  public Stored find(String app, Pseudonym subject) {
    return new Stored(gate.state(subject), retractions.get(subject));
  }

  private Stream<Map.Entry<Map.Entry<Pseudonym, Pseudonym>, InMemoryGate.Linked>> links() {
    return gate.links().entrySet().stream()
        .sorted(Comparator.comparing(link -> link.getKey().toString()));
  }

  @Override
  public Set<Pseudonym> devicesAlone(String app, Pseudonym user, long lives) {
    return links()
        .filter(link -> link.getKey().getKey().equals(user))
        .filter(link -> link.getValue().sinceLives() <= lives)
        .map(link -> link.getKey().getValue())
        .filter(device -> isAloneWith(device, user))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean isAloneWith(Pseudonym device, Pseudonym user) {
    return gate.links().keySet().stream()
        .filter(link -> link.getValue().equals(device))
        .allMatch(link -> link.getKey().equals(user));
  }

  @Override
  public Optional<Order> order(CaseId id, Pseudonym subject) {
    return Optional.ofNullable(ordered(id).get(subject));
  }

  private Map<Pseudonym, Order> ordered(CaseId id) {
    return orders.getOrDefault(id, Map.of());
  }

  @Override
  public List<Order> orders(CaseId id) {
    return List.copyOf(ordered(id).values());
  }

  @Override
  public boolean change(CaseId id, int retentionDays, Stored before, Stored after, Order order) {
    var subject = order.life().subject();
    return named.containsKey(id)
        && !ordered(id).containsKey(subject)
        && change(id, before, after, order);
  }

  /// Without looking whether it was ordered before, or is over.
  boolean change(CaseId id, Stored before, Stored after, Order order) {
    var subject = order.life().subject();
    var truth = find(id.app(), subject);
    if (before.state().equals(after.state())) {
      if (!gate.isStill(subject, before.state())) {
        return false;
      }
    } else if (gate.change(application, subject, before.state(), after.state())) {
      set(subject, after.state().isNothing() ? null : after.retraction());
    } else {
      return false;
    }
    orders.computeIfAbsent(id, unseen -> new LinkedHashMap<>()).putIfAbsent(subject, order);
    witness.begun(id, order, truth);
    return true;
  }

  /// Changes something; a label that led somewhere leads there still.
  boolean keepingTheLabel(BooleanSupplier change, SubjectState before) {
    var isDone = change.getAsBoolean();
    if (isDone && before.life() != null) {
      gate.lead(before.life().label());
    }
    return isDone;
  }

  private void set(Pseudonym subject, @Nullable Long retraction) {
    if (retraction == null) {
      retractions.remove(subject);
    } else {
      retractions.put(subject, retraction);
    }
  }

  @Override
  public void inLane(String app, Pseudonym subject, long retraction) {
    retractions.remove(subject, retraction);
  }

  private List<Map.Entry<Pseudonym, Pseudonym>> linksOf(CaseLife life) {
    var isUser = life.kind() == Identity.Kind.USER;
    return links()
        .filter(link -> {
          var one = isUser ? link.getKey().getKey() : link.getKey().getValue();
          var lives = isUser ? link.getValue().userLives() : link.getValue().deviceLives();
          return one.equals(life.subject()) && lives <= life.lives();
        })
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public long count(String app, Order order) {
    var life = order.life();
    var living = gate.state(life.subject()).life();
    var isThere = living != null && living.label().equals(life.label());
    var leads = life.label() != null && gate.isKept(life.label());
    return (isThere ? 1 : 0) + (leads ? 1 : 0) + 2L * linksOf(life).size();
  }

  @Override
  public void remove(String app, Order order) {
    linksOf(order.life()).forEach(link -> gate.unlink(link.getKey(), link.getValue()));
    if (order.life().label() != null) {
      gate.mislead(order.life().label());
    }
  }

  @Override
  public void close(CaseId id) {
    named.remove(id);
    orders.remove(id);
    numbers.remove(id);
  }

  @Override
  public List<CaseLife> lives(CaseId id) {
    return orders(id).stream().map(Order::life).toList();
  }

  @Override
  public long note(CaseId id, String what, long found) {
    var noted = numbers.computeIfAbsent(id, unseen -> new TreeMap<>());
    noted.putIfAbsent(what, found);
    return Objects.requireNonNull(noted.get(what));
  }

  @Override
  public Map<String, Long> noted(CaseId id) {
    return Map.copyOf(numbers.getOrDefault(id, Map.of()));
  }

  /// All that it holds of requests, as text.
  String text() {
    var text = new StringBuilder();
    named.values().forEach(text::append);
    orders
        .values()
        .forEach(ofCase ->
            ofCase.values().forEach(order -> text.append(order.life().label()).append(' ')));
    return text.toString();
  }
}
