package dev.lethe.retention.audit;

import dev.lethe.retention.probe.InMemoryPapers;
import dev.lethe.retention.probe.ProbeFolder;
import dev.lethe.retention.probe.Probes;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.Disclosures;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.signing.Signer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  Report report(Signer signer) {
    var sources =
        new Report.Sources(
            registry,
            app -> List.of(switched()),
            (customer, app) -> List.of(handled()),
            disclosures(),
            SubProcessor.of("eu-central-1", "cloudfront"));
    return new Report(sources, papers, audits, signer, clock);
  }

  private static FeatureSwitch switched() {
    return new FeatureSwitch(
        Feature.GOALS,
        ASKED.minus(Duration.ofDays(3)),
        new FeatureSwitch.Attestation("Jane <Doe>", "consent", "2026-11"));
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

  /// The register, page by page, of two applications.
  private static Disclosures disclosures() {
    return (customer, limit, after) ->
        after == null
            ? new Disclosures.Page(List.of(disclosed(APP, "exp_1")), Optional.of("more"))
            : new Disclosures.Page(
                List.of(disclosed(OTHERS, "exp_2"), disclosed(APP, "exp_3")), Optional.empty());
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
