package dev.lethe.retention.probe;

import dev.lethe.shared.record.WireNamed;

/// A store, or something else that keeps what came.
public enum Place implements WireNamed {
  REGISTRY(Form.TABLE, "the Registry table"),
  VAULT(Form.TABLE, "the Vault table"),
  LEDGER(Form.TABLE, "the Ledger table"),
  INSIGHTS(Form.TABLE, "the Insights table"),
  REQUESTS(Form.TABLE, "the Requests table"),
  ARCHIVE(Form.BUCKET, "the archive bucket"),
  SCREENSHOTS(Form.BUCKET, "the screenshots bucket"),
  QUARANTINE(Form.BUCKET, "the quarantine bucket"),
  FAILURES(Form.BUCKET, "the failures bucket"),
  EXPORTS(Form.BUCKET, "the exports bucket"),
  QUERY_RESULTS(Form.BUCKET, "the query results bucket"),
  RECEIPTS(Form.BUCKET, "the receipts bucket"),
  AUDITS(Form.BUCKET, "the audits bucket"),
  /// There with CloudFront alone.
  EDGE_LOGS(Form.BUCKET, "CloudFront's access log"),
  /// There while logs are shipped.
  UNDELIVERED_LOGS(Form.BUCKET, "the undelivered logs bucket"),
  STREAM(Form.OTHER, "the stream"),
  LOGS(Form.OTHER, "logs of functions"),
  ACCESS_LOG(Form.OTHER, "the access log");

  /// How a place keeps what it keeps.
  public enum Form {
    /// Of DynamoDB.
    TABLE,
    /// Of S3.
    BUCKET,
    /// What is in it cannot be counted without reading it.
    OTHER
  }

  private final Form form;
  private final String where;

  Place(Form form, String where) {
    this.form = form;
    this.where = where;
  }

  public Form form() {
    return form;
  }

  /// In words.
  public String where() {
    return where;
  }

  /// Whether there are deployments without it.
  public boolean isOptional() {
    return this == EDGE_LOGS || this == UNDELIVERED_LOGS;
  }
}
