package dev.lethe.ingest.screenshot;

import dev.lethe.ingest.gate.InMemoryGate;
import dev.lethe.ingest.gate.KeysMissingException;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.gate.View;
import dev.lethe.ingest.request.Whose;
import dev.lethe.ingest.screenshot.picture.Pictures;
import dev.lethe.shared.content.InMemoryScreenshots;
import dev.lethe.shared.content.SealedScreenshot;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
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
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// An application that takes screenshots, for tests of what becomes of them.
final class App {

  static final String APP = "app_1";
  static final ApiKey KEY = ApiKey.shown("lethe_wk_" + "Example".repeat(6) + "E");

  /// As many new subjects, and as many uploads, as its key may bring in a minute.
  static final int PER_MINUTE = 3;

  /// A picture with metadata, as it is uploaded.
  static final byte[] PICTURE = Pictures.pngWithMetadata();

  static final Identity DEVICE = Identity.of(Identity.Kind.DEVICE, "d1");
  static final Identity USER = Identity.of(Identity.Kind.USER, "u1");

  final InMemoryRegistry registry = new InMemoryRegistry();
  final InMemoryGate gate = new InMemoryGate(registry, PER_MINUTE);
  final InMemoryUploads uploads = new InMemoryUploads();
  final InMemoryScreenshots screenshots = new InMemoryScreenshots();

  /// Whom each request asked the gate about.
  final List<Set<Whose>> asked = new ArrayList<>();

  final ScreenshotIntake intake =
      new ScreenshotIntake(
          this::view,
          new Lives(gate, gate, new SecureRandom()),
          (key, now) -> admit(),
          uploads,
          screenshots,
          new SecureRandom());

  private int uploadsAskedFor;
  private Instant now = Records.NOON;

  App(Settings settings) {
    registry.enrol(new Application(APP, "cus_1", "App", settings), KEY);
    switchTo(Feature.SCREENSHOTS, true);
  }

  App() {
    this(Settings.STANDARD);
  }

  private boolean admit() {
    uploadsAskedFor++;
    return uploadsAskedFor <= PER_MINUTE;
  }

  private Optional<View> view(ApiKey key, Set<Whose> whose) throws KeysMissingException {
    asked.add(whose);
    return gate.view(key, whose);
  }

  int uploadsAskedFor() {
    return uploadsAskedFor;
  }

  void switchTo(Feature feature, boolean on) {
    registry.switchFeature(
        registry.application(APP).orElseThrow(),
        new FeatureSwitch(
            feature, now, on ? new FeatureSwitch.Attestation("Jane", "consent", "1") : null));
  }

  void at(Instant time) {
    now = time;
  }

  static Map<String, String> fields() {
    return Forms.fields(PICTURE);
  }

  Outcome offer(Map<String, String> fields) {
    return intake.offer(KEY, Forms.form(fields), now);
  }

  /// Asks for an upload, and gets it.
  String offered(Map<String, String> fields) {
    return offer(fields) instanceof Outcome.Offered offered ? offered.id() : "none";
  }

  /// Uploads a picture for an id.
  void upload(String id, byte[] picture) {
    uploads.upload(name(id), picture);
  }

  /// What an upload is called.
  static String name(String id) {
    return id.substring(0, 21) + lastOfName(id);
  }

  /// The last character of a name has but two bits.
  private static char lastOfName(String id) {
    var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return digits.charAt(digits.indexOf(id.charAt(21)) & 0b110000);
  }

  Outcome complete(String id, Map<String, String> fields) {
    return intake.complete(KEY, id, Forms.form(fields), now);
  }

  /// All from the first request to the last.
  Outcome take(Map<String, String> fields) {
    var id = offered(fields);
    upload(id, PICTURE);
    return complete(id, fields);
  }

  Outcome take() {
    return take(fields());
  }

  SubjectState state(Identity identity) {
    return gate.state(APP, identity);
  }

  void set(Identity identity, SubjectState state) {
    gate.set(APP, identity, state);
  }

  void forbid(Rights rights) {
    set(DEVICE, state(DEVICE).with(rights));
  }

  /// The only screenshot that is kept, opened with its subject's key.
  SealedScreenshot kept(Identity owner) {
    var all = Map.copyOf(screenshots.all());
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " are kept.");
    }
    return opened(all.values().iterator().next(), owner);
  }

  SealedScreenshot opened(Bytes sealed, Identity owner) {
    var life = Objects.requireNonNull(state(owner).life());
    try {
      var keyring = gate.keyring(APP);
      return SealedScreenshot.open(
              sealed, keyring.unwrap(life.key(), life.label()), keyring.featureKeys())
          .orElseThrow();
    } catch (IOException | WrongKeyException e) {
      throw new AssertionError("It does not open.", e);
    }
  }
}
