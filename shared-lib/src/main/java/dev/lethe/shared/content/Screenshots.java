package dev.lethe.shared.content;

import dev.lethe.shared.record.Bytes;
import java.util.List;
import java.util.Optional;

/// The screenshots that are kept, each under its subject's key.
public interface Screenshots {

  /// Keeps one; under a name that is there already it takes the other's place.
  ///
  /// @param sealed a [SealedScreenshot]
  void keep(ScreenshotName name, Bytes sealed);

  /// Deletes one, if it is there.
  void delete(ScreenshotName name);

  /// All of a life that are there, in the order of their names.
  List<ScreenshotName> of(String app, String label);

  /// One as it was kept; nothing if it is gone.
  Optional<Bytes> read(ScreenshotName name);
}
