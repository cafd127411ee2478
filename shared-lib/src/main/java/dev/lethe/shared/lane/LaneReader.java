package dev.lethe.shared.lane;

import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.lane.Marks.Mark;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import dev.lethe.shared.registry.GoneApplications;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads records as their producers meant them. One that cannot be decoded, or that an operator has
/// put on the skip list, is kept among the failures and passed over: it holds up nothing. One of an
/// application that is gone is passed over and not kept. Goals that are to be forgotten are left
/// out.
public final class LaneReader {

  private static final Logger LOG = LoggerFactory.getLogger(LaneReader.class);

  private final Failures failures;
  private final GoneApplications gone;
  private final GoalsOrders goals;

  public LaneReader(Failures failures, GoneApplications gone, GoalsOrders goals) {
    this.failures = failures;
    this.gone = gone;
    this.goals = goals;
  }

  /// A record and what it says.
  ///
  /// @param message nothing if it is passed over
  public record Decoded(LaneRecord record, @Nullable LaneMessage message) {}

  /// Begins to read records that were delivered together. Which applications are gone, and whether
  /// goals are to be forgotten, is asked once, before anything of them is written.
  public Delivery delivery(List<LaneRecord> records) {
    var messages = new HashMap<Position, LaneMessage>();
    for (var record : records) {
      decode(record).ifPresent(message -> messages.put(record.position(), message));
    }
    var orders = new HashMap<String, Optional<GoalsOrder>>();
    messages.replaceAll((position, message) -> withoutForgotten(message, orders));
    var applications =
        messages.values().stream().map(LaneMessage::app).collect(Collectors.toUnmodifiableSet());
    return new Delivery(messages, applications.isEmpty() ? Set.of() : gone.among(applications));
  }

  /// @param orders those that are known
  private LaneMessage withoutForgotten(
      LaneMessage message, Map<String, Optional<GoalsOrder>> orders) {
    return message instanceof StreamRecord taken
            && Goals.areIn(taken.facts())
            && orders
                .computeIfAbsent(taken.app(), goals::of)
                .filter(order -> order.covers(taken.received()))
                .isPresent()
        ? taken.withFacts(Goals.without(taken.facts()))
        : message;
  }

  private static Optional<LaneMessage> decode(LaneRecord record) {
    try {
      return Optional.of(RecordCodec.decode(record.bytes().toArray()));
    } catch (UndecodableRecordException e) {
      return Optional.empty();
    }
  }

  /// Records that were delivered together.
  public final class Delivery {

    private final Map<Position, LaneMessage> messages;
    private final Set<String> goneApplications;

    private Delivery(Map<Position, LaneMessage> messages, Set<String> goneApplications) {
      this.messages = messages;
      this.goneApplications = goneApplications;
    }

    /// What a record says; nothing if it cannot be decoded, nor passed over now.
    ///
    /// @param mark what is known of its shard
    public Optional<Decoded> read(LaneRecord record, Mark mark) {
      var message = messages.get(record.position());
      if (message != null && goneApplications.contains(message.app())) {
        return Optional.of(new Decoded(record, null));
      }
      if (mark.skipped().contains(record.position().sequence())) {
        LOG.warn("Shard {} has a record that is on the skip list.", record.position().shard());
        return passedOver(record, Failures.Reason.SKIPPED);
      }
      if (message == null) {
        LOG.warn("Shard {} has a record that cannot be decoded.", record.position().shard());
        return passedOver(record, Failures.Reason.UNDECODABLE);
      }
      return Optional.of(new Decoded(record, message));
    }

    /// What a record says that was read before; it is not kept among the failures again.
    public Decoded readAgain(LaneRecord record) {
      var message = messages.get(record.position());
      return new Decoded(
          record, message == null || goneApplications.contains(message.app()) ? null : message);
    }
  }

  private Optional<Decoded> passedOver(LaneRecord record, Failures.Reason why) {
    try {
      failures.keep(record, why);
      return Optional.of(new Decoded(record, null));
    } catch (RuntimeException e) {
      Fault.log(LOG, "A record that is passed over could not be kept.", e);
      return Optional.empty();
    }
  }
}
