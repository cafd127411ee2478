package dev.lethe.subjects.receipt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A chain in memory, which can be restored as from a backup.
public final class InMemoryReceiptChain implements ReceiptChain, ReceiptCopies {

  private static final Duration KEPT = Duration.ofDays(760);

  private final Clock clock;
  private final State state;

  private InMemoryReceiptChain(Clock clock, State state) {
    this.clock = clock;
    this.state = state;
  }

  public InMemoryReceiptChain(Clock clock) {
    this(clock, new State(new HashMap<>(), new HashMap<>()));
  }

  /// The same chain at another time.
  public InMemoryReceiptChain at(Clock other) {
    return new InMemoryReceiptChain(other, state);
  }

  private record State(Map<String, ChainHead> heads, Map<String, Entry> entries) {}

  private record Entry(SignedReceipt receipt, Instant expires) {}

  private static String key(String customer, String request) {
    return customer + '#' + request;
  }

  @Override
  public ChainHead head(String customer) {
    return state.heads().getOrDefault(customer, ChainHead.NONE);
  }

  @Override
  public Optional<SignedReceipt> find(String customer, String request) {
    return Optional.ofNullable(state.entries().get(key(customer, request)))
        .filter(entry -> clock.instant().isBefore(entry.expires()))
        .map(Entry::receipt);
  }

  @Override
  public boolean append(ChainHead known, SignedReceipt next) {
    if (!head(next.customer()).equals(known)) {
      return false;
    }
    state
        .entries()
        .put(key(next.customer(), next.request()), new Entry(next, clock.instant().plus(KEPT)));
    state.heads().put(next.customer(), next.head());
    return true;
  }

  @Override
  public void put(SignedReceipt receipt, Instant issued) {
    if (clock.instant().isBefore(issued.plus(KEPT))) {
      state
          .entries()
          .putIfAbsent(
              key(receipt.customer(), receipt.request()), new Entry(receipt, issued.plus(KEPT)));
    }
  }

  @Override
  public void moveTo(SignedReceipt last) {
    state
        .heads()
        .merge(
            last.customer(),
            last.head(),
            (known, next) -> next.number() > known.number() ? next : known);
  }

  /// What is there now, for a backup.
  public InMemoryReceiptChain copied() {
    return new InMemoryReceiptChain(
        clock, new State(new HashMap<>(state.heads()), new HashMap<>(state.entries())));
  }

  /// Loses all.
  public void lose() {
    state.heads().clear();
    state.entries().clear();
  }

  /// Puts back what a backup has, where nothing is.
  public void putBack(InMemoryReceiptChain backup) {
    backup.state.heads().forEach(state.heads()::putIfAbsent);
    backup.state.entries().forEach(state.entries()::putIfAbsent);
  }

  /// What is there now, to come back to.
  Runnable backup() {
    var heads = Map.copyOf(state.heads());
    var entries = Map.copyOf(state.entries());
    return () -> {
      state.heads().clear();
      state.heads().putAll(heads);
      state.entries().clear();
      state.entries().putAll(entries);
    };
  }
}
