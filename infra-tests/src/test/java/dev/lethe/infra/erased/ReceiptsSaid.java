package dev.lethe.infra.erased;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.rights.CaseLife;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// What receipts say, beside what a test knows.
final class ReceiptsSaid {

  private final Scene scene;
  private final StreamOfAll stream;
  private final Map<String, Long> files;

  /// @param files how many files of exports each label was in
  ReceiptsSaid(Scene scene, StreamOfAll stream, Map<String, Long> files) {
    this.scene = scene;
    this.stream = stream;
    this.files = Map.copyOf(files);
  }

  /// Each erasure has a receipt that holds, and says what was so.
  void check(Path folder) throws IOException, InterruptedException {
    var receipts = new HashMap<String, JsonNode>();
    var customers =
        scene.crowd.apps.stream().map(app -> app.tenant().customerId()).distinct().toList();
    for (var customer : customers) {
      receipts.putAll(new ReceiptFiles(folder).of(customer));
    }
    // Whoever joined another has the receipt of that one.
    var erasures =
        scene.requests.erasures().stream()
            .filter(one -> one.running().found().joined() == null)
            .toList();
    assertThat(receipts.keySet())
        .isEqualTo(
            erasures.stream()
                .map(one -> one.running().request().toString())
                .collect(Collectors.toSet()));
    var wrong = new TreeSet<String>();
    for (var one : erasures) {
      var receipt = Objects.requireNonNull(receipts.get(one.running().request().toString()));
      var lives = scene.requests.lives(one).stream().filter(life -> life.label() != null).toList();
      compare(one, "keys", receipt.path("keys").path("destroyed").asLong(), lives.size(), wrong);
      // Of who goes on, what came together with the command was never stored.
      if (one.person().has(Person.Fate.GOES_QUIETLY)
          || ReceiptFiles.found(receipt, "archive") > lives.stream().mapToLong(this::lines).sum()) {
        compare(one, receipt, "archive", lives, this::lines, wrong);
      }
      compare(one, receipt, "statistics", lives, this::entries, wrong);
      if (one.person().has(Person.Fate.GOES_QUIETLY)) {
        compare(
            one,
            receipt,
            "exports",
            lives,
            life -> files.getOrDefault(Erasures.label(life), 0L),
            wrong);
      }
      var pictures =
          lives.isEmpty()
              ? 0L
              : one.person().own.stream()
                  .mapToLong(
                      device -> scene.screenshots.getOrDefault(one.person().app.id() + device, 0))
                  .sum();
      if (!scene.crowd.twice().contains(one.person())) {
        compare(one, "screenshots", ReceiptFiles.found(receipt, "screenshots"), pictures, wrong);
      }
      for (var store : receipt.path("stores")) {
        compare(one, "found again", store.path("foundAgain").asLong(), 0, wrong);
      }
    }
    assertThat(wrong).isEmpty();
    tellTimes(receipts.values());
  }

  private long lines(CaseLife life) {
    return stream.recordsBeforeErasure(Erasures.label(life), Command.Consumer.ARCHIVE).size();
  }

  private long entries(CaseLife life) {
    return StreamOfAll.entries(
        stream.recordsBeforeErasure(Erasures.label(life), Command.Consumer.AGGREGATE));
  }

  private static void compare(
      Requests.Asked one,
      JsonNode receipt,
      String store,
      List<CaseLife> lives,
      ToLongFunction<CaseLife> number,
      Set<String> wrong) {
    compare(
        one,
        store,
        ReceiptFiles.found(receipt, store),
        lives.stream().mapToLong(number).sum(),
        wrong);
  }

  private static void compare(
      Requests.Asked one, String what, long said, long was, Set<String> wrong) {
    if (said != was) {
      wrong.add(
          "%s of %s, who %s: it says %d, and it was %d"
              .formatted(what, one.running().request(), one.person().fate, said, was));
    }
  }

  private static void tellTimes(Collection<JsonNode> receipts) {
    tell("until nobody can read it", receipts, "begun");
    tell("until all is verified", receipts, "verified");
  }

  private static void tell(String what, Collection<JsonNode> receipts, String until) {
    var times =
        receipts.stream()
            .map(receipt -> receipt.path("request"))
            .map(request ->
                Duration.between(
                    Instant.parse(request.path("asked").asText()),
                    Instant.parse(request.path(until).asText())))
            .sorted()
            .toList();
    System.out.printf(
        "From the request %s: p50 %s, p95 %s, longest %s, of %d%n",
        what,
        times.get(times.size() / 2),
        times.get(times.size() * 95 / 100),
        times.getLast(),
        times.size());
  }
}
