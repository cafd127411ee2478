package dev.lethe.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import dev.lethe.ingest.gate.InMemoryGate;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.ingest.request.Call;
import dev.lethe.shared.content.SealedContent;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.WrongKeyException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// An application whose SDK sends requests, for tests of what becomes of them.
final class Sender {

  static final String APP = "app_1";
  static final ApiKey KEY = ApiKey.shown("lethe_wk_" + "Example".repeat(6) + "E");

  /// As many new subjects as its key may bring in a minute.
  static final int NEW_SUBJECTS = 300;

  final InMemoryRegistry registry = new InMemoryRegistry();
  final InMemoryGate gate = new InMemoryGate(registry, NEW_SUBJECTS);

  /// Each time that something was put on the stream.
  final List<List<LaneMessage>> puts = new ArrayList<>();

  private final Origins origins = new Origins(address -> Optional.of("DE"));

  private final Ingest ingest =
      new Ingest(
          new BodyReader(origins),
          gate,
          new Lives(gate, gate, new SecureRandom()),
          new CollectionSwitch(gate, gate),
          (records, deadline) -> puts.add(List.copyOf(records)));

  private Instant now = Records.NOON;

  Sender(Settings settings) {
    registry.enrol(new Application(APP, "cus_1", "App", settings), KEY);
  }

  Sender(Feature... features) {
    this(Settings.STANDARD);
    for (var feature : features) {
      switchTo(feature, true);
    }
  }

  void switchTo(Feature feature, boolean on) {
    registry.switchFeature(
        registry.application(APP).orElseThrow(),
        new FeatureSwitch(
            feature, now, on ? new FeatureSwitch.Attestation("Jane", "consent", "1") : null));
  }

  /// From when on it sends.
  void at(Instant time) {
    now = time;
  }

  /// Sends a body, in which quotes are single.
  Outcome send(String call, String body) {
    return ingest.take(
        new SdkRequest(
            Call.at(call).orElseThrow(),
            KEY,
            Bytes.copyOf(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
            origins.of("203.0.113.77"),
            now));
  }

  /// Tracks one event of a device.
  Outcome track(String device) {
    return send("track", "{'event':'Opened','anonymousId':'%s'}".formatted(device));
  }

  /// All records of subjects that were put on the stream.
  List<StreamRecord> records() {
    return puts.stream()
        .flatMap(List::stream)
        .filter(StreamRecord.class::isInstance)
        .map(StreamRecord.class::cast)
        .toList();
  }

  /// How many events, or parts, were told not to be taken, by outcome.
  Map<String, Long> intake() {
    var numbers = new TreeMap<String, Long>();
    puts.stream()
        .flatMap(List::stream)
        .filter(IntakeRecord.class::isInstance)
        .map(IntakeRecord.class::cast)
        .forEach(told ->
            told.numbers().forEach((outcome, number) -> numbers.merge(outcome, number, Long::sum)));
    return numbers;
  }

  static Identity device(String id) {
    return Identity.of(Identity.Kind.DEVICE, id);
  }

  static Identity user(String id) {
    return Identity.of(Identity.Kind.USER, id);
  }

  SubjectState state(Identity identity) {
    return gate.state(APP, identity);
  }

  void set(Identity identity, SubjectState state) {
    gate.set(APP, identity, state);
  }

  void forbid(Identity identity, Rights rights) {
    set(identity, state(identity).with(rights));
  }

  /// What is sealed in a record, opened with its subject's key, as JSON.
  String opened(StreamRecord streamRecord, Identity owner) {
    var life = Objects.requireNonNull(state(owner).life());
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      var keyring = gate.keyring(APP);
      var key = keyring.unwrap(life.key(), life.label());
      var content =
          SealedContent.decode(key.open(Objects.requireNonNull(streamRecord.sealed())))
              .opened(keyring.featureKeys());
      json.writeStartObject();
      json.writeStringField("network", String.valueOf(content.network()));
      json.writeArrayFieldStart("events");
      content.writeEvents(json);
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException | WrongKeyException e) {
      throw new AssertionError("It does not open.", e);
    }
    return text.toString();
  }
}
