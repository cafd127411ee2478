package dev.lethe.infra.erased;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.Everything;
import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.content.SealedContent;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.Identity;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/// What happened, and what must be so afterwards, and is.
public final class Erasures {

  private final Instant since = Instant.now();
  private final Scene scene;
  private final long seed;
  private final Map<String, Long> files = new HashMap<>();
  private VaultAfter vault;
  private StreamOfAll stream;

  public Erasures(int subjects, int people, int seconds, long seed) {
    this.seed = seed;
    this.scene = new Scene(subjects, people, Duration.ofSeconds(seconds), seed);
    this.vault = new VaultAfter(scene.crowd.apps);
    this.stream = new StreamOfAll();
  }

  /// Lets all happen.
  public void happen() throws InterruptedException {
    say("seed " + seed);
    scene.begin();
    say("all have sent something");
    vault = new VaultAfter(scene.crowd.apps);
    stream = new StreamOfAll();
    var first = scene.crowd.apps.getFirst();
    scene.awaitArchive(first, records(first));
    scene.awaitExport(first, scene.export(first));
    countFiles();
    say("exported");
    scene.quietOnesGo();
    scene.allGoOn();
    say("all that was asked for is done; killed: " + scene.killed);
    scene.comeBack();
    vault = new VaultAfter(scene.crowd.apps);
    stream = new StreamOfAll();
    say(scene.sender.told() + "; " + scene.sender.taken().size() + " messages");
  }

  private void say(String what) {
    System.out.println(Duration.between(since, Instant.now()).toSeconds() + " s: " + what);
  }

  private long records(App app) {
    return vault.living().stream()
        .flatMap(label -> stream.records(label).stream())
        .filter(told -> told.app().equals(app.id()))
        .count();
  }

  /// In how many files of the first export each label is: there is a list beside each file.
  private void countFiles() {
    var stack = Stack.running();
    var s3 = stack.client(S3Client.builder().forcePathStyle(true));
    var bucket = stack.output("ExportsBucket");
    s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix("labels/")).contents().stream()
        .map(object ->
            s3.getObjectAsBytes(get -> get.bucket(bucket).key(object.key())).asUtf8String())
        .forEach(list ->
            vault.living().stream()
                .filter(list::contains)
                .forEach(label -> files.merge(label, 1L, Long::sum)));
  }

  /// The lives that were ended, and were any.
  private Stream<CaseLife> dead() {
    return scene.requests.erasures().stream()
        .flatMap(one -> scene.requests.lives(one).stream())
        .filter(life -> life.label() != null);
  }

  static String label(CaseLife life) {
    return Objects.requireNonNull(life.label());
  }

  /// What is found of them, by what it is and where.
  public Map<String, Set<String>> traces() {
    assertThat(dead().map(Erasures::label))
        .as("somebody was in an export")
        .anyMatch(files::containsKey);
    var traces = new Traces(vault.living());
    for (var person : scene.crowd.people) {
      if (person.user != null) {
        traces.identifier(Identity.Kind.USER, person.user);
      }
      person.own.forEach(device -> traces.identifier(Identity.Kind.DEVICE, device));
    }
    for (var person : scene.crowd.gone()) {
      if (person.has(Person.Fate.GOES_QUIETLY)) {
        person.identifiers().forEach(id -> traces.silent(person.app.id(), id));
      }
    }
    scene.sender.taken().stream()
        .filter(message -> isBeforeErasure(message, message.owner()))
        .forEach(message -> traces.message(message.id()));
    scene.requests.erasures().stream()
        .flatMap(one -> scene.requests.lives(one).stream())
        .forEach(life -> traces.pseudonym(life.subject().text(), life.lives()));
    dead()
        .forEach(life -> {
          traces.label(label(life));
          stream.records(label(life)).forEach(traces::sealed);
        });
    return traces.in(new Everything(since));
  }

  /// What is found of them where the design leaves nothing, of each kind a few.
  public Map<String, List<String>> unnamed(Map<String, Set<String>> traces) {
    traces.forEach((place, what) -> say(place + ": " + what.size()));
    return traces.entrySet().stream()
        .filter(found -> !Traces.isNamed(found.getKey()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, found -> found.getValue().stream().limit(3).toList()));
  }

  /// What came under a label that is dead, and opens.
  public List<String> openedOfTheDead() {
    assertThat(vault.living()).isNotEmpty();
    // Whoever tries does it well: what lives opens.
    var living =
        vault.living().stream()
            .flatMap(label -> stream.records(label).stream())
            .filter(told -> told.sealed() != null)
            .limit(10)
            .toList();
    assertThat(living).isNotEmpty().allMatch(vault::opensWithAnyKey);
    return dead()
        .flatMap(life -> stream.records(label(life)).stream())
        .filter(told -> told.sealed() != null)
        .filter(vault::opensWithAnyKey)
        .map(told -> told.label() + " of " + told.received())
        .toList();
  }

  /// What each application's statistics must say.
  public Map<String, Map<String, Long>> expected() {
    var opened = opened();
    var all = new TreeMap<String, Map<String, Long>>();
    for (var app : scene.crowd.apps) {
      all.put(
          app.id(),
          Statistics.of(
              scene.sender.taken().stream()
                  .filter(message -> message.person().app.equals(app))
                  .filter(message -> isCounted(message, opened))
                  .toList()));
    }
    return all;
  }

  /// What came before anybody whom it names was erased is gone; all of it was sent again since.
  private boolean isCounted(Message message, Set<String> opened) {
    var person = message.person();
    if (person.has(Person.Fate.OBJECTS)
        || (person.has(Person.Fate.RESTRICTS) && !message.early())) {
      return false;
    }
    if (isBeforeErasure(message, message.owner())) {
      return false;
    }
    // Of a user's device, erased a moment later: what came in between is the user's new life's.
    return message.named().noneMatch(named -> isBeforeErasure(message, named))
        || opened.contains(message.id());
  }

  private boolean isBeforeErasure(Message message, Identity named) {
    var erased = vault.state(message.person().app, named).erased();
    return erased != null && message.time().isBefore(erased);
  }

  /// All that opens of what is on the stream.
  private Set<String> opened() {
    var ids = new HashSet<String>();
    for (var label : vault.living()) {
      for (var told : stream.records(label)) {
        if (told.sealed() != null) {
          ids.addAll(messages(told));
        }
      }
    }
    return ids;
  }

  private Collection<String> messages(StreamRecord told) {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      json.writeStartArray();
      SealedContent.decode(vault.open(told)).writeEvents(json);
      json.writeEndArray();
      json.flush();
      var ids = new ArrayList<String>();
      new JsonMapper()
          .readTree(text.toString())
          .forEach(event -> ids.add(event.path("messageId").asText()));
      return ids;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// What an application's statistics say, as soon as it is what they should.
  public Map<String, Long> counted(String id, Map<String, Long> expected) {
    var app =
        scene.crowd.apps.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    var statistics = new Statistics(app);
    return Await.latest(statistics::now, now -> now.equals(expected));
  }

  /// Each erasure has a receipt that holds, and says what was so.
  public void checkReceipts(Path folder) throws IOException, InterruptedException {
    new ReceiptsSaid(scene, stream, files).check(folder);
  }

  /// Looks at nothing any more.
  public void stop() throws InterruptedException {
    scene.requests.stop();
  }
}
