package dev.lethe.ingest.screenshot;

import dev.lethe.ingest.request.FormReader;
import dev.lethe.ingest.request.RefusedRequestException;
import dev.lethe.shared.vault.Keyring;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;

/// Ids of uploads that were offered some time ago, for tests that cannot wait.
public final class OldTickets {

  private OldTickets() {}

  /// An id.
  ///
  /// @param form as an app sends it
  public static String id(Instant offered, String form, Keyring keyring) {
    try {
      var read = ScreenshotForm.of(FormReader.read(form.getBytes(StandardCharsets.UTF_8)));
      return Ticket.issue(new SecureRandom(), offered).id(read, keyring);
    } catch (RefusedRequestException e) {
      throw new AssertionError(e);
    }
  }
}
