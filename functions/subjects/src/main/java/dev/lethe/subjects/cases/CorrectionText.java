package dev.lethe.subjects.cases;

import dev.lethe.shared.api.Json;
import dev.lethe.subjects.request.Correction;
import dev.lethe.subjects.request.CorrectionReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Corrections as they are sealed: the JSON object that the customer sent, attribute to right
/// value, `null` for what goes.
public final class CorrectionText {

  private CorrectionText() {}

  public static byte[] of(List<Correction> corrections) {
    var text =
        Json.object(json -> {
          for (var correction : corrections) {
            json.writeFieldName(correction.attribute());
            switch (correction.value()) {
              case Correction.Value.Text(var value) -> json.writeString(value);
              case Correction.Value.Numeral(var digits) -> json.writeNumber(digits);
              case Correction.Value.Truth(var isTrue) -> json.writeBoolean(isTrue);
              case Correction.Value.Removed() -> json.writeNull();
            }
          }
        });
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The corrections of a text that [#of] made.
  public static List<Correction> read(byte[] text) {
    return CorrectionReader.read(text);
  }
}
