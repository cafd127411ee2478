package dev.lethe.subjects.work;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.InMemoryRegister;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Subjects in memory, with what the gate writes of them.
public final class InMemorySubjects implements Subjects {

  private record Key(String app, Pseudonym subject) {}

  /// Is shown a state.
  @FunctionalInterface
  public interface Each {
    void state(String app, Pseudonym subject, SubjectState state);
  }

  /// A user was seen with a device, for the first time in a life of the user's.
  record Link(
      String app,
      Pseudonym user,
      Pseudonym device,
      long userLives,
      long deviceLives,
      long sinceLives) {

    Link(String app, Pseudonym user, Pseudonym device, long userLives, long deviceLives) {
      this(app, user, device, userLives, deviceLives, userLives);
    }

    private boolean isSame(Link other) {
      return app.equals(other.app) && user.equals(other.user) && device.equals(other.device);
    }
  }

  private final Map<Key, Stored> states = new HashMap<>();
  private final Map<CaseId, List<Subject>> named = new HashMap<>();
  private final Map<CaseId, Map<Pseudonym, Order>> orders = new HashMap<>();
  private final Set<Link> links = new HashSet<>();
  public final InMemoryRegister register = new InMemoryRegister();

  /// Done before the next change, by somebody else.
  private Runnable meanwhile = () -> {};

  public void name(CaseId id, Subject... subjects) {
    named.put(id, List.of(subjects));
  }

  public void put(String app, Pseudonym subject, SubjectState state) {
    states.put(new Key(app, subject), new Stored(state, null));
  }

  void link(Link link) {
    var since = links.stream().filter(link::isSame).mapToLong(Link::sinceLives).findAny();
    links.removeIf(link::isSame);
    links.add(
        new Link(
            link.app(),
            link.user(),
            link.device(),
            link.userLives(),
            link.deviceLives(),
            since.orElse(link.sinceLives())));
  }

  void meanwhile(Runnable change) {
    meanwhile = change;
  }

  /// Shows all states.
  public void each(Each each) {
    states.forEach((key, stored) -> each.state(key.app(), key.subject(), stored.state()));
  }

  @Override
  public List<Subject> named(CaseId id) {
    return named.getOrDefault(id, List.of());
  }

  @Override
  public Stored find(String app, Pseudonym subject) {
    return states.getOrDefault(new Key(app, subject), new Stored(SubjectState.UNKNOWN, null));
  }

  @Override
  public Set<Pseudonym> devicesAlone(String app, Pseudonym user, long lives) {
    return links.stream()
        .filter(link -> link.app().equals(app) && link.user().equals(user))
        .filter(link -> link.sinceLives() <= lives)
        .map(Link::device)
        .filter(device ->
            links.stream()
                .filter(link -> link.app().equals(app) && link.device().equals(device))
                .allMatch(link -> link.user().equals(user)))
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<Order> order(CaseId id, Pseudonym subject) {
    return Optional.ofNullable(orders.getOrDefault(id, Map.of()).get(subject));
  }

  @Override
  public List<Order> orders(CaseId id) {
    return new ArrayList<>(orders.getOrDefault(id, Map.of()).values());
  }

  @Override
  public boolean change(CaseId id, int retentionDays, Stored before, Stored after, Order order) {
    var interference = meanwhile;
    meanwhile = () -> {};
    interference.run();
    var key = new Key(id.app(), order.life().subject());
    var now = find(id.app(), order.life().subject());
    if (!now.state().equals(before.state())
        || !named.containsKey(id)
        || orders(id).stream()
            .anyMatch(known -> known.life().subject().equals(order.life().subject()))
        || !register.take(
            id.app(), order.life().subject(), before.state(), after.state(), Instant.now())) {
      return false;
    }
    orders.computeIfAbsent(id, unseen -> new LinkedHashMap<>()).put(order.life().subject(), order);
    if (!before.state().equals(after.state())) {
      states.put(key, after);
    }
    return true;
  }

  @Override
  public void inLane(String app, Pseudonym subject, long retraction) {
    states.computeIfPresent(
        new Key(app, subject),
        (key, stored) ->
            Objects.equals(stored.retraction(), retraction)
                ? new Stored(stored.state(), null)
                : stored);
  }

  private boolean isOf(Link link, String app, Order order) {
    var life = order.life();
    return link.app().equals(app)
        && (life.kind() == Identity.Kind.USER
            ? link.user().equals(life.subject()) && link.userLives() <= life.lives()
            : link.device().equals(life.subject()) && link.deviceLives() <= life.lives());
  }

  @Override
  public long count(String app, Order order) {
    var life = find(app, order.life().subject()).state().life();
    var lives = life != null && life.label().equals(order.life().label()) ? 1 : 0;
    return lives + 2 * links.stream().filter(link -> isOf(link, app, order)).count();
  }

  @Override
  public void remove(String app, Order order) {
    links.removeIf(link -> isOf(link, app, order));
  }

  @Override
  public void close(CaseId id) {
    named.remove(id);
    orders.remove(id);
  }
}
