package dev.lethe.retention.audit;

import dev.lethe.retention.probe.InMemoryPapers;
import dev.lethe.retention.probe.ProbeFolder;
import dev.lethe.retention.probe.Probes;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.Disclosures;
import dev.lethe.shared.processors.InMemorySubProcessors;
import dev.lethe.shared.processors.SubProcessor;
import dev.lethe.shared.processors.SubProcessors;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.FeatureSwitches;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.signing.Signer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An application of which an audit is made, beside another's.
final class AuditWorld {

  static final String CUSTOMER = "cus_0123456789abcdef01234567";
  static final String APP = "app_0123456789abcdef01234567";
  static final String OTHERS = "app_fedcba987654321076543210";
  static final String RUN = "aud_AAAAAAAAAAAAAAAAAAAAAA";
  static final Instant ASKED = Probes.AT.minusSeconds(3);

  final InMemoryPapers papers = new InMemoryPapers();
  final InMemoryRegistry registry = new InMemoryRegistry();
  final Clock clock = Clock.fixed(Probes.UNTIL.plusSeconds(1), ZoneOffset.UTC);
  final InMemoryAudits audits = new InMemoryAudits(clock);
  final Audit audit = new Audit(CUSTOMER, APP, RUN, ASKED, "0123456789ab", Audit.Status.RUNNING);

  AuditWorld(String name) {
    var settings = Settings.STANDARD.withFeatures(Set.of(Feature.GOALS));
    registry.enrol(new Application(APP, CUSTOMER, name, settings), ApiKey.shown("w"));
    audits.add(audit);
    Probes.keep(new ProbeFolder(papers, RUN), Probes.of(RUN, APP, OTHERS));
  }

  @Nullable String logShipping;

  Report report(Signer signer) {
    var sources =
        new Report.Sources(
            registry,
            (app, limit, after) ->
                new FeatureSwitches.Page(List.of(erased(), switched()), OptionalInt.empty()),
            (customer, app) -> List.of(handled()),
            disclosures(),
            ConfiguredProcessor.of("eu-central-1", "cloudfront", logShipping),
            logShipping,
            register());
    return new Report(sources, papers, audits, signer, clock);
  }

  private static SubProcessors register() {
    var day = LocalDate.of(2026, 11, 1);
    var register = new InMemorySubProcessors();
    register.add(
        new SubProcessor(
            "sub_1",
            "Mail Inc.",
            "US",
            "sends mail to contacts",
            SubProcessor.Safeguard.STANDARD_CONTRACTUAL_CLAUSES,
            day,
            day.plusDays(30),
            null));
    return register;
  }

  private static FeatureSwitch switched() {
    return new FeatureSwitch(
        Feature.GOALS,
        ASKED.minus(Duration.ofDays(3)),
        new FeatureSwitch.Attestation("Jane <Doe>", "consent", "2026-11"));
  }

  private static FeatureSwitch erased() {
    return FeatureSwitch.erasing(Feature.SCREENSHOTS, ASKED.minus(Duration.ofDays(1)));
  }

  private static HandledRequest handled() {
    var received = ASKED.minus(Duration.ofDays(9));
    return new HandledRequest(
        "a7551968-d5d6-44b2-9831-815ac9017798",
        "erasure",
        received.minusSeconds(7),
        List.of(
            new HandledRequest.Change("pending", received),
            new HandledRequest.Change("completed", received.plusSeconds(91))));
  }

  private static final DisclosureEntry SEEN_KEY =
      new DisclosureEntry(
          CUSTOMER,
          null,
          "3f9a01b2c4d5",
          ASKED.minus(Duration.ofDays(2)),
          DisclosureEntry.Kind.OPERATOR_KEY,
          DisclosureEntry.Recipient.OPERATOR,
          DisclosureEntry.Ground.CONTROLLER_INSTRUCTION,
          "8c1d2e3f4a5b",
          Map.of("scope", "rights"));

  /// The register, page by page, of two applications, and of a key that opens both.
  private static Disclosures disclosures() {
    return (customer, limit, after) ->
        after == null
            ? new Disclosures.Page(List.of(disclosed(APP, "exp_1")), Optional.of("more"))
            : new Disclosures.Page(
                List.of(disclosed(OTHERS, "exp_2"), SEEN_KEY, disclosed(APP, "exp_3")),
                Optional.empty());
  }

  private static DisclosureEntry disclosed(String app, String id) {
    return new DisclosureEntry(
        CUSTOMER,
        app,
        id,
        ASKED.minus(Duration.ofDays(2)),
        DisclosureEntry.Kind.APPLICATION_EXPORT,
        DisclosureEntry.Recipient.CUSTOMER,
        DisclosureEntry.Ground.CONTROLLER_INSTRUCTION,
        "0123456789ab",
        Map.of());
  }
}
