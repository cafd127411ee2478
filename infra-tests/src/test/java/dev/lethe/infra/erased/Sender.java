package dev.lethe.infra.erased;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.api.GatewayEvents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Sends messages until they are taken, as SDKs do, and remembers them.
final class Sender {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_OF_BATCH = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final ConcurrentLinkedQueue<Message> taken = new ConcurrentLinkedQueue<>();
  private final AtomicLong successes = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  /// All that was taken so far.
  List<Message> taken() {
    return List.copyOf(taken);
  }

  /// How many requests there were, and how many of them failed and were sent again.
  String told() {
    return "%d requests, %d of them failed and were sent again"
        .formatted(successes.get() + failures.get(), failures.get());
  }

  /// How many requests were taken.
  long successes() {
    return successes.get();
  }

  /// Sends what is new.
  void send(Collection<Message> messages) {
    repeat(messages);
    taken.addAll(messages);
  }

  /// Sends again what was taken.
  void repeat(Collection<Message> messages) {
    messages.stream()
        .collect(Collectors.groupingBy(message -> message.person().app))
        .forEach((app, all) -> {
          for (var from = 0; from < all.size(); from += MOST_OF_BATCH) {
            post(app, all.subList(from, Math.min(all.size(), from + MOST_OF_BATCH)));
          }
        });
  }

  private void post(App app, List<Message> messages) {
    var events = new ArrayList<Map<String, Object>>();
    messages.forEach(message -> events.add(message.event()));
    var isOne = events.size() == 1;
    var path = isOne ? "/v1/" + events.getFirst().get("type") : "/v1/batch";
    var body = isOne ? events.getFirst() : Map.of("batch", events);
    var giveUp = Instant.now().plus(PATIENCE);
    while (!isTaken(app, path, JSON.valueToTree(body).toString())) {
      failures.incrementAndGet();
      if (Instant.now().isAfter(giveUp)) {
        throw new AssertionError("Nothing is taken any more.");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    successes.incrementAndGet();
  }

  private boolean isTaken(App app, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(Stack.running().api() + path))
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body));
    GatewayEvents.basic(app.tenant().writeKey()).forEach(request::header);
    try {
      var answer = HTTP.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() == 200 && answer.body().contains("rejected")) {
        throw new AssertionError(answer.body());
      }
      if (answer.statusCode() >= 400 && answer.statusCode() < 500 && answer.statusCode() != 429) {
        throw new AssertionError(answer.body());
      }
      return answer.statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The test is being stopped.", e);
    }
  }
}
