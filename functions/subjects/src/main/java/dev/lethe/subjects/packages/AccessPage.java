package dev.lethe.subjects.packages;

import dev.lethe.shared.page.Html;
import dev.lethe.shared.vault.Identity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/// A package's `index.html`: for a person to read, in any browser, without a network and without
/// scripts.
final class AccessPage {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Contents contents;
  private final Html html = Html.page("What is held about you");

  private AccessPage(Contents contents) {
    this.contents = contents;
  }

  /// The page.
  static String of(Contents contents) {
    return new AccessPage(contents).write();
  }

  private String write() {
    html.element(
        "p",
        "This package was made on %s for request %s. It holds everything that is kept of you in the app's service."
            .formatted(TIME.format(contents.made()), contents.request().id()));
    html.raw("<p>It has <a href=\"data.json\">data.json</a>, for computers to read; ")
        .raw("<a href=\"events.ndjson\">events.ndjson</a>, with every event, one a line; ")
        .raw("and your screenshots, if there are any.</p>\n");
    if (contents.subjects().stream().noneMatch(Dossier::isKnown)) {
      html.element("p", "Nothing is held about you.");
    }
    held();
    contents.subjects().forEach(this::subject);
    requests();
    elsewhere();
    goOn();
    return html.end();
  }

  private void held() {
    html.element("h2", "What, why, and for how long");
    html.table("What is kept of you", "What", "Where it is in this package", "Why", "How long");
    Kept.in(contents.application().settings().retentionDays())
        .forEach(kept -> html.row(kept.what(), kept.file(), kept.why(), kept.until()));
    html.tableEnd();
  }

  private void subject(Dossier subject) {
    var isUser = subject.life.kind() == Identity.Kind.USER;
    html.element("h2", (isUser ? "Your account" : "Your device") + ": " + subject.name);
    if (!subject.isKnown()) {
      html.element("p", "Nothing is held about it.");
      rights(subject);
      return;
    }
    var life = subject.portrait.state().life();
    if (life != null) {
      html.element(
          "p",
          "First seen on %s, last seen on %s. Linked to %d %s."
              .formatted(
                  life.born(),
                  life.seen(),
                  subject.portrait.links(),
                  isUser ? "devices" : "accounts"));
    }
    rights(subject);
    attributes(subject);
    DaysPicture.write(subject.name, subject.days, html);
    html.table("Events", "Name", "How many");
    subject.names.forEach((name, number) -> html.row(name, number.toString()));
    html.tableEnd();
    pictures(subject);
  }

  private void rights(Dossier subject) {
    var rights = subject.portrait.state().rights();
    html.table("What you have forbidden", "What", "Now");
    html.row("Collecting, said on the device", yes(rights.optedOut()));
    html.row("Collecting, said in a request", yes(rights.stopped()));
    html.row("Using what is kept", yes(rights.restricted()));
    html.row(
        "Purposes objected to",
        list(
            rights.objections().stream()
                .map(one -> one.wireName())
                .sorted()
                .collect(Collectors.joining(", "))));
    html.row(
        "Purposes without your consent",
        list(
            rights.withdrawals().stream()
                .map(one -> one.wireName())
                .sorted()
                .collect(Collectors.joining(", "))));
    html.tableEnd();
  }

  private static String yes(boolean forbidden) {
    return forbidden ? "forbidden" : "not forbidden";
  }

  private static String list(String names) {
    return names.isEmpty() ? "none" : names;
  }

  private void attributes(Dossier subject) {
    html.table("Attributes, with corrections", "Attribute", "Value");
    subject.attributes.now().forEach((name, value) -> html.row(name, value));
    html.tableEnd();
    if (!subject.corrections.isEmpty()) {
      html.table("Corrections that you asked for", "When", "Attribute", "Right value");
      subject.corrections.forEach(corrected ->
          corrected
              .corrections()
              .forEach(one ->
                  html.row(
                      TIME.format(corrected.at()), one.attribute(), Attributes.json(one.value()))));
      html.tableEnd();
    }
  }

  private void pictures(Dossier subject) {
    if (subject.pictures.isEmpty()) {
      return;
    }
    html.element("h3", "Screenshots").raw("<ul>\n");
    for (var picture : subject.pictures) {
      html.raw("<li><a href=\"")
          .text(picture.file())
          .raw("\">")
          .text(TIME.format(picture.taken()))
          .raw("</a></li>\n");
    }
    html.raw("</ul>\n");
  }

  private void requests() {
    html.element("h2", "Requests that were made about you");
    html.table("Requests", "Received", "Type", "Status", "Id");
    contents
        .requests()
        .forEach(request ->
            html.row(
                time(request.timeline().received()),
                request.about().replace('_', ' '),
                request.timeline().status().wireName().replace('_', ' '),
                request.id().toString()));
    html.tableEnd();
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  private void elsewhere() {
    html.element("h2", "What else exists for a while");
    html.table("Copies and traces that are not in this package", "What", "Why", "How long");
    Kept.elsewhere().forEach(kept -> html.row(kept.what(), kept.why(), kept.until()));
    html.tableEnd();
  }

  private void goOn() {
    html.element("h2", "What you can do")
        .element(
            "p", "Ask the company behind the app, naming the request above. You can ask it to:")
        .raw("<ul>\n")
        .element("li", "put right what is wrong,")
        .element("li", "erase everything, at once and for good,")
        .element("li", "restrict what is done with it, while something is in dispute,")
        .element("li", "leave you out of statistics, of research, or of both,")
        .element("li", "stop collecting anything from now on.")
        .raw("</ul>\n")
        .element("p", "You can also complain to the data protection authority where you live.");
  }
}
