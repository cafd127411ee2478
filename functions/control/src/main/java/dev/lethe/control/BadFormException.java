package dev.lethe.control;

/// A body that lacks what is needed, or says it wrongly.
final class BadFormException extends Exception {

  /// @param detail what to send instead, without what was sent
  BadFormException(String detail) {
    super(detail);
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
