package dev.lethe.shared.termination;

import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Terminations that live as long as a test, in a registry that does.
public final class InMemoryTerminations implements Terminations {

  private final InMemoryRegistry registry;
  private final Map<String, Termination> terminations = new ConcurrentHashMap<>();

  public InMemoryTerminations(InMemoryRegistry registry) {
    this.registry = registry;
  }

  @Override
  public synchronized boolean schedule(Termination termination) {
    var known = terminations.get(termination.app());
    var application = registry.application(termination.app());
    if ((known != null && known.status() != Status.CANCELLED)
        || (!termination.isOfCustomer() && application.isEmpty())
        || application.filter(one -> one.ending() != null).isPresent()
        || isGoneBackOn(termination)) {
      return false;
    }
    terminations.put(termination.app(), termination);
    registry.end(
        termination.app(),
        new Ending(termination.ends(), termination.reason() == Reason.MIGRATION, false));
    return true;
  }

  private boolean isGoneBackOn(Termination termination) {
    var whole = terminations.get(termination.customer());
    return !termination.isOfCustomer()
        && termination.by().equals(Termination.OPERATOR)
        && whole != null
        && whole.status() == Status.CANCELLED;
  }

  @Override
  public Optional<Termination> find(String customer, String app) {
    return Optional.ofNullable(terminations.get(app))
        .filter(found -> found.customer().equals(customer));
  }

  @Override
  public List<Termination> of(String customer) {
    return terminations.values().stream()
        .filter(found -> found.customer().equals(customer))
        .toList();
  }

  @Override
  public synchronized boolean cancel(Termination read, Instant at) {
    if (!at.isBefore(read.ends()) || !advance(read, Status.CANCELLED, at)) {
      return false;
    }
    registry.end(read.app(), null);
    return true;
  }

  @Override
  public synchronized boolean advance(Termination read, Status next, Instant at) {
    if (!read.status().mayBecome(next)) {
      throw new IllegalArgumentException("A termination cannot change so.");
    }
    return changed(read, known(read).become(next, at));
  }

  private Termination known(Termination read) {
    return Objects.requireNonNull(terminations.get(read.app()));
  }

  private boolean changed(Termination read, Termination next) {
    var known = known(read);
    if (known.status() != read.status() || !known.asked().equals(read.asked())) {
      return false;
    }
    terminations.put(read.app(), next);
    return true;
  }

  @Override
  public synchronized boolean noteExport(Termination read, String export) {
    var known = known(read);
    return Objects.equals(known.export(), read.export())
        && changed(known, with(known, export, known.receipt()));
  }

  @Override
  public synchronized void done(Termination read, String receipt, Instant at) {
    if (advance(read, Status.TERMINATED, at)) {
      var known = known(read);
      terminations.put(read.app(), with(known, known.export(), receipt));
    }
  }

  private static Termination with(
      Termination known, @Nullable String export, @Nullable String receipt) {
    return new Termination(
        known.customer(),
        known.app(),
        known.reason(),
        known.by(),
        known.asked(),
        known.ends(),
        known.status(),
        known.times(),
        export,
        receipt);
  }
}
