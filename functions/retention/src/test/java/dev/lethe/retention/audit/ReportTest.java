package dev.lethe.retention.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lethe.retention.audit.AuditFiles.Form;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.signing.SignedFile;
import dev.lethe.shared.signing.TestSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final TestSigner SIGNER = TestSigner.create();
  private static final JsonMapper JSON = new JsonMapper();
  static final Path DOCUMENTS = Path.of("../../docs");

  private final AuditWorld world = new AuditWorld("App & <b>Co</b>");
  private final Report report = world.report(SIGNER);

  private String file(Form form) {
    report.make(world.audit, AuditWorld.RUN);
    return kept(world, form);
  }

  private static String kept(AuditWorld world, Form form) {
    return new String(
        new AuditFiles(world.papers).read(world.audit, form).orElseThrow().toArray(), UTF_8);
  }

  private JsonNode audit() {
    try {
      return JSON.readTree(file(Form.JSON)).path("audit");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode one(JsonNode of, Predicate<JsonNode> which) {
    return StreamSupport.stream(of.spliterator(), false).filter(which).findFirst().orElseThrow();
  }

  private static JsonNode kind(JsonNode audit, String store, String kind) {
    var kinds =
        one(audit.path("stores"), node -> node.path("store").asText().equals(store)).path("kinds");
    return one(kinds, node -> node.path("kind").asText().equals(kind));
  }

  @Test
  void itIsAsItsSchemaSaysAndSigned() throws IOException {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(DOCUMENTS.resolve("audit.schema.json")));
    var text = file(Form.JSON);
    assertThat(schema.validate(text, InputFormat.JSON)).isEmpty();
    var file = new AuditFiles(world.papers).read(world.audit, Form.JSON).orElseThrow();
    var lines = text.split("\n", -1);
    assertThat(lines).hasSize(4);
    var value = JSON.readTree(text).path("signature").path("value").binaryValue();
    SIGNER
        .certificate()
        .check(
            SignedFile.signed(file),
            dev.lethe.shared.record.Bytes.copyOf(value),
            world.clock.instant());
    assertThat(JSON.readTree(text).path("audit").path("certificate").asText())
        .isEqualTo(SIGNER.certificate().fingerprint());
  }

  @Test
  void itTellsWhatWasMeasuredOfItsApplication() {
    var audit = audit();
    var subjects = kind(audit, "vault", "subjects");
    assertThat(subjects.path("records").asLong()).isEqualTo(3);
    assertThat(subjects.path("oldest").asText()).isEqualTo("2026-10-16T12:00:00.000Z");
    assertThat(subjects.path("source").asText()).isEqualTo("measured");
    assertThat(subjects.path("policy").path("source").asText()).isEqualTo("configured");
    assertThat(subjects.path("asPromised").asBoolean()).isTrue();
    assertThat(kind(audit, "vault", "links").path("asPromised").asBoolean()).isFalse();
    assertThat(kind(audit, "screenshots", "screenshots").path("bytes").asLong()).isEqualTo(1234);
    // What was not found is told, too.
    assertThat(kind(audit, "vault", "profiles").path("records").asLong()).isZero();
  }

  /// Not where it is theirs, and not where nothing says whose it is.
  @Test
  void whatOthersHaveIsNotCounted() {
    var entries = kind(audit(), "ledger", "entries");
    assertThat(entries.path("of").asText()).isEqualTo("all_applications");
    assertThat(entries.path("records").isNull()).isTrue();
    assertThat(entries.path("asPromised").asBoolean()).isFalse();
    for (var form : Form.values()) {
      assertThat(file(form))
          .doesNotContain(
              "47111174",
              "47122174",
              "47133174",
              "47144174",
              "47155174",
              "47166174",
              "81508150",
              "exp_2")
          .doesNotContain(AuditWorld.OTHERS);
    }
  }

  @Test
  void whatIsAgainstThePolicyIsToldInWords() {
    var breaches = audit().path("breaches");
    assertThat(StreamSupport.stream(breaches.spliterator(), false).map(JsonNode::toString))
        .containsExactly(
            "{\"of\":\"links\",\"records\":1,\"says\":\"past its time, the worst by 5 days\",\"store\":\"vault\"}",
            "{\"of\":\"time_to_live\",\"records\":null,\"says\":\"AWS reports \\\"off\\\" where \\\"by expires\\\" is promised\",\"store\":\"vault\"}",
            "{\"of\":\"entries\",\"records\":null,\"says\":\"without an end\",\"store\":\"ledger\"}");
    assertThat(audit().path("unknownSettings").asLong()).isEqualTo(1);
  }

  @Test
  void whatIsRecordedAndConfiguredIsSaidToBe() {
    var audit = audit();
    assertThat(audit.path("requests").path("number").asInt()).isEqualTo(1);
    assertThat(audit.path("requests").path("latest").path(0).path("timeline")).hasSize(2);
    assertThat(audit.path("disclosures").path("latest").findValuesAsText("id"))
        .containsExactly("exp_1", "3f9a01b2c4d5", "exp_3");
    assertThat(audit.path("features").path("on").path(0).asText()).isEqualTo("goals");
    assertThat(audit.path("features").path("switched").path(0).path("attestedBy").asText())
        .isEqualTo("Jane <Doe>");
    assertThat(audit.path("features").path("switched").path(1).path("collected").asText())
        .isEqualTo("erased");
    var others = audit.path("subProcessors");
    assertThat(others.path("source").asText()).isEqualTo("configured");
    assertThat(others.path("all").path(0).path("where").asText()).isEqualTo("eu-central-1");
    assertThat(others.path("all")).hasSize(2);
    var registered = audit.path("register");
    assertThat(registered.path("source").asText()).isEqualTo("recorded");
    assertThat(registered.path("all").toString())
        .isEqualTo(
            "[{\"announced\":\"2026-11-01\",\"country\":\"US\",\"from\":\"2026-12-01\",\"name\":\"Mail Inc.\","
                + "\"purpose\":\"sends mail to contacts\",\"safeguard\":\"standard_contractual_clauses\",\"until\":null}]");
  }

  @Test
  void whoGetsLogsIsSaid() throws IOException {
    assertThat(audit().path("subProcessors").path("logShipping").asText()).isEqualTo("none");
    assertThat(file(Form.HTML)).contains("shipped to nobody");
    var shipping = new AuditWorld("App");
    shipping.logShipping = "logs.example.com";
    shipping.report(SIGNER).make(shipping.audit, AuditWorld.RUN);
    assertThat(kept(shipping, Form.HTML)).contains("shipped to logs.example.com");
    var others = JSON.readTree(kept(shipping, Form.JSON)).path("audit").path("subProcessors");
    assertThat(others.path("logShipping").asText()).isEqualTo("logs.example.com");
    assertThat(others.path("all")).hasSize(3);
  }

  @Test
  void thePageEscapesWhateverOthersWrote() {
    assertThat(file(Form.HTML))
        .contains("App &amp; &lt;b&gt;Co&lt;/b&gt;", "Jane &lt;Doe&gt;", "class=\"wrong\"")
        .doesNotContain("<b>", "<Doe>", "<script")
        .contains("the Vault table: subjects, 41 days of 91 days");
  }

  @Test
  void whoIsKilledIsRepeatedAndTheFirstFileStays() throws IOException {
    var signed = file(Form.JSON);
    world.papers.delete(
        world.papers.names("audits/" + AuditWorld.APP + '/' + AuditWorld.RUN + ".html"));
    assertThat(file(Form.HTML)).isNotEmpty();
    assertThat(file(Form.JSON)).isEqualTo(signed);
    assertThat(world.audits.of(AuditWorld.CUSTOMER, AuditWorld.APP))
        .extracting(Audit::status)
        .containsExactly(Audit.Status.READY);
  }

  @Test
  void nothingIsKeptThatNobodyCouldVerify() {
    var expired = TestSigner.create("1999/01/01");
    assertThatThrownBy(() -> world.report(expired).make(world.audit, AuditWorld.RUN))
        .isInstanceOf(IllegalStateException.class);
    assertThat(world.papers.names("audits/")).isEmpty();
  }

  private void run(String step) throws IOException {
    try (var sample = getClass().getResourceAsStream("/events/audit-report.json")) {
      @SuppressWarnings("unchecked")
      Map<String, Object> input =
          new HashMap<>(JSON.readValue(Objects.requireNonNull(sample), Map.class));
      input.put("step", step);
      input.put("customer", AuditWorld.CUSTOMER);
      input.put("app", AuditWorld.APP);
      new ReportHandler(world.audits, report).handleRequest(input, new TestLambdaContext());
    }
  }

  @Test
  void stepsMakeAnAuditOrNoteThatThereIsNone() throws IOException {
    run("fail");
    assertThat(world.audits.of(AuditWorld.CUSTOMER, AuditWorld.APP).getFirst().status())
        .isEqualTo(Audit.Status.FAILED);
    var other = new AuditWorld("App");
    new ReportHandler(other.audits, other.report(SIGNER))
        .handleRequest(
            Map.of(
                "step", "report",
                "customer", AuditWorld.CUSTOMER,
                "app", AuditWorld.APP,
                "audit", AuditWorld.RUN,
                "run", AuditWorld.RUN),
            new TestLambdaContext());
    assertThat(other.audits.of(AuditWorld.CUSTOMER, AuditWorld.APP).getFirst().status())
        .isEqualTo(Audit.Status.READY);
  }

  @Test
  void ofAnApplicationThatIsGoneNothingIsWritten() {
    world.registry.end(AuditWorld.APP, new Ending(AuditWorld.ASKED, false, false));
    assertThat(file(Form.JSON)).as("while it ends").isNotEmpty();
    var gone = new AuditWorld("App");
    gone.registry.end(AuditWorld.APP, new Ending(AuditWorld.ASKED, false, true));
    gone.report(SIGNER).make(gone.audit, AuditWorld.RUN);
    assertThat(gone.papers.names("audits/")).isEmpty();
    assertThat(gone.audits.of(AuditWorld.CUSTOMER, AuditWorld.APP).getFirst().status())
        .isEqualTo(Audit.Status.FAILED);
  }

  /// Else run SampleAudits.
  @Test
  void theSampleIsAsItWouldBeMade() throws IOException {
    var sample = JSON.readTree(Files.readString(SampleAudits.FOLDER.resolve("audit.json")));
    var made = JSON.readTree(SampleAudits.made(SIGNER).get("audit.json"));
    ((com.fasterxml.jackson.databind.node.ObjectNode) made.path("audit"))
        .set("certificate", sample.path("audit").path("certificate"));
    assertThat(made.path("audit")).isEqualTo(sample.path("audit"));
    assertThat(SampleAudits.made(SIGNER).get("audit.html"))
        .isEqualTo(Files.readString(SampleAudits.FOLDER.resolve("audit.html")));
  }
}
