package dev.lethe.ingest;

import org.jspecify.annotations.Nullable;

/// The stream did not acknowledge every record in time. The sender must send again.
public final class NotAcknowledgedException extends Exception {

  public NotAcknowledgedException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
