package dev.lethe.infra.simulation;

import dev.lethe.aggregate.Account;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.Header;
import dev.lethe.ingest.gate.View;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.vault.SubjectState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/// Short texts for histories.
final class Texts {

  private Texts() {}

  static String of(Position position) {
    return position.shard() + "/" + position.sequence().replaceFirst("^0+", "");
  }

  static String of(Entry entry) {
    return "entry of %s part %d state %d, %d digests, %d deltas"
        .formatted(
            of(entry.position()),
            entry.part(),
            entry.state(),
            entry.digests().size(),
            entry.deltas().size());
  }

  static String of(Header header) {
    var death = header.death();
    return "header after version %d, %s, retractions before %s, skewed %s"
        .formatted(
            header.version(),
            death == null ? "alive" : "dead at " + of(death.at()),
            header.retractedBefore(),
            header.skewed());
  }

  static String of(CounterKey counter) {
    return counter.metric().wireName()
        + " "
        + counter.bucket()
        + (counter.dimension() == null ? "" : " " + counter.dimension().wireName())
        + " "
        + counter.value();
  }

  static String of(CounterKey counter, Numbers delta, Position first, Position last) {
    return of(counter) + " " + of(delta) + " of " + of(first) + " to " + of(last);
  }

  static String of(Numbers numbers) {
    return "[%d, %d subjects, %d new, %d ms]"
        .formatted(numbers.n(), numbers.subjects(), numbers.fresh(), numbers.time());
  }

  static String ofAnswer(Object answer) {
    return switch (answer) {
      case Account account -> of(account);
      case Optional<?> view when view.orElse(null) instanceof View found ->
          of(found.states().values());
      case Map<?, ?> states -> states.values().stream().map(Texts::ofAnswer).toList().toString();
      case SubjectState state -> of(List.of(state));
      case PutRecordsResponse put -> put.records().size() + " records";
      default -> answer.toString();
    };
  }

  private static String of(Account account) {
    return "%s, entries of %s"
        .formatted(
            of(account.header()),
            account.filed().stream()
                .map(filed -> {
                  var entry = filed.entry();
                  return filed.day() + (entry == null ? " (empty)" : " " + of(entry.position()));
                })
                .toList());
  }

  private static String of(Collection<SubjectState> states) {
    return states.stream()
        .map(state -> {
          var life = state.life();
          return "version %d, %s%s%s"
              .formatted(
                  state.version(),
                  life == null ? "no life" : life.label(),
                  state.erased() == null ? "" : ", erased " + state.erased(),
                  state.rights().objections().isEmpty() ? "" : ", objects");
        })
        .toList()
        .toString();
  }
}
