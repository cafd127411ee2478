package dev.lethe.insights;

/// A question that cannot be answered as it was asked.
final class BadQuestionException extends Exception {

  /// @param detail what to ask instead, without what was asked
  BadQuestionException(String detail) {
    super(detail);
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
