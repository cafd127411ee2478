package dev.lethe.infra.erased;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.Uploader;
import dev.lethe.ingest.screenshot.picture.Pictures;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.subjects.request.RequestType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// What happens: everybody sends something; some are erased at random moments while all go on, and
/// functions are killed; then all is sent again that was ever sent of them.
final class Scene {

  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /// A slow machine starts a function in seconds: killed more often than that, none does anything.
  private static final Duration LONGEST_BETWEEN_KILLS =
      Duration.ofSeconds(Long.getLong("lethe.erased.between", 3));

  private static final Duration LONGER = Duration.ofSeconds(20);
  private static final int THREADS = 3;
  private static final int EXPORTS = 4;

  final Crowd crowd;
  final Sender sender = new Sender();
  final Requests requests = new Requests();
  final Map<String, Integer> screenshots = new HashMap<>();
  Map<String, Integer> killed = Map.of();

  private final Random random;
  private final Duration busy;

  /// @param busy in which time all is asked for
  Scene(int subjects, int erased, Duration busy, long seed) {
    this.random = new Random(seed);
    this.busy = busy;
    this.crowd = Crowd.of(subjects, erased, random);
  }

  /// Everybody sends something, of which it is known that it came once.
  void begin() {
    var messages = new ArrayList<Message>();
    for (var person : crowd.people) {
      var number = person.has(Person.Fate.GOES_QUIETLY) ? 4 : 2;
      for (var each = 0; each < number; each++) {
        messages.add(Message.of(person, true, random));
      }
      // A right reaches the devices that are known: else what is found of theirs is chance.
      if (person.fate != Person.Fate.STAYS) {
        person.own.forEach(device -> messages.add(Message.first(person, device, random)));
      }
    }
    Collections.shuffle(messages, random);
    sender.send(messages);
    var seen =
        Stream.concat(
            crowd.who(person -> person.has(Person.Fate.GOES_QUIETLY)).stream(),
            crowd.who(person -> person.has(Person.Fate.GOES)).stream().limit(6));
    seen.filter(person -> crowd.apps.indexOf(person.app) % 2 == 0).forEach(this::screenshot);
  }

  private void screenshot(Person person) {
    var device = person.own.getFirst();
    var picture = Pictures.png();
    var form = Uploader.form(device, picture);
    var uploader = new Uploader(person.app.tenant());
    assertThat(uploader.complete(uploader.uploaded(form, picture), form).status()).isEqualTo(200);
    screenshots.merge(person.app.id() + device, 1, Integer::sum);
  }

  /// Waits until what somebody sent is in the archive, as far as exports go by it.
  void awaitArchive(App app, long records) {
    Await.until(() -> new ArchivedLines().of(app.id()).size() >= records);
  }

  /// Begins an export.
  String export(App app) {
    var path = "/v1/apps/" + app.id() + "/exports";
    var key = GatewayEvents.bearer(app.tenant().secretKey());
    for (var tries = 0; tries < 20; tries++) {
      try {
        var answer = Api.post(path, new byte[0], key);
        if (answer.status() == 202) {
          return path + '/' + answer.json().path("id").asText();
        }
      } catch (AssertionError killed) {
        // What API Gateway answers then is not documented.
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
    throw new AssertionError("No export begins.");
  }

  /// Waits until an export is ready.
  void awaitExport(App app, String path) {
    var key = GatewayEvents.bearer(app.tenant().secretKey());
    Await.until(() -> {
      try {
        var status = Api.get(path, key).json().path("status").asText();
        assertThat(status).isIn("running", "ready");
        return status.equals("ready");
      } catch (IllegalStateException killed) {
        return false; // It is asked again.
      }
    });
  }

  /// Those who are silent until it is done go first.
  void quietOnesGo() {
    var asked =
        crowd.who(person -> person.has(Person.Fate.GOES_QUIETLY)).stream()
            .map(person -> requests.ask(person, RequestType.ERASURE))
            .toList();
    asked.forEach(one -> requests.awaitBegin(one, PATIENCE));
  }

  private void ask(Person person) {
    var type = person.fate == Person.Fate.OBJECTS ? RequestType.OBJECTION : RequestType.ERASURE;
    requests.ask(person, type);
    if (crowd.twice().contains(person)) {
      requests.ask(person, type);
    }
  }

  /// All others ask, one after the other, at random moments.
  void allGoOn() throws InterruptedException {
    var exports = new HashMap<String, App>();
    var traffic = new Traffic(crowd, sender, THREADS, random.nextLong());
    var killer = new Killer(LONGEST_BETWEEN_KILLS, sender::successes, random.nextLong());
    try {
      restrict();
      var somebody = crowd.who(person -> person.talks).getFirst();
      killer.start(() -> sender.send(List.of(Message.of(somebody, false, random))));
      var due = new ArrayList<>(crowd.who(Scene::asksNow));
      Collections.shuffle(due, random);
      for (var number = 0; number < due.size(); number++) {
        LockSupport.parkNanos(random.nextLong(2 * busy.toNanos() / due.size()));
        ask(due.get(number));
        if (number % Math.ceilDiv(due.size(), EXPORTS) == 0) {
          var app = crowd.apps.get(random.nextInt(crowd.apps.size()));
          exports.put(export(app), app);
        }
      }
      // As long as most of them are not verified, there is something to kill.
      LockSupport.parkNanos(LONGER.toNanos());
    } finally {
      killer.stop();
      traffic.stop();
      killed = killer.killed();
    }
    exports.forEach((path, app) -> awaitExport(app, path));
    requests.awaitAll(PATIENCE);
  }

  private static boolean asksNow(Person person) {
    return person.fate == Person.Fate.GOES || person.fate == Person.Fate.OBJECTS;
  }

  /// Who is restricted sends nothing while it begins: what is of before is known then.
  private void restrict() {
    var asked =
        crowd.who(person -> person.has(Person.Fate.RESTRICTS)).stream()
            .map(person -> requests.ask(person, RequestType.RESTRICTION))
            .toList();
    var objections =
        crowd.who(person -> person.before == Person.Fate.OBJECTS).stream()
            .map(person -> requests.ask(person, RequestType.OBJECTION))
            .toList();
    Stream.concat(asked.stream(), objections.stream())
        .forEach(one -> requests.awaitBegin(one, PATIENCE));
    requests.awaitDone(asked, PATIENCE);
    asked.forEach(one -> one.person().talks = true);
  }

  /// All is sent again that was ever sent of who is erased, and something new.
  void comeBack() {
    crowd.gone().forEach(person -> person.talks = true);
    var gone = crowd.gone();
    var messages = new ArrayList<Message>();
    gone.stream()
        .filter(person -> random.nextBoolean())
        .forEach(person -> messages.add(Message.of(person, false, random)));
    sender.send(messages);
    sender.repeat(ofThem());
  }

  private List<Message> ofThem() {
    return sender.taken().stream().filter(message -> message.person().fate.isErased()).toList();
  }
}
