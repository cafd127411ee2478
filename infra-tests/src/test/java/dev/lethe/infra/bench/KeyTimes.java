package dev.lethe.infra.bench;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Rights;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// How soon a revoked key opens nothing, and whether a refusal takes longer for what another
/// customer has than for what nobody has.
final class KeyTimes {

  private static final int REVOCATIONS = 20;
  private static final int WARM = 5;
  private static final int TIMES = 100;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  private final Tenant mine = Tenant.enrol("Bench");
  private final Tenant theirs = Tenant.enrol("Bench");
  private final String shown = "/v1/apps/" + mine.appId();

  private KeyTimes() {}

  /// Prints a line for each.
  static void print() throws Exception {
    var times = new KeyTimes();
    times.printRevocations();
    times.printRefusals();
  }

  private void printRevocations() throws Exception {
    var answered = new double[REVOCATIONS];
    var latest = new double[REVOCATIONS];
    var letIn = 0;
    for (var time = 0; time < REVOCATIONS; time++) {
      var made =
          Api.post(
              "/v1/keys",
              "{\"name\":\"Leaked\",\"scope\":\"read\"}".getBytes(StandardCharsets.UTF_8),
              GatewayEvents.bearer(mine.secretKey()));
      var leaked = GatewayEvents.bearer(made.json().path("key").asText());
      for (var warm = 0; warm < WARM; warm++) {
        Api.get(shown, leaked);
      }
      // Somebody uses it all the time.
      var last = new AtomicLong();
      try (var somebody = Executors.newSingleThreadExecutor()) {
        var using = somebody.submit(() -> useUntilRefused(leaked, last));
        var began = System.nanoTime();
        Api.delete(
            "/v1/keys/" + made.json().path("id").asText(), GatewayEvents.bearer(mine.secretKey()));
        var over = System.nanoTime();
        letIn += Api.get(shown, leaked).status() == UNAUTHORIZED ? 0 : 1;
        using.get();
        answered[time] = (over - began) / 1e6;
        latest[time] = (last.get() - over) / 1e6;
      }
    }
    Arrays.sort(answered);
    Arrays.sort(latest);
    System.out.println("How soon a revoked key opens nothing, in milliseconds");
    System.out.println();
    System.out.println(
        "| revocations | let in by the next request | answer p50 | answer max | the last that was let in began, after the answer, max |");
    System.out.println("|---|---|---|---|---|");
    System.out.printf(
        "| %d | %d | %.0f | %.0f | %.0f |%n%n",
        REVOCATIONS,
        letIn,
        answered[REVOCATIONS / 2],
        answered[REVOCATIONS - 1],
        latest[REVOCATIONS - 1]);
  }

  /// @param last when a request began that was let in
  private void useUntilRefused(Map<String, String> key, AtomicLong last) {
    while (true) {
      var began = System.nanoTime();
      if (Api.get(shown, key).status() == UNAUTHORIZED) {
        return;
      }
      last.set(began);
    }
  }

  /// A path that another customer's id stands in, and one that nobody's does.
  private record Pair(String what, String theirs, String nobodys) {}

  private void printRefusals() {
    System.out.println("How long a refusal takes, in milliseconds (p50), in turns");
    System.out.println();
    System.out.println("| what is named | another customer's | nobody's | ratio |");
    System.out.println("|---|---|---|---|");
    var request = new Rights(theirs).taken("access", "jane");
    var exports = "/v1/apps/%s/exports/";
    var export =
        Api.post(
                "/v1/apps/" + theirs.appId() + "/exports",
                new byte[0],
                GatewayEvents.bearer(theirs.secretKey()))
            .json()
            .path("id")
            .asText();
    for (var pair :
        List.of(
            new Pair(
                "an application", "/v1/apps/" + theirs.appId(), "/v1/apps/app_" + "0".repeat(24)),
            new Pair("a request", "/v2/requests/" + request, "/v2/requests/" + UUID.randomUUID()),
            new Pair(
                "an export",
                exports.formatted(mine.appId()) + export,
                exports.formatted(mine.appId()) + "exp_" + "A".repeat(22)))) {
      print(pair);
    }
    System.out.println();
  }

  private void print(Pair pair) {
    var first = new double[TIMES];
    var second = new double[TIMES];
    for (var time = -WARM; time < TIMES; time++) {
      var one = timed(pair.theirs());
      var other = timed(pair.nobodys());
      if (time >= 0) {
        first[time] = one;
        second[time] = other;
      }
    }
    Arrays.sort(first);
    Arrays.sort(second);
    var ratio = first[TIMES / 2] / second[TIMES / 2];
    System.out.printf(
        "| %s | %.1f | %.1f | %.2f |%n", pair.what(), first[TIMES / 2], second[TIMES / 2], ratio);
  }

  private double timed(String path) {
    var key = GatewayEvents.bearer(mine.secretKey());
    var began = System.nanoTime();
    var answer = Api.getInTurn(path, key);
    var took = (System.nanoTime() - began) / 1e6;
    if (answer.status() != NOT_FOUND) {
      throw new IllegalStateException(answer.text());
    }
    return took;
  }
}
