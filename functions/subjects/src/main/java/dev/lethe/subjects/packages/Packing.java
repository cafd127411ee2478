package dev.lethe.subjects.packages;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestsOf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the package of a request, and lets whoever asked have it. It may be killed anywhere and
/// begin again. Whoever is erased meanwhile is not in it: see [AccessPackages].
public final class Packing {

  /// How often lives may end while a package is made; whoever starts this again goes on.
  private static final int TRIES = 10;

  private final Cases cases;
  private final LabelledSubjects subjects;
  private final Portraits portraits;
  private final RequestsOf requests;
  private final Registry registry;
  private final AccessPackages packages;
  private final Assembly assembly;
  private final Scratch scratch;
  private final Issues issues;
  private final Clock clock;

  Packing(
      Cases cases,
      LabelledSubjects subjects,
      Portraits portraits,
      RequestsOf requests,
      Registry registry,
      AccessPackages packages,
      Assembly assembly,
      Scratch scratch,
      Issues issues,
      Clock clock) {
    this.cases = cases;
    this.subjects = subjects;
    this.portraits = portraits;
    this.requests = requests;
    this.registry = registry;
    this.packages = packages;
    this.assembly = assembly;
    this.scratch = scratch;
    this.issues = issues;
    this.clock = clock;
  }

  /// Makes the package of a request, unless it was made.
  void pack(EnteredRequest request) {
    var id = new CaseId(request.app(), request.id());
    var lives = cases.lives(id);
    var labels =
        lives.stream().map(CaseLife::label).filter(Objects::nonNull).collect(Collectors.toSet());
    for (var tries = 0; tries < TRIES; tries++) {
      if (issues.issued(request.customer(), request.id()).isPresent()) {
        labels.forEach(label -> packages.clean(id, label));
        return;
      }
      pack(request, id, lives, labels);
    }
    throw new IllegalStateException("Lives end all the time.");
  }

  /// Makes it, or not: if a life ended meanwhile, it is to be begun again.
  private void pack(EnteredRequest request, CaseId id, List<CaseLife> lives, Set<String> labels) {
    var marked = subjects.find(id.app(), labels).keySet();
    var begun = packages.begin(id, marked);
    // What decides: who is erased after this finds what is begun.
    var living = subjects.find(id.app(), labels);
    var gone = new HashSet<>(labels);
    gone.removeAll(living.keySet());
    gone.forEach(label -> packages.clear(id, label));
    if (!living.keySet().containsAll(marked)) {
      return;
    }
    var contents = contents(request, lives);
    try {
      var file = scratch.file();
      try {
        assembly.write(contents, living, file);
        if (packages.finish(id, begun, file)) {
          issues.issue(disclosure(contents), request.id());
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A package could not be written.", e);
    }
  }

  private Contents contents(EnteredRequest request, List<CaseLife> lives) {
    var dossiers = new ArrayList<Dossier>();
    var numbers = new HashMap<Identity.Kind, Integer>();
    for (var life :
        lives.stream()
            .sorted(Comparator.comparing(CaseLife::kind).thenComparing(CaseLife::at))
            .toList()) {
      var number = numbers.merge(life.kind(), 1, Integer::sum);
      dossiers.add(
          new Dossier(
              life.kind().wireName() + '-' + number, life, portraits.of(request.app(), life)));
    }
    return new Contents(
        request,
        registry.application(request.app()).orElseThrow(),
        clock.instant(),
        dossiers,
        requests.of(request.customer(), request.app(), request.identities()));
  }

  private DisclosureEntry disclosure(Contents contents) {
    var request = contents.request();
    var details = new HashMap<String, String>();
    details.put("type", request.about());
    details.put("events", Long.toString(contents.events()));
    details.put("screenshots", Long.toString(contents.pictures()));
    var why = request.breakGlass();
    if (why != null) {
      details.put(DisclosureEntry.REFERENCE, why.reference());
    }
    return new DisclosureEntry(
        request.customer(),
        request.app(),
        request.id().toString(),
        clock.instant(),
        DisclosureEntry.Kind.ACCESS_PACKAGE,
        why == null ? DisclosureEntry.Recipient.CUSTOMER : why.recipient(),
        why == null ? DisclosureEntry.Ground.CONTROLLER_INSTRUCTION : why.ground(),
        request.by(),
        details);
  }
}
