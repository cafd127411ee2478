package dev.lethe.subjects.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lethe.shared.content.InMemoryScreenshots;
import dev.lethe.shared.content.ScreenshotName;
import dev.lethe.shared.content.SealedScreenshot;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.packages.InMemoryPackageObjects;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.InMemoryCases;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.cases.CorrectionText;
import dev.lethe.subjects.request.Correction;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Regulation;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Timeline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PackingTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final String APP = "app_1";
  private static final String USER = "UUUUUUUUUUUUUUUUUUUUUU";
  private static final String DEVICE = "DDDDDDDDDDDDDDDDDDDDDD";
  private static final String SCRIPT = "<script>alert('1')</script>";

  private final EnteredRequest request =
      new EnteredRequest(
          "cus_1",
          APP,
          "sk_1",
          UUID.randomUUID(),
          RequestType.ACCESS,
          Regulation.GDPR,
          NOW,
          Set.of(),
          List.of(),
          Bytes.copyOf(new byte[1]),
          Set.of(),
          Duration.ZERO,
          null,
          Timeline.received(NOW),
          Map.of("received", NOW));
  private final CaseId id = new CaseId(APP, request.id());
  private final InMemoryCases cases = new InMemoryCases();
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryPackageObjects objects = new InMemoryPackageObjects();
  private final AccessPackages packages = new AccessPackages(objects);
  private final InMemoryScreenshots screenshots = new InMemoryScreenshots();
  private final InMemoryIssues issues = new InMemoryIssues();
  private final Map<String, SubjectKey> keys = new HashMap<>();
  private final Set<String> erased = new HashSet<>();
  private final Map<String, List<Portrait.SealedCorrections>> corrections = new HashMap<>();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Packing packing =
      new Packing(
          cases,
          this::find,
          this::portrait,
          (customer, app, identities) -> List.of(request),
          registry,
          packages,
          new Assembly(packages, screenshots),
          issues,
          clock);

  private Map<String, LabelledSubjects.Labelled> find(String app, Set<String> labels) {
    var found = new HashMap<String, LabelledSubjects.Labelled>();
    for (var label : labels) {
      var key = keys.get(label);
      if (key != null && !erased.contains(label)) {
        found.put(label, new LabelledSubjects.Labelled(Rights.NONE_USED, 1, key));
      }
    }
    return found;
  }

  private Portrait portrait(String app, CaseLife life) {
    var label = life.label();
    if (label == null || erased.contains(label)) {
      return new Portrait(SubjectState.UNKNOWN, 0, List.of());
    }
    var day = LocalDate.parse("2026-11-20");
    var wrapped = new Keyring.WrappedKey(1, Bytes.copyOf(new byte[1]));
    var state =
        new SubjectState(
            1, 1, new Life(label, wrapped, day, day), null, Rights.NONE_USED.withRestricted(true));
    return new Portrait(state, 1, corrections.getOrDefault(label, List.of()));
  }

  @BeforeEach
  void enrol() {
    registry.enrol(
        new Application(APP, "cus_1", "App", Settings.STANDARD),
        ApiKey.generate(ApiKey.Kind.WRITE, new SecureRandom()));
  }

  private SubjectKey lives(Identity.Kind kind, String label) {
    cases.add(
        id, new CaseLife(kind, new Pseudonym("p" + label), label, LocalDate.EPOCH, 1, 1, NOW));
    var key = SubjectKey.generate(APP, label, new SecureRandom());
    keys.put(label, key);
    packages.keep(id, label, "counts", bytes("{\"entries\":1,\"takenOut\":0,\"counted\":[]}"));
    return key;
  }

  private void collected(String label, String piece, String... lines) {
    var text = String.join("\n", lines) + "\n";
    var key = Objects.requireNonNull(keys.get(label));
    packages.keep(id, label, "events/" + piece, key.seal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Bytes bytes(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String line(String event) {
    return "{\"receivedAt\":\"2026-11-24T10:00:00Z\",\"network\":\"192.0.2.0/24\",\"country\":\"DE\",\"event\":%s}"
        .formatted(event);
  }

  /// The files of the package, by name.
  private Map<String, String> unzipped() throws IOException {
    var zip = objects.read(AccessPackages.whole(id)).orElseThrow().toArray();
    var files = new LinkedHashMap<String, String>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private JsonNode data() throws IOException {
    var text = String.valueOf(unzipped().get("data.json"));
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("../../docs/access.schema.json")));
    assertThat(schema.validate(text, InputFormat.JSON)).isEmpty();
    return new JsonMapper().readTree(text);
  }

  @Test
  void everythingThatIsHeldIsInIt() throws IOException {
    var key = lives(Identity.Kind.USER, USER);
    lives(Identity.Kind.DEVICE, DEVICE);
    var identify =
        "{\"type\":\"identify\",\"traits\":{\"name\":\"%s\",\"plan\":{\"a\":1}}}".formatted(SCRIPT);
    collected(USER, "1", line(identify), line("{\"event\":\"Read\"}"));
    collected(DEVICE, "1", line("{\"event\":\"%s\"}".formatted(SCRIPT)));
    var shot = new SealedScreenshot(NOW, "image/png", bytes("picture"));
    screenshots.keep(new ScreenshotName(APP, USER, 90, "one"), key.seal(shot.encode()));
    var old = new SealedScreenshot(NOW.minus(Duration.ofDays(8)), "image/png", bytes("old"));
    screenshots.keep(new ScreenshotName(APP, USER, 7, "old"), key.seal(old.encode()));
    var right = List.of(new Correction("city", new Correction.Value.Text("Berlin")));
    corrections.put(
        USER,
        List.of(
            new Portrait.SealedCorrections(
                UUID.randomUUID(), NOW, key.seal(CorrectionText.of(right)))));
    packing.pack(request);

    assertThat(unzipped())
        .containsOnlyKeys("events.ndjson", "screenshots/user-1/one.png", "data.json", "index.html")
        .containsEntry("screenshots/user-1/one.png", "picture");
    assertThat(unzipped().get("events.ndjson"))
        .isEqualTo(
            "{\"subject\":\"user-1\","
                + line(identify).substring(1)
                + "\n"
                + "{\"subject\":\"user-1\","
                + line("{\"event\":\"Read\"}").substring(1)
                + "\n"
                + "{\"subject\":\"device-1\","
                + line("{\"event\":\"%s\"}".formatted(SCRIPT)).substring(1)
                + "\n");
    var user = data().path("subjects").path(0);
    assertThat(user.path("attributes").path("name").asText()).isEqualTo(SCRIPT);
    assertThat(user.path("attributes").path("plan").path("a").asInt()).isEqualTo(1);
    assertThat(user.path("attributes").path("city").asText()).isEqualTo("Berlin");
    assertThat(user.path("rights").path("restricted").asBoolean()).isTrue();
    assertThat(user.path("rights").path("purposes").path("research").asBoolean()).isFalse();
    assertThat(user.path("statistics").path("entries").asInt()).isEqualTo(1);
    assertThat(data().path("requests").path(0).path("id").asText())
        .isEqualTo(request.id().toString());
  }

  @Test
  void thePageEscapesWhateverEventsSayAndNeedsNoScript() throws IOException {
    lives(Identity.Kind.USER, USER);
    collected(
        USER,
        "1",
        line("{\"event\":\"%s\"}".formatted(SCRIPT)),
        line("{\"type\":\"identify\",\"traits\":{\"%s\":\"\\\"%s\"}}".formatted(SCRIPT, SCRIPT)));
    packing.pack(request);
    assertThat(unzipped().get("index.html"))
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;", "<svg", "default-src 'none'")
        .doesNotContain("<script", "http://", "https://", " src=");
  }

  @Test
  void itIsADisclosureOnceHoweverOftenTheStepRuns() throws IOException {
    lives(Identity.Kind.USER, USER);
    collected(USER, "1", line("{\"event\":\"Read\"}"));
    packing.pack(request);
    var first = unzipped();
    packing.pack(request);
    assertThat(unzipped()).isEqualTo(first);
    assertThat(issues.disclosures())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.kind()).isEqualTo(DisclosureEntry.Kind.ACCESS_PACKAGE);
          assertThat(entry.by()).isEqualTo("sk_1");
          assertThat(entry.details()).containsEntry("events", "1").doesNotContainKey("label");
        });
    assertThat(objects.names())
        .containsExactly(
            "packages/app_1/of/" + USER + "/" + request.id() + "/mark", AccessPackages.whole(id));
  }

  @Test
  void ofWhoIsUnknownThePackageIsEmptyAndOfTheSameForm() throws IOException {
    cases.add(id, new CaseLife(Identity.Kind.USER, new Pseudonym("nobody"), null, null, 0, 0, NOW));
    packing.pack(request);
    assertThat(unzipped()).containsOnlyKeys("events.ndjson", "data.json", "index.html");
    assertThat(data().path("subjects").path(0).path("known").asBoolean()).isFalse();
    assertThat(unzipped().get("index.html")).contains("Nothing is held about you.");
  }

  /// The Vault forgets first, then the copies are deleted.
  private void erase(String label) {
    erased.add(label);
    packages.erase(APP, label);
  }

  @Test
  void whoIsErasedWhileItIsWrittenIsNotInIt() throws IOException {
    lives(Identity.Kind.USER, USER);
    lives(Identity.Kind.DEVICE, DEVICE);
    collected(USER, "1", line("{\"event\":\"Mine\"}"));
    collected(DEVICE, "1", line("{\"event\":\"Erased\"}"));
    objects.beforeNextReplace(() -> erase(DEVICE));
    packing.pack(request);
    assertThat(unzipped().get("events.ndjson")).contains("Mine").doesNotContain("Erased");
    assertThat(objects.names()).noneMatch(name -> name.contains(DEVICE));
    assertThat(data().path("subjects").path(1).path("known").asBoolean()).isFalse();
  }

  @Test
  void whatWasCollectedOfALifeThatIsOverIsDeleted() {
    lives(Identity.Kind.DEVICE, DEVICE);
    collected(DEVICE, "1", line("{\"event\":\"Erased\"}"));
    erased.add(DEVICE);
    packing.pack(request);
    assertThat(objects.names()).containsExactly(AccessPackages.whole(id));
  }

  @Test
  void anErasureTakesAPackageThatCanBeHad() {
    lives(Identity.Kind.USER, USER);
    packing.pack(request);
    erase(USER);
    assertThat(packages.isThere(id)).isFalse();
    assertThat(objects.names()).isEmpty();
  }
}
