package dev.lethe.subjects.request;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.record.Bytes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Requests in memory, what one work serves, and what leads to them.
public final class InMemoryRequestBook
    implements RequestBook, RequestGroups, RequestsOf, WatchedRequests {

  private record Key(String customer, UUID id) {}

  /// Those that one work serves.
  private static final class Group {
    private final List<UUID> ids = new ArrayList<>();
    private int waiting;
    private boolean begun;

    private void add(UUID id) {
      ids.add(id);
      waiting++;
    }

    private Group copied() {
      var copy = new Group();
      copy.ids.addAll(ids);
      copy.waiting = waiting;
      copy.begun = begun;
      return copy;
    }
  }

  /// What all books share that are the same by other clocks; whoever uses it locks it.
  private static final class Content {
    private final Map<Key, EnteredRequest> requests = new HashMap<>();
    private final Map<Key, Group> groups = new HashMap<>();
    private final Map<String, UUID> first = new HashMap<>();
    private final List<DisclosureEntry> disclosures = new ArrayList<>();
  }

  private final Content content;
  private final Clock clock;

  public InMemoryRequestBook() {
    this(Clock.systemUTC());
  }

  public InMemoryRequestBook(Clock clock) {
    this(new Content(), clock);
  }

  private InMemoryRequestBook(Content content, Clock clock) {
    this.content = content;
    this.clock = clock;
  }

  /// The same book by another clock.
  public InMemoryRequestBook at(Clock other) {
    return new InMemoryRequestBook(content, other);
  }

  /// What is there now, for a backup.
  public InMemoryRequestBook copied() {
    synchronized (content) {
      var copy = new Content();
      copy.requests.putAll(content.requests);
      copy.first.putAll(content.first);
      content.groups.forEach((key, group) -> copy.groups.put(key, group.copied()));
      return new InMemoryRequestBook(copy, clock);
    }
  }

  /// Loses all.
  public void lose() {
    synchronized (content) {
      content.requests.clear();
      content.groups.clear();
      content.first.clear();
    }
  }

  /// Loses one.
  public void lose(EnteredRequest request) {
    synchronized (content) {
      content.requests.remove(new Key(request.customer(), request.id()));
    }
  }

  /// Puts back what a backup has, where nothing is: a request with its group, as one item.
  public void putBack(InMemoryRequestBook backup, Predicate<EnteredRequest> isBack) {
    synchronized (content) {
      backup.content.requests.forEach((key, request) -> {
        if (isBack.test(request) && content.requests.putIfAbsent(key, request) == null) {
          var group = backup.content.groups.get(key);
          if (group != null) {
            content.groups.put(key, group.copied());
          }
        }
      });
      backup.content.first.forEach(content.first::putIfAbsent);
    }
  }

  private boolean isOver(EnteredRequest request) {
    return !clock.instant().isBefore(request.expires());
  }

  private @Nullable EnteredRequest known(Key key) {
    var request = content.requests.get(key);
    return request == null || isOver(request) ? null : request;
  }

  @Override
  public Entry enter(EnteredRequest request) {
    synchronized (content) {
      var key = new Key(request.customer(), request.id());
      var known = known(key);
      if (known != null) {
        return known.fingerprint().equals(request.fingerprint())
            ? new Entry.Entered(known)
            : new Entry.IdReused();
      }
      var entry = request;
      var subject = request.customer() + ' ' + request.subject();
      var open = request.type() == RequestType.ERASURE ? open(request.customer(), subject) : null;
      if (open != null) {
        entry = request.joinedTo(open);
        group(request.customer(), open).add(request.id());
      } else {
        var group = new Group();
        group.add(request.id());
        content.groups.put(key, group);
        if (request.type() == RequestType.ERASURE) {
          content.first.put(subject, request.id());
        }
      }
      content.requests.put(key, entry);
      entry.disclosure().ifPresent(content.disclosures::add);
      return new Entry.Entered(entry);
    }
  }

  /// What was entered in the register of disclosures.
  public List<DisclosureEntry> disclosures() {
    synchronized (content) {
      return List.copyOf(content.disclosures);
    }
  }

  private @Nullable UUID open(String customer, String subject) {
    var first = content.first.get(subject);
    if (first == null || known(new Key(customer, first)) == null) {
      return null;
    }
    var group = group(customer, first);
    return !group.begun && group.waiting > 0 ? first : null;
  }

  private Group group(String customer, UUID first) {
    var group = content.groups.get(new Key(customer, first));
    if (group == null) {
      throw new IllegalStateException("There is no such request.");
    }
    return group;
  }

  @Override
  public Optional<EnteredRequest> find(String customer, UUID id) {
    synchronized (content) {
      return Optional.ofNullable(known(new Key(customer, id)));
    }
  }

  @Override
  public boolean advance(EnteredRequest read, Timeline later) {
    synchronized (content) {
      var stands =
          content.requests.computeIfPresent(
              new Key(read.customer(), read.id()),
              (key, known) -> known.timeline().equals(read.timeline()) ? known.with(later) : known);
      return stands != null && stands.timeline().equals(later);
    }
  }

  @Override
  public void note(String customer, UUID id, Step step, Instant at) {
    synchronized (content) {
      var stands =
          content.requests.computeIfPresent(
              new Key(customer, id), (key, known) -> known.with(step, at));
      if (stands == null) {
        throw new IllegalStateException("There is no such request.");
      }
    }
  }

  @Override
  public boolean begin(String customer, UUID first) {
    synchronized (content) {
      var group = group(customer, first);
      group.begun |= group.waiting > 0;
      return group.begun;
    }
  }

  @Override
  public List<UUID> of(String customer, UUID first) {
    synchronized (content) {
      return List.copyOf(group(customer, first).ids);
    }
  }

  @Override
  public boolean cancel(EnteredRequest read, Timeline later) {
    synchronized (content) {
      var key = new Key(read.customer(), read.id());
      var known = Objects.requireNonNull(content.requests.get(key));
      var group = group(read.customer(), read.served());
      if (group.begun || !known.timeline().equals(read.timeline())) {
        return false;
      }
      content.requests.put(key, known.with(later));
      group.waiting--;
      return true;
    }
  }

  @Override
  public boolean isAwaited(String customer, UUID first) {
    synchronized (content) {
      return group(customer, first).waiting > 0;
    }
  }

  @Override
  public List<EnteredRequest> of(String customer, String app, Collection<Bytes> identityHashes) {
    synchronized (content) {
      return content.requests.values().stream()
          .filter(request -> !isOver(request))
          .filter(request -> request.customer().equals(customer) && request.app().equals(app))
          .filter(request -> request.identities().stream().anyMatch(identityHashes::contains))
          .sorted(Comparator.comparing(request -> request.timeline().received()))
          .toList();
    }
  }

  @Override
  public List<EnteredRequest> open() {
    return watched(request -> !request.timeline().status().isEnd());
  }

  @Override
  public List<EnteredRequest> notClosed(Instant completedBefore) {
    return watched(request ->
        request.type() == RequestType.ERASURE
            && request.timeline().status() == RequestStatus.COMPLETED
            && request.timeline().changes().getLast().at().isBefore(completedBefore)
            && !request.isClosed());
  }

  private List<EnteredRequest> watched(Predicate<EnteredRequest> are) {
    synchronized (content) {
      return content.requests.values().stream()
          .filter(request -> !isOver(request))
          .filter(are)
          .toList();
    }
  }
}
