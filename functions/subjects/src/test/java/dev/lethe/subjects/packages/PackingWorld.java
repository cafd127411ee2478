package dev.lethe.subjects.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lethe.shared.content.InMemoryScreenshots;
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
import dev.lethe.shared.vault.FeatureKeys;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.request.BreakGlass;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// Subjects, what was collected of them, and the request that asks for it.
final class PackingWorld {

  static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  static final String CUSTOMER = "cus_0123456789abcdef01234567";
  static final String APP = "app_0123456789abcdef01234567";

  /// The keys of the application's features.
  static final FeatureKeys FEATURES = Keyrings.featureKeys(APP, 1, 1);

  /// The request of the sample input, or the operator's read of the same.
  final EnteredRequest request;

  final CaseId id;
  final InMemoryCases cases = new InMemoryCases();
  private final InMemoryRegistry registry = new InMemoryRegistry();
  final InMemoryPackageObjects objects = new InMemoryPackageObjects();
  final AccessPackages packages = new AccessPackages(objects);
  final InMemoryScreenshots screenshots = new InMemoryScreenshots();
  private final Map<String, SubjectKey> keys = new HashMap<>();
  final Set<String> erased = new HashSet<>();
  final Map<String, List<Portrait.SealedCorrections>> corrections = new HashMap<>();
  final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  final InMemoryIssues issues = new InMemoryIssues(clock);
  final Packing packing =
      new Packing(
          cases,
          this::find,
          this::portrait,
          this::requests,
          registry,
          packages,
          new Assembly(packages, screenshots),
          Scratch.emptied(Path.of("target", "packages")),
          issues,
          clock);

  private List<EnteredRequest> requests(String customer, String app, Collection<Bytes> identities) {
    return List.of(request);
  }

  private Map<String, LabelledSubjects.Labelled> find(String app, Set<String> labels) {
    var found = new HashMap<String, LabelledSubjects.Labelled>();
    for (var label : labels) {
      var key = keys.get(label);
      if (key != null && !erased.contains(label)) {
        found.put(label, new LabelledSubjects.Labelled(Rights.NONE_USED, 1, key, FEATURES));
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
    var wrapped = new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[1]));
    var state =
        new SubjectState(
            1, 1, new Life(label, wrapped, day, day), null, Rights.NONE_USED.withRestricted(true));
    return new Portrait(state, 1, corrections.getOrDefault(label, List.of()));
  }

  PackingWorld() {
    this(null);
  }

  PackingWorld(@Nullable BreakGlass why) {
    request =
        new EnteredRequest(
            CUSTOMER,
            APP,
            "sk_1",
            UUID.fromString("a7551968-d5d6-44b2-9831-815ac9017798"),
            RequestType.ACCESS,
            Regulation.GDPR,
            NOW,
            Set.of(),
            List.of(),
            Bytes.copyOf(new byte[1]),
            Set.of(),
            Duration.ZERO,
            null,
            why,
            Timeline.received(NOW),
            Map.of("received", NOW));
    id = new CaseId(APP, request.id());
    registry.enrol(
        new Application(APP, CUSTOMER, "App", Settings.STANDARD),
        ApiKey.generate(ApiKey.Kind.WRITE, new SecureRandom()));
  }

  SubjectKey lives(Identity.Kind kind, String label) {
    cases.add(
        id, new CaseLife(kind, new Pseudonym("p" + label), label, LocalDate.EPOCH, 1, 1, NOW));
    var key = SubjectKey.generate(APP, label, new SecureRandom());
    keys.put(label, key);
    packages.keep(id, label, "counts", bytes("{\"entries\":1,\"takenOut\":0,\"counted\":[]}"));
    return key;
  }

  void collected(String label, String piece, String... lines) {
    var text = String.join("\n", lines) + "\n";
    var key = Objects.requireNonNull(keys.get(label));
    packages.keep(id, label, "events/" + piece, key.seal(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Bytes bytes(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  static String line(String event) {
    return "{\"receivedAt\":\"2026-11-24T10:00:00Z\",\"network\":\"192.0.2.0/24\",\"country\":\"DE\",\"event\":%s}"
        .formatted(event);
  }

  /// The files of the package, by name.
  Map<String, String> unzipped() throws IOException {
    var zip = objects.read(AccessPackages.whole(id)).orElseThrow().toArray();
    var files = new LinkedHashMap<String, String>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  JsonNode data() throws IOException {
    var text = String.valueOf(unzipped().get("data.json"));
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("../../docs/access.schema.json")));
    assertThat(schema.validate(text, InputFormat.JSON)).isEmpty();
    return new JsonMapper().readTree(text);
  }

  /// The Vault forgets first, then the copies are deleted.
  void erase(String label) {
    erased.add(label);
    packages.erase(APP, label);
  }
}
