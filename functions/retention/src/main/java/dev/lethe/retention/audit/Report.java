package dev.lethe.retention.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.retention.audit.AuditFiles.Form;
import dev.lethe.retention.probe.Papers;
import dev.lethe.retention.probe.ProbeFolder;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.Disclosures;
import dev.lethe.shared.processors.SubProcessors;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.FeatureSwitches;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.signing.SignedFile;
import dev.lethe.shared.signing.Signer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes an audit of what a probe has measured. It may be killed anywhere and run again: the file
/// that is there first stays. Of an application that is gone there is none any more: its audits go,
/// and nothing may be written after that.
final class Report {

  private static final int ENTRIES_OF_PAGE = 100;

  private final Sources sources;
  private final Papers papers;
  private final Audits audits;
  private final Signer signer;
  private final Clock clock;

  /// Where the rest of what an audit says is recorded, and what is configured.
  record Sources(
      Registry registry,
      FeatureSwitches features,
      HandledRequests requests,
      Disclosures disclosures,
      List<ConfiguredProcessor> configured,
      @Nullable String logShipping,
      SubProcessors register) {

    Sources {
      configured = List.copyOf(configured);
    }
  }

  Report(Sources sources, Papers papers, Audits audits, Signer signer, Clock clock) {
    this.sources = sources;
    this.papers = papers;
    this.audits = audits;
    this.signer = signer;
    this.clock = clock;
  }

  /// Makes it.
  ///
  /// @param run of which it is
  void make(Audit audit, String run) {
    var application = sources.registry().application(audit.app()).orElseThrow();
    if (application.isGone()) {
      audits.end(audit, Audit.Status.FAILED);
      return;
    }
    var files = new AuditFiles(papers);
    if (files.read(audit, Form.HTML).isEmpty()) {
      var findings = findings(audit, application, run);
      // The page goes last: where it is there, both are. It is of the findings that were signed, or
      // of those of a repeat, which says the same but for what was recorded since.
      files.keep(audit, Form.JSON, signed(findings));
      files.keep(audit, Form.HTML, Bytes.copyOf(AuditPage.of(findings).getBytes(UTF_8)));
    }
    audits.end(audit, Audit.Status.READY);
  }

  private Bytes signed(Findings findings) {
    var certificate = signer.certificate();
    var canonical = AuditText.canonical(findings, certificate.fingerprint());
    var signature = signer.sign(canonical);
    // Nothing is handed out that cannot be verified.
    certificate.check(canonical, signature, findings.issued());
    return SignedFile.of("audit", canonical, certificate, signature);
  }

  private Findings findings(Audit audit, Application application, String run) {
    var probe = new ProbeFolder(papers, run).result().orElseThrow().of(audit.app());
    return new Findings(
        audit,
        application,
        probe,
        sources.features().all(audit.app()),
        sources.requests().of(audit.customer(), audit.app()),
        disclosures(audit),
        sources.configured(),
        sources.logShipping(),
        sources.register().all(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private List<DisclosureEntry> disclosures(Audit audit) {
    var found = new ArrayList<DisclosureEntry>();
    @Nullable String after = null;
    do {
      var page = sources.disclosures().of(audit.customer(), ENTRIES_OF_PAGE, after);
      page.entries().stream()
          .filter(entry -> entry.app() == null || entry.app().equals(audit.app()))
          .forEach(found::add);
      after = page.next().orElse(null);
    } while (after != null);
    return found;
  }
}
