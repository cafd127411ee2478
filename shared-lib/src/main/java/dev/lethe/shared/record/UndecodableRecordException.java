package dev.lethe.shared.record;

/// Bytes from the stream that are no record of ours. Trying again does not help.
public final class UndecodableRecordException extends Exception {

  /// @param reason what is wrong, without any of the record's content
  public UndecodableRecordException(String reason) {
    super(reason);
  }
}
