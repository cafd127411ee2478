package dev.lethe.subjects.request;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads corrections: a JSON object, attribute to its right value.
public final class CorrectionReader {

  private CorrectionReader() {}

  /// Reads what was read and written before.
  ///
  /// @throws IllegalArgumentException if it was not
  public static List<Correction> read(byte[] text) {
    try {
      return StrictBody.read(text, CorrectionReader::read);
    } catch (RequestRefusedException e) {
      throw new IllegalArgumentException("These are no corrections.");
    }
  }

  /// Reads them where a body is now.
  static List<Correction> read(StrictBody json) throws IOException, RequestRefusedException {
    var corrections = new ArrayList<Correction>();
    json.open(
        Extension.CORRECTIONS,
        attribute -> {
          if (corrections.size() == RequestLimits.CORRECTIONS) {
            throw StrictBody.tooMany(Extension.CORRECTIONS, RequestLimits.CORRECTIONS);
          }
          corrections.add(
              new Correction(
                  StrictBody.printable(
                      "Each name in " + Extension.CORRECTIONS,
                      attribute,
                      RequestLimits.ATTRIBUTE_CHARACTERS),
                  json.scalar(
                      "Each value in " + Extension.CORRECTIONS, RequestLimits.VALUE_CHARACTERS)));
        });
    return corrections;
  }
}
