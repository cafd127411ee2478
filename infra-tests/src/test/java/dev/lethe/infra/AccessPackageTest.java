package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.Functions;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Subject;
import dev.lethe.infra.stack.SubjectStates;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.infra.stack.Uploader;
import dev.lethe.ingest.request.Whose;
import dev.lethe.ingest.screenshot.picture.Pictures;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.aws.DynamoDisclosures;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.packages.aws.S3PackageObjects;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.aws.CaseItem;
import dev.lethe.shared.rights.aws.DynamoCases;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.aws.DynamoLabelledSubjects;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import dev.lethe.subjects.packages.aws.DynamoIssues;
import dev.lethe.subjects.packages.aws.DynamoPortraits;
import dev.lethe.subjects.packages.aws.S3PackageLinks;
import dev.lethe.subjects.rectification.Rectification;
import dev.lethe.subjects.rectification.aws.DynamoProfiles;
import dev.lethe.subjects.request.Correction;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Regulation;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Timeline;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Everything that is held of a subject is in the package that the three steps make, and nothing of
/// anybody else; when the subject is erased it is gone.
class AccessPackageTest {

  private static final String SCRIPT = "<script>alert(1)</script>";

  private final Stack stack = Stack.running();
  private final Clock clock = Clock.systemUTC();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final String vault = stack.output("VaultTable");
  private final String requests = stack.output("RequestsTable");
  private final Tenant tenant =
      Tenant.enrol("Access").with(Feature.SCREENSHOTS).with(Feature.USER_ATTRIBUTES);
  private final Subject asks = new Subject(tenant, "asks-" + UUID.randomUUID());
  private final Subject other = new Subject(tenant, "other-" + UUID.randomUUID());
  private final UUID request = UUID.randomUUID();
  private final CaseId id = new CaseId(tenant.appId(), request);
  private final AccessPackages packages =
      new AccessPackages(new S3PackageObjects(s3, stack.output("ExportsBucket")));
  private final S3PackageLinks links =
      new S3PackageLinks(
          new DynamoIssues(dynamo, requests, clock),
          packages,
          S3Presigner.builder()
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
              .build(),
          stack.output("ExportsBucket"),
          clock);

  private void send(String path, String body) {
    assertThat(
            Api.post(
                    path,
                    body.getBytes(StandardCharsets.UTF_8),
                    GatewayEvents.basic(tenant.writeKey()))
                .status())
        .isEqualTo(200);
  }

  private void live(Subject subject) {
    send(
        "/v1/identify",
        "{\"anonymousId\":\"%s\",\"traits\":{\"plan\":\"%s\",\"city\":\"Bonn\"},\"messageId\":\"%s\"}"
            .formatted(subject.device(), SCRIPT, UUID.randomUUID()));
    for (var event : List.of("Read", SCRIPT)) {
      send(
          "/v1/track",
          "{\"event\":\"%s\",\"anonymousId\":\"%s\",\"messageId\":\"%s\",\"properties\":{\"a\":[1,null]}}"
              .formatted(event, subject.device(), UUID.randomUUID()));
    }
    var picture = Pictures.png();
    var form = Uploader.form(subject.device(), picture);
    var uploader = new Uploader(tenant);
    assertThat(uploader.complete(uploader.uploaded(form, picture), form).status()).isEqualTo(200);
  }

  private Life life(Subject subject) {
    var view = new SubjectStates(tenant).view(Whose.of(null, subject.device()));
    return Objects.requireNonNull(
        view.stored(Identity.of(Identity.Kind.DEVICE, subject.device())).life());
  }

  private Pseudonym pseudonym(Subject subject) {
    return new SubjectStates(tenant)
        .view(Whose.of(null, subject.device()))
        .keyring()
        .pseudonym(Identity.of(Identity.Kind.DEVICE, subject.device()));
  }

  private CaseLife opened() {
    var life = life(asks);
    var now = clock.instant();
    var about =
        new CaseLife(Identity.Kind.DEVICE, pseudonym(asks), life.label(), life.born(), 1, 1, now);
    dynamo.putItem(put -> put.tableName(vault).item(CaseItem.of(id, about)));
    new DynamoRequestBook(dynamo, requests, clock)
        .enter(
            new EnteredRequest(
                tenant.customerId(),
                tenant.appId(),
                "sk_tests",
                request,
                RequestType.ACCESS,
                Regulation.GDPR,
                now,
                Set.of(),
                List.of(),
                Bytes.copyOf(new byte[] {1}),
                Set.of(Bytes.copyOf(request.toString().getBytes(StandardCharsets.US_ASCII))),
                Duration.ZERO,
                null,
                null,
                Timeline.received(now),
                Map.of("received", now)));
    return about;
  }

  private void step(String function) {
    var answer =
        Functions.call(
            function,
            "{\"step\":\"collect\",\"customer\":\"%s\",\"app\":\"%s\",\"request\":\"%s\"}"
                .formatted(tenant.customerId(), tenant.appId(), request));
    assertThat(answer).doesNotContain(life(asks).label());
  }

  private Map<String, byte[]> unzipped() throws IOException {
    var files = new HashMap<String, byte[]>();
    var zip =
        s3.getObjectAsBytes(
                get -> get.bucket(stack.output("ExportsBucket")).key(AccessPackages.whole(id)))
            .asByteArray();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(Objects.requireNonNull(files.get(name)), StandardCharsets.UTF_8);
  }

  private static JsonNode data(String text) throws IOException {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("../docs/access.schema.json")));
    assertThat(schema.validate(text, InputFormat.JSON)).isEmpty();
    return new JsonMapper().readTree(text);
  }

  /// Puts the city right, twice.
  private void rectify() {
    var subjects =
        new DynamoLabelledSubjects(
            new BatchRead(dynamo, Thread::sleep),
            vault,
            new HeldKeyrings(new KmsKeyrings(stack.client(KmsClient.builder())), clock));
    var rectification =
        new Rectification(
            any ->
                Optional.of(List.of(new Correction("city", new Correction.Value.Text("Berlin")))),
            new DynamoCases(dynamo, vault, clock),
            subjects,
            new DynamoProfiles(
                dynamo, vault, new DynamoRegistry(dynamo, stack.output("RegistryTable"))),
            clock);
    rectification.apply(id);
    rectification.apply(id);
  }

  @Test
  void allThatIsHeldOfWhoAsksIsInThePackageAndNothingOfOthers() throws IOException {
    live(asks);
    live(other);
    Await.found(() -> new ArchivedLines().of(tenant.appId()).size() == 6 ? true : null);
    var about = opened();
    rectify();
    assertThat(new DynamoPortraits(dynamo, vault, clock).of(tenant.appId(), about).corrections())
        .hasSize(1);
    for (var function :
        List.of("collect-events", "collect-events", "collect-counts", "package", "package")) {
      step(function);
    }

    var files = unzipped();
    assertThat(files).hasSize(4).containsKeys("events.ndjson", "data.json", "index.html");
    var events = text(files, "events.ndjson").lines().toList();
    assertThat(events)
        .hasSize(3)
        .allMatch(line -> line.contains(asks.device()) && line.contains("\"inClear\""));
    assertThat(String.join("", events)).contains("\"properties\":{\"a\":[1,null]}");
    var subject = data(text(files, "data.json")).path("subjects").path(0);
    assertThat(subject.path("attributes").path("plan").asText()).isEqualTo(SCRIPT);
    assertThat(subject.path("attributes").path("city").asText()).isEqualTo("Berlin");
    assertThat(subject.path("screenshots")).hasSize(1);
    assertThat(subject.path("statistics").path("counted")).isNotEmpty();
    assertThat(text(files, "index.html")).contains("&lt;script&gt;").doesNotContain("<script");
    files
        .values()
        .forEach(file ->
            assertThat(new String(file, StandardCharsets.ISO_8859_1))
                .doesNotContain(other.device(), life(asks).label(), life(other).label()));
    assertThat(
            new DynamoDisclosures(dynamo, requests, clock)
                .of(tenant.customerId(), 10, null)
                .entries())
        .filteredOn(entry -> entry.kind() != DisclosureEntry.Kind.OPERATOR_KEY)
        .extracting(DisclosureEntry::kind, DisclosureEntry::id)
        .containsExactly(Tuple.tuple(DisclosureEntry.Kind.ACCESS_PACKAGE, request.toString()));
    assertThat(links.link(tenant.customerId(), tenant.appId(), request)).isPresent();

    var label = life(asks).label();
    assertThat(packages.count(tenant.appId(), label)).isEqualTo(1);
    assertThat(packages.erase(tenant.appId(), label)).isEqualTo(1);
    assertThat(links.link(tenant.customerId(), tenant.appId(), request)).isEmpty();
  }
}
