package dev.lethe.insights;

import dev.lethe.shared.record.WireNamed;

/// A question, and how the answer is wanted.
record Asked(Question question, Page page, Format format) {

  /// What an answer is written as.
  enum Format implements WireNamed {
    JSON,
    CSV
  }
}
