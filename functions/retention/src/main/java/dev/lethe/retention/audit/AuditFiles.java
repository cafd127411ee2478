package dev.lethe.retention.audit;

import dev.lethe.retention.probe.Papers;
import dev.lethe.shared.record.Bytes;
import java.util.Optional;

/// The files of audits: `audits/{app}/{audit}.json` and `.html`.
final class AuditFiles {

  private final Papers papers;

  AuditFiles(Papers papers) {
    this.papers = papers;
  }

  /// The forms that an audit is kept in.
  enum Form {
    /// Signed; it comes first.
    JSON(".json"),
    HTML(".html");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }

    String ending() {
      return ending;
    }
  }

  private static String name(Audit audit, Form form) {
    return "audits/" + audit.app() + '/' + audit.id() + form.ending();
  }

  /// Keeps an audit in a form, unless it is kept.
  void keep(Audit audit, Form form, Bytes content) {
    papers.create(name(audit, form), content);
  }

  Optional<Bytes> read(Audit audit, Form form) {
    return papers.read(name(audit, form)).map(Papers.Paper::content);
  }
}
