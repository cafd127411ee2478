package dev.lethe.retention.audit;

import dev.lethe.retention.probe.Keeping;
import dev.lethe.retention.probe.Place;
import dev.lethe.shared.page.Html;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// An audit for people to read.
final class AuditPage {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String UNKNOWN = "not told";

  private final Findings findings;
  private final Html html;

  private AuditPage(Findings findings) {
    this.findings = findings;
    this.html = Html.page("What is kept of " + findings.application().name());
  }

  static String of(Findings findings) {
    return new AuditPage(findings).write();
  }

  private String write() {
    var probe = findings.probe();
    html.element(
        "p",
        "Audit %s of application %s, asked for on %s. It was measured from %s to %s."
            .formatted(
                findings.audit().id(),
                findings.audit().app(),
                time(findings.audit().requested()),
                time(probe.at()),
                time(probe.until())));
    html.element(
        "p",
        "This page repeats the signed audit, which is the one that counts. What was not measured is said to be reported by AWS, recorded by the service, or configured.");
    breaches();
    picture();
    html.element("h2", "What is stored where");
    probe.places().forEach(this::store);
    requests();
    disclosures();
    features();
    subProcessors();
    register();
    return html.end();
  }

  private void breaches() {
    var breaches = Breaches.of(findings);
    html.element("h2", "What is against the policy");
    var unknown = findings.probe().unknown();
    if (breaches.isEmpty()) {
      html.element("p", "Nothing was found.");
    } else {
      html.table("Against the policy", "Where", "Of what", "How many", "What is wrong");
      breaches.forEach(breach ->
          html.row(
              breach.place().where(),
              words(breach.of()),
              breach.records() == null ? "" : breach.records().toString(),
              breach.says()));
      html.tableEnd();
    }
    if (unknown > 0) {
      html.element("p", "Of %d settings AWS does not tell how they are.".formatted(unknown));
    }
  }

  private void picture() {
    var bars = new ArrayList<AgesPicture.Bar>();
    for (var place : findings.probe().places()) {
      for (var found : own(place)) {
        var oldest = found.amount().oldest();
        if (oldest != null && found.kind().keeping() instanceof Keeping.Ends(var longest, _, _)) {
          bars.add(
              new AgesPicture.Bar(
                  place.where() + ": " + words(found.kind().name()),
                  Duration.between(oldest, findings.probe().at()),
                  longest,
                  !found.breaches().isEmpty()));
        }
      }
    }
    AgesPicture.write(bars, html);
  }

  private List<KindFound> own(Place place) {
    return KindFound.in(place, findings.probe(), findings.audit().app());
  }

  private void store(Place place) {
    html.element("h3", place.where());
    if (place.form() != Place.Form.OTHER) {
      html.table(
          "Kinds, as measured",
          "What",
          "Whose",
          "How many",
          "Bytes",
          "Oldest",
          "Policy",
          "Kept so");
      own(place).forEach(this::kind);
      html.tableEnd();
    } else {
      html.element("p", "What is in it was not counted: one would have to read it.");
    }
    html.table("Settings, as AWS reports them", "Setting", "Reported", "Promised", "Verdict");
    findings.probe().settings().stream()
        .filter(setting -> setting.place() == place)
        .forEach(setting ->
            html.row(
                words(setting.check().wireName())
                    + (setting.of().isEmpty() ? "" : " of " + setting.of()),
                Objects.requireNonNullElse(setting.reported(), UNKNOWN),
                setting.promised(),
                words(setting.verdict().wireName())));
    html.tableEnd();
  }

  private void kind(KindFound found) {
    var amount = found.amount();
    html.row(
        found.kind().what(),
        found.isOwn() ? "this application's" : "all applications'",
        found.isOwn() ? Long.toString(amount.records()) : UNKNOWN,
        found.isOwn() && amount.bytes() != null ? amount.bytes().toString() : UNKNOWN,
        amount.oldest() == null ? UNKNOWN : time(amount.oldest()),
        policy(found.kind().keeping()),
        found.breaches().isEmpty() ? "yes" : "no");
  }

  private static String policy(Keeping keeping) {
    return switch (keeping) {
      case Keeping.Ends(var longest, var from, var lateness) ->
          "%s from %s; and %s".formatted(AgesPicture.words(longest), from, lateness.words());
      case Keeping.Stays(var until) -> until;
      case Keeping.MayNotBe _ -> "it may not be there";
    };
  }

  private void requests() {
    html.element("h2", "Requests of subjects, as recorded");
    html.element("p", "There are %d.".formatted(findings.requests().size()));
    html.table("The latest requests", "Request", "Type", "Asked", "Received", "Status", "Since");
    for (var request : findings.requests().stream().limit(Findings.MOST).toList()) {
      html.row(
          request.id(),
          words(request.type()),
          time(request.submitted()),
          time(request.received()),
          words(request.status()),
          time(request.changes().getLast().at()));
    }
    html.tableEnd();
  }

  private void disclosures() {
    html.element("h2", "Disclosures, as recorded");
    html.element("p", "There are %d.".formatted(findings.disclosures().size()));
    html.table("The latest disclosures", "What", "Id", "When", "To whom", "Ground", "Asked by");
    for (var entry : findings.disclosures().stream().limit(Findings.MOST).toList()) {
      html.row(
          words(entry.kind().wireName()),
          entry.id(),
          time(entry.at()),
          words(entry.recipient().wireName()),
          words(entry.ground().wireName()),
          entry.by());
    }
    html.tableEnd();
  }

  private void features() {
    html.element("h2", "Features, as recorded");
    html.table(
        "Switches",
        "Feature",
        "When",
        "To",
        "Stated by",
        "Lawful basis",
        "Text version",
        "Collected");
    for (var change : findings.features()) {
      var stated = change.attestation();
      html.row(
          words(change.feature().wireName()),
          time(change.time()),
          change.isOn() ? "on" : "off",
          stated == null ? "" : stated.attestedBy(),
          stated == null ? "" : words(stated.lawfulBasis()),
          stated == null ? "" : stated.textVersion(),
          change.collected().map(became -> words(became.wireName())).orElse(""));
    }
    html.tableEnd();
  }

  private void subProcessors() {
    html.element("h2", "Sub-processors, as configured");
    html.table("Who else has data", "Who", "What they do", "Where");
    findings.configured().forEach(other -> html.row(other.name(), other.what(), other.where()));
    html.tableEnd();
    var logs = findings.logShipping();
    html.element(
        "p",
        logs == null
            ? "Logs are shipped to nobody."
            : "Redacted logs are shipped to " + logs + ".");
  }

  private void register() {
    html.element("h2", "Sub-processors, as registered");
    html.table(
        "Who else has data, as the operator says",
        "Who",
        "Country",
        "What for",
        "On what the transfer rests",
        "Announced",
        "From",
        "Until");
    for (var one : findings.registered()) {
      html.row(
          one.name(),
          one.country(),
          one.purpose(),
          words(one.safeguard().wireName()),
          one.announced().toString(),
          one.from().toString(),
          one.until() == null ? "" : one.until().toString());
    }
    html.tableEnd();
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
