package dev.lethe.ingest;

import dev.lethe.ingest.fact.FactDraft;
import dev.lethe.ingest.fact.FactJudge;
import dev.lethe.ingest.fact.Judgement;
import dev.lethe.ingest.gate.Verdict;
import dev.lethe.ingest.gate.View;
import dev.lethe.ingest.request.SdkBatch;
import dev.lethe.ingest.request.SdkEvent;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.Identity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A request's events, each where it belongs under one view of the Vault.
///
/// @param taken by whose they are and what they may be used for; a record on the stream each
/// @param together users and devices that were seen together
record Sorted(
    Map<Verdict.Admitted, List<Admission>> taken,
    Set<Whose> together,
    List<Outcome.Rejected> rejected,
    Intake intake) {

  /// An event that is taken.
  record Admission(SdkEvent event, FactDraft fact) {}

  static Sorted of(SdkBatch batch, SdkRequest request, View view) {
    var sorted =
        new Sorted(new LinkedHashMap<>(), new LinkedHashSet<>(), new ArrayList<>(), new Intake());
    for (var index = 0; index < batch.events().size(); index++) {
      sorted.put(index, batch.events().get(index), request, view);
    }
    if (!sorted.taken.isEmpty()) {
      sorted.intake.dropped(batch.ofAll(), view.application().settings());
    }
    return sorted;
  }

  private void put(int index, SdkEvent event, SdkRequest request, View view) {
    var settings = view.application().settings();
    switch (FactJudge.judge(event, settings, request.origin(), request.received())) {
      case Judgement.Rejected(var why) -> {
        rejected.add(new Outcome.Rejected(index, event.messageId(), why));
        intake.rejected(why);
      }
      case Judgement.Taken(var fact) -> {
        switch (Verdict.of(event, fact, view, request.received())) {
          case Verdict.Suppressed(var why) -> intake.suppressed(why);
          case Verdict.Admitted admitted -> take(admitted, new Admission(event, fact), view);
        }
      }
    }
  }

  private void take(Verdict.Admitted admitted, Admission admission, View view) {
    var settings = view.application().settings();
    var event = admission.event();
    taken.computeIfAbsent(admitted, unseen -> new ArrayList<>()).add(admission);
    intake.dropped(event.content(), settings);
    if (admitted.restricted()) {
      intake.suppressed(Verdict.Reason.RESTRICTED);
    }
    if (settings.has(Feature.END_USER_IDENTIFIER)) {
      together.add(event.whose());
      event.alias().ifPresent(together::add);
    }
  }

  /// Whose events are taken.
  Set<Identity> owners() {
    var owners = new LinkedHashSet<Identity>();
    taken.keySet().forEach(admitted -> owners.add(admitted.owner()));
    return owners;
  }
}
