package dev.lethe.subjects.request;

import dev.lethe.shared.record.Purpose;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Our own part of `extensions`, under our domain (OpenDSR, section 7.1.2), not judged yet.
///
/// @param app the application whose subject it is
/// @param purposes as they are called; nothing if the field is missing
/// @param corrections none if the field is missing
record Extension(
    @Nullable String app, @Nullable List<String> purposes, List<Correction> corrections) {

  static final Extension NONE = new Extension(null, null, List.of());

  static final String APPLICATION = "application_id";
  static final String PURPOSES = "purposes";
  static final String CORRECTIONS = "corrections";

  private static final Set<String> FIELDS = Set.of(APPLICATION, PURPOSES, CORRECTIONS);

  /// Reads it where the body is now.
  static Extension read(StrictBody json) throws IOException, RequestRefusedException {
    var read = new Reading();
    json.object("Our extension", FIELDS, name -> read.take(name, json));
    return new Extension(read.app, read.purposes, read.corrections);
  }

  /// Shows nothing of the corrections.
  @Override
  public String toString() {
    return "Extension[…]";
  }

  private static final class Reading {

    private @Nullable String app;
    private @Nullable List<String> purposes;
    private List<Correction> corrections = List.of();

    private void take(String name, StrictBody json) throws IOException, RequestRefusedException {
      switch (name) {
        case APPLICATION -> app = json.text(name, RequestLimits.WORD_CHARACTERS);
        case PURPOSES ->
            purposes =
                json.array(
                    name,
                    Purpose.values().length,
                    each -> each.text(name, RequestLimits.WORD_CHARACTERS));
        default -> corrections = CorrectionReader.read(json);
      }
    }
  }
}
